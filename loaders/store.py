"""Shops: by key, and near a place with filters and sorts."""

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Double,
    Integer,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
)
from sqlalchemy.dialects.postgresql import JSONPATH

import models
from engine.declare.relation import EVERYONE, Expression, One, Pages, Sort, ascending, descending
from loaders.viewer import OWN_FAVOURITE, now
from models.place import in_cells, metres_from_here
from models.rating import mean_in_sql

Store = models.Store

store_by_id = One(name="store_by_id", model=Store, key=Store.id, visible=EVERYONE)
store_by_slug = One(name="store_by_slug", model=Store, key=Store.slug, visible=EVERYONE)
favourite_stores_by_user = Pages(
    name="favourite_stores_by_user",
    model=Store,
    key=models.Favourite.user_id,
    join=(models.Favourite.__table__, models.Favourite.store_id == Store.id),
    order=[descending(models.Favourite.created_at), descending(models.Favourite.id)],
    visible=OWN_FAVOURITE,
)
favourite_by_store = One(
    name="favourite_by_store", model=models.Favourite, key=models.Favourite.store_id, visible=OWN_FAVOURITE
)

distance = metres_from_here(Store.latitude, Store.longitude)
within_reach = [
    in_cells(Store.cell),
    distance <= bindparam("radius_metres", type_=Integer),
]

# Mean rating pulled towards 4.0 by ten imagined reviews, so that one five does not beat a hundred fours.
weighted_rating = (Store.rating_total + 40.0) / (Store.rating_count + 10.0)


def is_open_now() -> ColumnElement[bool]:
    """`domain.hours.is_open` in SQL: the local minute falls into a span of the week, or of the day's exception."""
    local = func.timezone(Store.timezone, now)
    minute = func.extract("hour", local) * 60 + func.extract("minute", local)
    week_minute = (func.extract("isodow", local) - 1) * 1440 + minute
    day = func.to_char(local, "YYYY-MM-DD")
    return case(
        (Store.hours_exceptions.op("?")(day), holds(Store.hours_exceptions.op("->")(day), minute)),
        else_=holds(Store.hours, week_minute),
    )


def holds(spans: Expression, minute: Expression) -> ColumnElement[bool]:
    """Whether one of the JSON spans `[start, end]` holds a minute; the end itself is no longer in."""
    # The default, lax mode, would take the spans apart and compare single numbers.
    path = cast(literal("strict $[*] ? (@[0] <= $minute && @[1] > $minute)"), JSONPATH)
    return func.jsonb_path_exists(spans, path, func.jsonb_build_object("minute", minute), type_=Boolean)


matching: dict[str, ColumnElement[bool]] = {
    "open_now": and_(Store.is_accepting_orders, is_open_now()) == bindparam("open_now", type_=Boolean),
    "minimum_rating": (
        mean_in_sql(Store.rating_total, Store.rating_count) >= bindparam("minimum_rating", type_=Double)
    ),
    "price_level": Store.price_level <= bindparam("price_level", type_=Integer),
    "category_id": exists().where(
        models.StoreCategory.store_id == Store.id,
        models.StoreCategory.category_id == bindparam("category_id", type_=Uuid),
    ),
}


def stores_near(name: str, *order: Sort) -> Pages:
    """Stores within reach of a place that match the filters, in one of the orders a list can have."""
    return Pages(
        name=f"stores_by_{name}",
        model=Store,
        where=within_reach,
        optional=matching,
        order=[*order, ascending(Store.id)],
        visible=EVERYONE,
    )


stores_by_distance = stores_near("distance", ascending(distance))
stores_by_rating = stores_near("rating", descending(weighted_rating), ascending(distance))
stores_by_price = stores_near("price", ascending(Store.price_level), ascending(distance))
