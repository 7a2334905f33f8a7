"""Offers."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import models
from domain.money import money
from domain.order import PromotionKind as Kind
from engine.declare.fields import column, computed, identity, one
from loaders.store import store_by_id
from schema.enums import PromotionKind
from schema.money import Money, amount_in
from schema.node import Node
from schema.picture import pictured

if TYPE_CHECKING:
    from schema.store import Store

STORE = Annotated["Store", strawberry.lazy("schema.store")]

Table = models.Promotion


def percent(kind: str, value: int) -> float | None:
    """The share a percentage takes off; basis points are hundredths of a percent."""
    return value / 100 if kind == Kind.PERCENTAGE else None


def amount(kind: str, value: int, currency: str) -> object:
    """The amount a fixed promotion takes off."""
    return money(value, currency) if kind == Kind.AMOUNT else None


@strawberry.type(description="An offer that runs now, of one store or of the whole service.")
class Promotion(Node):
    """Rows of `promotions`."""

    id: strawberry.ID = identity("Promotion", Table.id)
    title: str = column(Table.title, "Short text for a tile.")
    description: str = column(Table.description, "What it gives and asks for.")
    picture: str | None = pictured(Table.picture, "Path of a picture.")
    kind: PromotionKind = column(Table.kind, "What it takes off.")
    percent_off: float | None = computed(percent, Table.kind, Table.value, description="Percent, for PERCENTAGE.")
    amount_off: Money | None = computed(amount, Table.kind, Table.value, Table.currency, description="For AMOUNT.")
    minimum_order: Money = amount_in(Table.minimum_order, Table.currency, "The goods must cost at least this.")
    ends_at: datetime = column(Table.ends_at, "When it is over.")
    store: STORE | None = one(store_by_id, Table.store_id, "The store that gives it; null for the whole service.")
