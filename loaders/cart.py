"""The customer's active cart and its lines."""

import models
from domain.order import CartStatus
from engine.declare.relation import AS_PARENT, Many, One, ascending
from loaders.viewer import OWN_CART

ACTIVE = models.Cart.status == CartStatus.ACTIVE

cart_by_id = One(name="cart_by_id", model=models.Cart, key=models.Cart.id, where=[ACTIVE], visible=OWN_CART)
cart_by_customer = One(
    name="cart_by_customer", model=models.Cart, key=models.Cart.customer_id, where=[ACTIVE], visible=OWN_CART
)
lines_by_cart = Many(
    name="lines_by_cart",
    model=models.CartLine,
    key=models.CartLine.cart_id,
    order=[ascending(models.CartLine.created_at), ascending(models.CartLine.id)],
    visible=AS_PARENT,
)
