"""Orders: copies of what was agreed, and how far it got."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, cast

import strawberry

import models
from domain.money import Money as Amount
from domain.money import money
from domain.order import OrderStatus as Status
from domain.place import Place
from engine.declare import column, computed, identity, many, one
from loaders.delivery import delivery_by_order
from loaders.order import events_by_order, lines_by_order
from loaders.payment import payment_by_order
from loaders.product import product_by_id
from loaders.store import store_by_id
from schema.delivery import Delivery
from schema.enums import OrderStatus
from schema.money import Money
from schema.node import Node
from schema.payment import Payment
from schema.place import Location
from schema.product import Product
from schema.store import Store

ORDER = Annotated["Order", strawberry.lazy("schema.order")]

Table = models.Order
Line = models.OrderLine
Event = models.OrderEvent


@strawberry.type(description="An option as it was chosen and priced.")
class ChosenOption:
    """One element of `order_lines.options`."""

    name: str = strawberry.field(description="Name at the time.")
    price_delta: Money = strawberry.field(description="Added to the unit price.")


def chosen(options: Sequence[Mapping[str, object]], currency: str) -> list[ChosenOption]:
    """The options of a line in its currency."""
    return [
        ChosenOption(
            name=cast("str", option["name"]),
            price_delta=cast("Money", Amount(cast("int", option["price_delta"]), currency)),
        )
        for option in options
    ]


def order_number(number: int) -> str:
    """The number as text: it is a name, and grows past 32 bits."""
    return str(number)


def is_active(status: str) -> bool:
    """Whether the customer still waits."""
    return Status(status).is_active


@strawberry.type(description="One line of an order, as it was ordered.")
class OrderLine:
    """Rows of `order_lines`."""

    id: strawberry.ID = identity("OrderLine", Line.id)
    name: str = column(Line.name, "The product's name at the time.")
    options: list[ChosenOption] = computed(chosen, Line.options, Line.currency, description="What was chosen with it.")
    note: str | None = column(Line.note, "What the shop was told.")
    quantity: int = column(Line.quantity, "How many pieces.")
    unit_price: Money = computed(money, Line.unit_price, Line.currency, description="One piece with its options.")
    total: Money = computed(money, Line.total, Line.currency, description="All pieces.")
    product: Product | None = one(product_by_id, Line.product_id, "The product as it is today.")


@strawberry.type(description="One step of an order's way.")
class OrderEvent:
    """Rows of `order_events`."""

    id: strawberry.ID = identity("OrderEvent", Event.id)
    status: OrderStatus = column(Event.status, "The state it reached.")
    actor: str = column(Event.actor, "Who moved it: customer, merchant, courier, support or clock.")
    note: str | None = column(Event.note, "Why, where there is a reason.")
    at: datetime = column(Event.at, "When.")


@strawberry.type(description="An order.")
class Order(Node):
    """Rows of `orders`."""

    id: strawberry.ID = identity("Order", Table.id)
    number: str = computed(order_number, Table.number, description="What people read out to each other.")
    status: OrderStatus = column(Table.status, "Where it stands.")
    is_active: bool = computed(is_active, Table.status, description="Whether the customer still waits for it.")
    items_total: Money = computed(money, Table.items_total, Table.currency, description="The goods.")
    discount: Money = computed(money, Table.discount, Table.currency, description="Taken off by promotions.")
    delivery_fee: Money = computed(money, Table.delivery_fee, Table.currency, description="For bringing it.")
    tip: Money = computed(money, Table.tip, Table.currency, description="For the courier.")
    tax: Money = computed(money, Table.tax, Table.currency, description="Tax contained in the goods' price.")
    total: Money = computed(money, Table.total, Table.currency, description="To be paid: goods - discount + fee + tip.")
    recipient: str = column(Table.recipient, "Whose name is on the door.")
    street: str = column(Table.street, "Street and number it goes to.")
    unit: str | None = column(Table.unit, "Floor, flat or door.")
    city: str = column(Table.city, "City it goes to.")
    postal_code: str = column(Table.postal_code, "Postal code it goes to.")
    country: str = column(Table.country, "ISO 3166-1 alpha-2 code.")
    location: Location = computed(Place, Table.latitude, Table.longitude, description="The door.")
    instructions: str | None = column(Table.instructions, "What the courier should know.")
    problem: str | None = column(Table.problem, "Why it was rejected or cancelled.")
    placed_at: datetime = column(Table.placed_at, "When it was placed.")
    promised_at: datetime | None = column(Table.promised_at, "When it was promised to be there.")
    finished_at: datetime | None = column(Table.finished_at, "When it was over, one way or another.")
    store: Store | None = one(store_by_id, Table.store_id, "Who sells it.")
    lines: list[OrderLine] | None = many(lines_by_order, Table.id, "What was ordered.")
    timeline: list[OrderEvent] | None = many(events_by_order, Table.id, "Its steps so far, oldest first.")
    delivery: Delivery | None = one(delivery_by_order, Table.id, "Its way; null until it is planned.")
    payment: Payment | None = one(payment_by_order, Table.id, "How it is paid.")
