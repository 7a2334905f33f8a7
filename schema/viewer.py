"""Oneself: what only the signed-in person sees."""

from typing import Annotated

import strawberry

import models
from engine.declare.fields import column, connection, count, identity, many, one
from loaders.address import addresses_by_user
from loaders.cart import cart_by_customer
from loaders.notification import notifications_by_user, unread_by_user
from loaders.order import orders_by_customer
from loaders.store import favourite_stores_by_user
from schema.address import Address
from schema.cart import Cart
from schema.connection import Connection
from schema.notification import Notification
from schema.order import Order
from schema.picture import pictured
from schema.store import Store

Table = models.User


def only_active(
    *,
    active: Annotated[
        bool | None, strawberry.argument(description="True for orders still on their way, false for finished ones.")
    ] = None,
) -> dict[str, object]:
    """The parameters of `orders_by_customer`."""
    return {"only_active": active}


@strawberry.type(description="The signed-in person.")
class Viewer:
    """The viewer's own row of `users`."""

    id: strawberry.ID = identity("User", Table.id)
    name: str = column(Table.name, "Full name.")
    email: str | None = column(Table.email, "E-mail address.")
    phone: str | None = column(Table.phone, "Telephone number, E.164.")
    locale: str = column(Table.locale, "BCP 47 language tag.")
    picture: str | None = pictured(Table.picture, "Path of a portrait.")
    addresses: list[Address] | None = many(addresses_by_user, Table.id, "Where deliveries may go.")
    orders: Connection[Order] | None = connection(
        orders_by_customer, Table.id, "Own orders, newest first.", only_active
    )
    favourites: Connection[Store] | None = connection(
        favourite_stores_by_user, Table.id, "Stores kept at hand, latest first."
    )
    cart: Cart | None = one(cart_by_customer, Table.id, "The active cart; null when there is none.")
    notifications: Connection[Notification] | None = connection(
        notifications_by_user, Table.id, "What the app told, newest first."
    )
    unread_notification_count: int | None = count(unread_by_user, Table.id, "How many notifications are new.")
