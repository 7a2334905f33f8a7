"""Makes the kinds of shops and, below them, the kinds of goods."""

from datetime import datetime
from uuid import UUID

from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.content import kinds
from services.demo.rows.shops import CategoryRow


def add_categories(batch: Batch, seed: int, at: datetime) -> dict[str, UUID]:
    """Add every category and return their ids by slug."""
    chance = Chance.of(seed, "categories")
    ids: dict[str, UUID] = {}
    for position, kind in enumerate(kinds()):
        ids[kind.slug] = chance.key(at)
        batch.add(CategoryRow(ids[kind.slug], None, kind.slug, kind.name, f"categories/{kind.slug}.svg", position))
        for place, goods in enumerate(kind.goods):
            ids[goods.slug] = chance.key(at)
            picture = f"categories/{goods.picture}.svg"
            batch.add(CategoryRow(ids[goods.slug], ids[kind.slug], goods.slug, goods.name, picture, place))
    return ids
