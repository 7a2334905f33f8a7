"""Search: stores and products whose words begin with the words somebody typed, best first, near a place if given."""

from sqlalchemy import (
    ColumnElement,
    Double,
    Select,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

import models
from engine.declare.relation import EVERYONE, Pages, ascending, descending
from models.place import in_cells

typed = cast(bindparam("words"), TSQUERY)

# A store that carries the name ranks above the many products that mention it.
STORE_BONUS = 0.5


def hits(kind: str, model: type[models.Store | models.Product], bonus: float) -> Select[tuple[str, object, float]]:
    """The matching rows of one table with their rank."""
    rank = cast(func.ts_rank(model.words, typed), Double) + bonus
    columns = (literal(kind).label("kind"), model.id.label("id"), rank.label("rank"))
    return select(*columns).where(model.words.op("@@")(typed))


def ranked(name: str, *where: ColumnElement[bool]) -> Pages:
    """Hits of both tables, best first, narrowed by conditions on their stores."""
    in_stores = hits("store", models.Store, STORE_BONUS).where(*where)
    in_products = hits("product", models.Product, 0)
    if where:
        in_products = in_products.join(models.Store, models.Store.id == models.Product.store_id).where(*where)
    found = union_all(in_stores, in_products).subquery("found")
    order = [descending(found.c.rank), ascending(found.c.kind), ascending(found.c.id)]
    return Pages(name=name, model=found, order=order, visible=EVERYONE)


hits_by_rank = ranked("hits_by_rank")
hits_near_by_rank = ranked("hits_near_by_rank", in_cells(models.Store.cell))
