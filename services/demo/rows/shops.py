"""Rows of what shops are and sell."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class CategoryRow(NamedTuple):
    """A row of `categories`."""

    id: UUID
    parent_id: UUID | None
    slug: str
    name: str
    picture: str
    position: int


class StoreRow(NamedTuple):
    """A row of `stores`; the three value objects are JSON text."""

    id: UUID
    slug: str
    name: str
    description: str
    picture: str
    phone: str
    street: str
    city: str
    postal_code: str
    country: str
    latitude: float
    longitude: float
    cell: int
    timezone: str
    currency: str
    hours: str
    hours_exceptions: str
    delivery_zones: str
    minimum_order: int
    preparation_minutes: int
    price_level: int
    is_accepting_orders: bool
    created_at: datetime
    updated_at: datetime


class StoreCategoryRow(NamedTuple):
    """A row of `store_categories`."""

    store_id: UUID
    category_id: UUID
    position: int


class ProductRow(NamedTuple):
    """A row of `products`."""

    id: UUID
    store_id: UUID
    category_id: UUID
    name: str
    description: str
    picture: str
    unit: str | None
    price: int
    compare_at_price: int | None
    currency: str
    tax_basis_points: int
    is_available: bool
    position: int
    created_at: datetime
    updated_at: datetime


class OptionGroupRow(NamedTuple):
    """A row of `option_groups`."""

    id: UUID
    product_id: UUID
    name: str
    minimum_choices: int
    maximum_choices: int
    position: int


class OptionRow(NamedTuple):
    """A row of `options`."""

    id: UUID
    group_id: UUID
    name: str
    price_delta: int
    currency: str
    is_available: bool
    position: int


class StockRow(NamedTuple):
    """A row of `stock`."""

    product_id: UUID
    store_id: UUID
    initial: int
    available: int
    reserved: int
    sold: int
    updated_at: datetime


class PromotionRow(NamedTuple):
    """A row of `promotions`; its uses are counted when all orders are written."""

    id: UUID
    store_id: UUID | None
    code: str | None
    title: str
    description: str
    picture: str
    kind: str
    value: int
    currency: str
    minimum_order: int
    starts_at: datetime
    ends_at: datetime
    usage_limit: int | None
    usage_limit_per_user: int | None
    created_at: datetime
