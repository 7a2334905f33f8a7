"""Rows of orders and everything that follows from one: money, the way, talk and opinions."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class OrderRow(NamedTuple):
    """A row of `orders`."""

    id: UUID
    number: int
    customer_id: UUID
    store_id: UUID
    promotion_id: UUID | None
    status: str
    currency: str
    items_total: int
    discount: int
    delivery_fee: int
    tip: int
    tax: int
    total: int
    recipient: str
    street: str
    unit: str | None
    city: str
    postal_code: str
    country: str
    latitude: float
    longitude: float
    instructions: str | None
    problem: str | None
    version: int
    placed_at: datetime
    promised_at: datetime
    finished_at: datetime | None
    updated_at: datetime


class OrderLineRow(NamedTuple):
    """A row of `order_lines`; `options` is JSON text."""

    id: UUID
    order_id: UUID
    product_id: UUID
    position: int
    name: str
    options: str
    note: str | None
    quantity: int
    unit_price: int
    total: int
    currency: str


class OrderEventRow(NamedTuple):
    """A row of `order_events`."""

    id: UUID
    order_id: UUID
    status: str
    actor: str
    note: str | None
    at: datetime


class PromotionUseRow(NamedTuple):
    """A row of `promotion_uses`."""

    id: UUID
    promotion_id: UUID
    user_id: UUID
    order_id: UUID
    created_at: datetime
    released_at: datetime | None


class PaymentRow(NamedTuple):
    """A row of `payments`."""

    id: UUID
    order_id: UUID
    provider: str
    provider_reference: str
    status: str
    amount: int
    captured: int
    refunded: int
    currency: str
    card_brand: str
    card_last4: str
    created_at: datetime
    updated_at: datetime


class LedgerEntryRow(NamedTuple):
    """A row of `ledger_entries`."""

    id: UUID
    movement_id: UUID
    payment_id: UUID
    account: str
    amount: int
    currency: str
    reason: str
    created_at: datetime


class DeliveryRow(NamedTuple):
    """A row of `deliveries`."""

    id: UUID
    order_id: UUID
    courier_id: UUID | None
    status: str
    pickup_latitude: float
    pickup_longitude: float
    dropoff_latitude: float
    dropoff_longitude: float
    distance_metres: int
    code: str
    eta: datetime | None
    eta_basis: str | None
    assigned_at: datetime | None
    picked_up_at: datetime | None
    delivered_at: datetime | None
    created_at: datetime
    updated_at: datetime


class PositionRow(NamedTuple):
    """A row of `positions`."""

    id: UUID
    delivery_id: UUID
    latitude: float
    longitude: float
    at: datetime


class ConversationRow(NamedTuple):
    """A row of `conversations`."""

    id: UUID
    order_id: UUID
    created_at: datetime
    last_message_at: datetime


class ParticipantRow(NamedTuple):
    """A row of `participants`."""

    conversation_id: UUID
    user_id: UUID
    read_until: datetime | None
    joined_at: datetime


class MessageRow(NamedTuple):
    """A row of `messages`."""

    id: UUID
    conversation_id: UUID
    sender_id: UUID
    body: str
    sent_at: datetime


class ReviewRow(NamedTuple):
    """A row of `reviews`."""

    id: UUID
    order_id: UUID
    author_id: UUID
    store_id: UUID
    product_id: UUID | None
    rating: int
    body: str | None
    created_at: datetime
