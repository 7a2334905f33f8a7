"""The kinds of shops."""

from engine.declare.relation import Fetch
from loaders.category import root_categories
from resolvers.context import Context


def list_categories(_context: Context) -> Fetch:
    """All kinds of shops, in order."""
    return Fetch(root_categories)
