"""Fetching anything again by its global id."""

import asyncio
from typing import Annotated

import strawberry

from engine.declare.relation import One
from engine.errors import ErrorCode, FieldError
from engine.identity import split_id
from engine.reads.loaders import AnyRow
from loaders.address import address_by_id
from loaders.cart import cart_by_id
from loaders.category import category_by_id
from loaders.notification import notification_by_id
from loaders.order import order_by_id
from loaders.product import product_by_id
from loaders.promotion import promotion_by_id
from loaders.review import review_by_id
from loaders.store import store_by_id
from resolvers.context import Context

# Every type that implements Node, by the kind in its ids. The relation's rule decides who may see the row.
NODES: dict[str, One] = {
    "address": address_by_id,
    "cart": cart_by_id,
    "category": category_by_id,
    "notification": notification_by_id,
    "order": order_by_id,
    "product": product_by_id,
    "promotion": promotion_by_id,
    "review": review_by_id,
    "store": store_by_id,
}
MOST_NODES = 100

Id = Annotated[strawberry.ID, strawberry.argument(description="A global id.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, 100 at most.")]


async def get_node(context: Context, *, id: Id) -> AnyRow:  # noqa: A002 - The name clients know.
    """The object with this id; `NOT_FOUND` for one that is unknown or another's."""
    row = await find(context, id)
    if row is None:
        raise FieldError(ErrorCode.NOT_FOUND, "Nothing has this id.")
    return row


async def get_nodes(context: Context, *, ids: Ids) -> list[AnyRow | None]:
    """The objects with these ids, in their order; null where there is none."""
    if len(ids) > MOST_NODES:
        raise FieldError(ErrorCode.BAD_USER_INPUT, f"Ask for {MOST_NODES} ids at most; {len(ids)} were given.")
    return list(await asyncio.gather(*(find(context, identity) for identity in ids)))


async def find(context: Context, identity: str) -> AnyRow | None:
    """The row behind an id, if the viewer may see it."""
    parts = split_id(identity)
    if parts is None or parts[0] not in NODES:
        return None
    return await context.loaders.one(NODES[parts[0]], parts[1])
