"""The viewer inside SQL: the parameters every statement may name, and the rules of sight made of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, DateTime, Uuid, bindparam, exists, func, or_

import models
from domain.viewer import Viewer
from engine.declare.relation import EVERYONE, Rule

NOBODY = UUID(int=0)

viewer_id = bindparam("viewer_id", type_=Uuid)
viewer_is_support = bindparam("viewer_is_support", type_=Boolean)
viewer_stores = bindparam("viewer_stores", type_=ARRAY(Uuid))
now = bindparam("now", type_=DateTime(timezone=True))


AMBIENT = frozenset({"now", "viewer_id", "viewer_is_support", "viewer_stores"})


def ambient(viewer: Viewer, moment: datetime) -> dict[str, object]:
    """The values of those parameters for one request. A stranger is a person who owns nothing."""
    return {
        "viewer_id": viewer.id or NOBODY,
        "viewer_is_support": viewer.is_support,
        "viewer_stores": list(viewer.store_ids),
        "now": moment,
    }


OWN_PROFILE = Rule("the person", models.User.id == viewer_id)
OWN_ADDRESS = Rule("its owner or support", or_(models.Address.user_id == viewer_id, viewer_is_support))
OWN_CART = Rule("its customer", models.Cart.customer_id == viewer_id)
OWN_FAVOURITE = Rule("its owner", models.Favourite.user_id == viewer_id)
OWN_NOTIFICATION = Rule("its owner", models.Notification.user_id == viewer_id)

CARRIED_BY_VIEWER = exists().where(
    models.Delivery.order_id == models.Order.id,
    models.Delivery.courier_id == models.Courier.id,
    models.Courier.user_id == viewer_id,
)
PEOPLE_OF_THE_ORDER = Rule(
    "its customer, the staff of its store, its courier, support",
    or_(
        models.Order.customer_id == viewer_id,
        models.Order.store_id == func.any(viewer_stores),
        viewer_is_support,
        CARRIED_BY_VIEWER,
    ),
)

__all__ = [
    "AMBIENT",
    "EVERYONE",
    "OWN_ADDRESS",
    "OWN_CART",
    "OWN_FAVOURITE",
    "OWN_NOTIFICATION",
    "OWN_PROFILE",
    "PEOPLE_OF_THE_ORDER",
    "ambient",
    "now",
    "viewer_id",
]
