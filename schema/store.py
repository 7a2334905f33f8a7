"""Shops."""

from datetime import datetime
from typing import Annotated

import strawberry

import models
from domain import hours
from domain.delivery import Quote, Zone, quote
from domain.place import Place, distance_metres
from engine.declare.fields import column, computed, connection, exists, identity, many
from engine.identity import key_of
from loaders.category import categories_by_store
from loaders.product import products_by_store
from loaders.promotion import promotions_by_store
from loaders.review import reviews_by_store
from loaders.store import favourite_by_store
from schema.category import Category
from schema.connection import Connection
from schema.money import Money, amount_in
from schema.node import Node
from schema.picture import pictured
from schema.place import Location, LocationInput, located
from schema.product import PRODUCT
from schema.promotion import Promotion
from schema.rating import rated
from schema.review import REVIEW

STORE = Annotated["Store", strawberry.lazy("schema.store")]

Table = models.Store


def is_open(
    weekly: hours.WeeklyHours,
    exceptions: hours.Exceptions,
    timezone: str,
    accepting: bool,  # noqa: FBT001 - Columns are given by position.
    *,
    now: datetime,
) -> bool:
    """Within opening hours, and not paused by the shop."""
    return accepting and hours.is_open(weekly, exceptions, timezone, now=now)


def distance(
    latitude: float,
    longitude: float,
    *,
    to: Annotated[LocationInput, strawberry.argument(description="The other end.")],
) -> int:
    """Metres from the shop to a place."""
    return distance_metres(Place(latitude, longitude), to.place())


def delivery_quote(  # noqa: PLR0913 - Each is a column the quote is made of.
    zones: list[Zone],
    currency: str,
    preparation_minutes: int,
    latitude: float,
    longitude: float,
    *,
    to: Annotated[LocationInput, strawberry.argument(description="The door.")],
) -> Quote | None:
    """What delivery to a door costs, if the shop goes there."""
    return quote(zones, currency, preparation_minutes, Place(latitude, longitude), to.place())


def in_category(
    *,
    category: Annotated[strawberry.ID | None, strawberry.argument(description="Only goods of this category.")] = None,
) -> dict[str, object]:
    """The parameters of `products_by_store`."""
    return {"category_id": None if category is None else key_of("Category", category)}


@strawberry.type(description="One span in which a shop is usually open, in its local time.")
class OpeningHours:
    """Attributes as `domain.hours.Opening` has them."""

    weekday: int = strawberry.field(description="ISO 8601 weekday: 1 is Monday, 7 is Sunday.")
    opens: str = strawberry.field(description="Local time, such as 08:00.")
    closes: str = strawberry.field(description="Local time; the next day's when it is not after `opens`.")


@strawberry.type(description="What delivery from a shop to a door costs.")
class DeliveryQuote:
    """Made from `domain.delivery.Quote`."""

    distance_metres: int = strawberry.field(description="Distance as the crow flies.")
    minutes: int = strawberry.field(description="From order to door, about.")
    fee: Money = strawberry.field(description="Delivery fee.")
    minimum_order: Money = strawberry.field(description="The goods must cost at least this.")
    free_from: Money | None = strawberry.field(description="Delivery is free from this amount on; null if never.")


@strawberry.type(description="A shop.")
class Store(Node):
    """Rows of `stores`."""

    id: strawberry.ID = identity("Store", Table.id)
    slug: str = column(Table.slug, "Stable name for links.")
    name: str = column(Table.name, "Name to show.")
    description: str = column(Table.description, "What it is about.")
    picture: str | None = pictured(Table.picture, "Path of a picture.")
    phone: str | None = column(Table.phone, "Telephone number, E.164.")
    street: str = column(Table.street, "Street and number.")
    city: str = column(Table.city, "City.")
    postal_code: str = column(Table.postal_code, "Postal code.")
    country: str = column(Table.country, "ISO 3166-1 alpha-2 code.")
    location: Location = located(Table.latitude, Table.longitude, "Where it is.")
    timezone: str = column(Table.timezone, "IANA time zone, such as Europe/Lisbon.")
    currency: str = column(Table.currency, "ISO 4217 code of all its prices.")
    is_open: bool = computed(
        is_open,
        Table.hours,
        Table.hours_exceptions,
        Table.timezone,
        Table.is_accepting_orders,
        description="Whether it takes orders at this moment.",
    )
    opening_hours: list[OpeningHours] = computed(hours.weekly, Table.hours, description="Its usual week.")
    hours_change_at: datetime | None = computed(
        hours.next_change,
        Table.hours,
        Table.hours_exceptions,
        Table.timezone,
        description="When it closes, if open, or opens, if closed; null when neither happens within a week.",
    )
    minimum_order: Money = amount_in(
        Table.minimum_order, Table.currency, "The goods must cost at least this, anywhere."
    )
    preparation_minutes: int = column(Table.preparation_minutes, "How long it takes to get an order ready, usually.")
    price_level: int = column(Table.price_level, "1 (cheap) to 4 (dear).")
    rating: float | None = rated(Table.rating_total, Table.rating_count)
    rating_count: int = column(Table.rating_count, "How many reviews it has.")
    distance_metres: int = computed(
        distance, Table.latitude, Table.longitude, description="How far away a place is, as the crow flies."
    )
    delivery_quote: DeliveryQuote | None = computed(
        delivery_quote,
        Table.delivery_zones,
        Table.currency,
        Table.preparation_minutes,
        Table.latitude,
        Table.longitude,
        description="Delivery to a door; null when the shop does not go there.",
    )
    is_favourite: bool | None = exists(favourite_by_store, Table.id, "Whether it is among the viewer's favourites.")
    categories: list[Category] | None = many(categories_by_store, Table.id, "The kinds of shop it is, main one first.")
    promotions: list[Promotion] | None = many(promotions_by_store, Table.id, "Its own offers that run now.")
    products: Connection[PRODUCT] | None = connection(
        products_by_store, Table.id, "What it sells, in the shop's order.", in_category
    )
    reviews: Connection[REVIEW] | None = connection(reviews_by_store, Table.id, "What customers wrote, newest first.")
