"""Rows of people, what belongs to them, and what they mean to order."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class UserRow(NamedTuple):
    """A row of `users`."""

    id: UUID
    name: str
    email: str
    phone: str
    locale: str
    picture: str | None
    created_at: datetime
    updated_at: datetime


class UserRoleRow(NamedTuple):
    """A row of `user_roles`."""

    id: UUID
    user_id: UUID
    role: str
    store_id: UUID | None
    created_at: datetime


class AddressRow(NamedTuple):
    """A row of `addresses`."""

    id: UUID
    user_id: UUID
    label: str
    street: str
    unit: str | None
    city: str
    postal_code: str
    country: str
    latitude: float
    longitude: float
    cell: int
    instructions: str | None
    is_default: bool
    created_at: datetime
    updated_at: datetime


class DeviceRow(NamedTuple):
    """A row of `devices`."""

    id: UUID
    user_id: UUID
    platform: str
    name: str
    app_version: str
    push_token: str | None
    last_seen_at: datetime
    created_at: datetime


class NotificationPreferenceRow(NamedTuple):
    """A row of `notification_preferences`."""

    user_id: UUID
    kind: str
    push: bool


class NotificationRow(NamedTuple):
    """A row of `notifications`."""

    id: UUID
    user_id: UUID
    kind: str
    title: str
    body: str
    order_id: UUID | None
    created_at: datetime
    read_at: datetime | None


class FavouriteRow(NamedTuple):
    """A row of `favourites`."""

    id: UUID
    user_id: UUID
    store_id: UUID
    created_at: datetime


class CourierRow(NamedTuple):
    """A row of `couriers`."""

    id: UUID
    user_id: UUID
    vehicle: str
    status: str
    latitude: float | None
    longitude: float | None
    cell: int | None
    located_at: datetime | None
    created_at: datetime
    updated_at: datetime


class CartRow(NamedTuple):
    """A row of `carts`."""

    id: UUID
    customer_id: UUID | None
    store_id: UUID
    address_id: UUID | None
    status: str
    currency: str
    tip: int
    seen_total: int
    version: int
    created_at: datetime
    updated_at: datetime


class CartLineRow(NamedTuple):
    """A row of `cart_lines`."""

    id: UUID
    cart_id: UUID
    product_id: UUID
    option_ids: list[UUID]
    quantity: int
    note: str | None
    seen_price: int
    created_at: datetime
    updated_at: datetime
