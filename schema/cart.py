"""The customer's cart."""

from datetime import datetime

import strawberry

import models
from engine.declare.fields import column, each, identity, many, one
from loaders.cart import lines_by_cart
from loaders.product import option_by_id, product_by_id
from loaders.store import store_by_id
from schema.node import Node
from schema.product import Option, Product
from schema.store import Store


@strawberry.type(description="One product with its chosen options, so many times.")
class CartLine:
    """Rows of `cart_lines`."""

    id: strawberry.ID = identity("CartLine", models.CartLine.id)
    quantity: int = column(models.CartLine.quantity, "How many pieces.")
    note: str | None = column(models.CartLine.note, "What the shop should know.")
    product: Product | None = one(product_by_id, models.CartLine.product_id, "What was chosen.")
    options: list[Option] | None = each(option_by_id, models.CartLine.option_ids, "The choices that go with it.")


@strawberry.type(description="What the customer means to order from one store.")
class Cart(Node):
    """Rows of `carts`."""

    id: strawberry.ID = identity("Cart", models.Cart.id)
    version: int = column(models.Cart.version, "Grows with every change.")
    updated_at: datetime = column(models.Cart.updated_at, "When it was changed last.")
    store: Store | None = one(store_by_id, models.Cart.store_id, "Where it is to be ordered.")
    lines: list[CartLine] | None = many(lines_by_cart, models.Cart.id, "What is in it.")
