"""Search: stores and products whose words begin with the words somebody typed, best first, near a place if given."""

from sqlalchemy import ARRAY, BigInteger, Double, Select, bindparam, cast, func, literal, or_, select, union_all
from sqlalchemy.dialects.postgresql import TSQUERY

import models
from engine.execution.relation import EVERYONE, Pages, ascending, descending

typed = cast(bindparam("words"), TSQUERY)
cells = bindparam("cells", type_=ARRAY(BigInteger))
nearby = or_(cells.is_(None), models.Store.cell == func.any(cells))

# A store that carries the name ranks above the many products that mention it.
STORE_BONUS = 0.5


def hits(kind: str, model: type[models.Store | models.Product], bonus: float) -> Select[tuple[str, object, float]]:
    """The matching rows of one table with their rank."""
    rank = cast(func.ts_rank(model.words, typed), Double) + bonus
    return select(literal(kind).label("kind"), model.id.label("id"), rank.label("rank")).where(
        model.words.op("@@")(typed), nearby
    )


in_stores = hits("store", models.Store, STORE_BONUS)
in_products = hits("product", models.Product, 0).join(models.Store, models.Store.id == models.Product.store_id)
found = union_all(in_stores, in_products).subquery("found")

hits_by_rank = Pages(
    name="hits_by_rank",
    model=found,
    order=[descending(found.c.rank), ascending(found.c.kind), ascending(found.c.id)],
    visible=EVERYONE,
)
