"""One product."""

from engine.declare.relation import Fetch
from engine.identity import key_of
from loaders.product import product_by_id
from resolvers.context import Context
from resolvers.node import Id


def get_product(_context: Context, *, id: Id) -> Fetch:  # noqa: A002 - The name clients know.
    """The product with this id, or `NOT_FOUND`."""
    return Fetch(product_by_id, key_of("Product", id), missing="No product has this id.")
