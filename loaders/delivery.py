"""The way of an order and who rides it."""

import models
from engine.declare.relation import AS_PARENT, One

delivery_by_order = One(
    name="delivery_by_order", model=models.Delivery, key=models.Delivery.order_id, visible=AS_PARENT
)
courier_by_id = One(name="courier_by_id", model=models.Courier, key=models.Courier.id, visible=AS_PARENT)
