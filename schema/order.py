"""Orders: copies of what was agreed, and how far it got."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from typing import cast as typed

import strawberry
from sqlalchemy import ARRAY, Text, cast, func, literal

import models
from domain.money import Money as Amount
from domain.order import ACTIVE
from domain.order import OrderStatus as Status
from engine.declare.fields import column, computed, identity, many, one
from loaders.delivery import delivery_by_order
from loaders.order import events_by_order, lines_by_order
from loaders.payment import payment_by_order
from loaders.product import product_by_id
from loaders.store import store_by_id
from schema.delivery import Delivery
from schema.enums import OrderStatus
from schema.money import Money, amount_in
from schema.node import Node
from schema.payment import Payment
from schema.place import Location, located
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
            name=typed("str", option["name"]),
            price_delta=typed("Money", Amount(typed("int", option["price_delta"]), currency)),
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
    unit_price: Money = amount_in(Line.unit_price, Line.currency, "One piece with its options.")
    total: Money = amount_in(Line.total, Line.currency, "All pieces.")
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
    number: str = computed(
        order_number,
        Table.number,
        description="What people read out to each other.",
        sql=lambda number: cast(number, Text),
    )
    status: OrderStatus = column(Table.status, "Where it stands.")
    is_active: bool = computed(
        is_active,
        Table.status,
        description="Whether the customer still waits for it.",
        sql=lambda status: status == func.any(literal(sorted(ACTIVE), ARRAY(Text))),
    )
    items_total: Money = amount_in(Table.items_total, Table.currency, "The goods.")
    discount: Money = amount_in(Table.discount, Table.currency, "Taken off by promotions.")
    delivery_fee: Money = amount_in(Table.delivery_fee, Table.currency, "For bringing it.")
    tip: Money = amount_in(Table.tip, Table.currency, "For the courier.")
    tax: Money = amount_in(Table.tax, Table.currency, "Tax contained in the goods' price.")
    total: Money = amount_in(Table.total, Table.currency, "To be paid: goods - discount + fee + tip.")
    recipient: str = column(Table.recipient, "Whose name is on the door.")
    street: str = column(Table.street, "Street and number it goes to.")
    unit: str | None = column(Table.unit, "Floor, flat or door.")
    city: str = column(Table.city, "City it goes to.")
    postal_code: str = column(Table.postal_code, "Postal code it goes to.")
    country: str = column(Table.country, "ISO 3166-1 alpha-2 code.")
    location: Location = located(Table.latitude, Table.longitude, "The door.")
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
