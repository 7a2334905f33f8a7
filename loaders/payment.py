"""The payment of an order."""

import models
from engine.declare.relation import AS_PARENT, One

payment_by_order = One(name="payment_by_order", model=models.Payment, key=models.Payment.order_id, visible=AS_PARENT)
