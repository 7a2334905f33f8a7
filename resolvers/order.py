"""One order."""

from engine.declare.relation import Fetch
from engine.identity import key_of
from loaders.order import order_by_id
from resolvers.context import Context
from resolvers.node import Id


def get_order(_context: Context, *, id: Id) -> Fetch:  # noqa: A002 - The name clients know.
    """The order with this id; `NOT_FOUND` for one that is unknown or another's."""
    return Fetch(order_by_id, key_of("Order", id), missing="No order has this id.")
