"""Shops: one, and those near a place."""

from typing import Annotated

import strawberry

from engine.declare.relation import Fetch
from engine.errors import ErrorCode, FieldError
from engine.identity import key_of
from loaders.store import store_by_id, store_by_slug, stores_by_distance, stores_by_price, stores_by_rating
from resolvers.context import Context
from resolvers.near import Near, around, close_by
from schema.filters import StoreFilter, StoreSort

LISTS = {
    StoreSort.DISTANCE: stores_by_distance,
    StoreSort.RATING: stores_by_rating,
    StoreSort.PRICE: stores_by_price,
}

Id = Annotated[strawberry.ID | None, strawberry.argument(description="The store's global id.")]
Slug = Annotated[str | None, strawberry.argument(description="The store's stable name.")]
Filter = Annotated[StoreFilter | None, strawberry.argument(description="Which of them.")]
SortBy = Annotated[StoreSort, strawberry.argument(description="In which order.")]

MISSING = "No store has this id."


def get_store(_context: Context, *, id: Id = None, slug: Slug = None) -> Fetch:  # noqa: A002 - The name clients know.
    """The store with this id or slug, or `NOT_FOUND`."""
    if (id is None) == (slug is None):
        raise FieldError(ErrorCode.BAD_USER_INPUT, "Give either id or slug.")
    if id is not None:
        return Fetch(store_by_id, key_of("Store", id), missing=MISSING)
    return Fetch(store_by_slug, slug, missing="No store has this slug.")


def list_stores(
    _context: Context,
    *,
    near: Near,
    filter: Filter = None,  # noqa: A002 - The name clients know.
    sort: SortBy = StoreSort.DISTANCE,
) -> Fetch:
    """The stores around a place; nearest first, a full page close by is the page."""
    place = near.place()
    parameters = {**around(place), **narrowed(filter or StoreFilter())}
    return Fetch(LISTS[sort], parameters=parameters, first_look=close_by(place) if sort is StoreSort.DISTANCE else {})


def narrowed(wanted: StoreFilter) -> dict[str, object]:
    """The filter's values as the parameters of the lists."""
    return {
        "open_now": wanted.open_now,
        "category_id": None if wanted.category is None else key_of("Category", wanted.category),
        "minimum_rating": wanted.minimum_rating,
        "price_level": wanted.price_level,
    }
