"""Orders and what belongs to them."""

from sqlalchemy import ARRAY, Boolean, Text, bindparam, func, literal

import models
from domain.order import ACTIVE
from engine.declare.relation import AS_PARENT, Many, One, Pages, ascending, descending
from loaders.viewer import PEOPLE_OF_THE_ORDER

Order = models.Order
IS_ACTIVE = Order.status == func.any(literal(sorted(ACTIVE), ARRAY(Text)))

order_by_id = One(name="order_by_id", model=Order, key=Order.id, visible=PEOPLE_OF_THE_ORDER)
orders_by_customer = Pages(
    name="orders_by_customer",
    model=Order,
    key=Order.customer_id,
    optional={"only_active": bindparam("only_active", type_=Boolean) == IS_ACTIVE},
    order=[descending(Order.placed_at), descending(Order.id)],
    visible=PEOPLE_OF_THE_ORDER,
)
lines_by_order = Many(
    name="lines_by_order",
    model=models.OrderLine,
    key=models.OrderLine.order_id,
    order=[ascending(models.OrderLine.position), ascending(models.OrderLine.id)],
    visible=AS_PARENT,
)
events_by_order = Many(
    name="events_by_order",
    model=models.OrderEvent,
    key=models.OrderEvent.order_id,
    order=[ascending(models.OrderEvent.at), ascending(models.OrderEvent.id)],
    visible=AS_PARENT,
)
