"""Who is asking."""

from engine.declare.relation import Fetch
from loaders.user import viewer_by_id
from resolvers.context import Context


def get_viewer(context: Context) -> Fetch | None:
    """The signed-in person's own row; nothing for a stranger."""
    return None if context.viewer.id is None else Fetch(viewer_by_id, context.viewer.id)
