"""The money side of an order."""

import strawberry

import models
from domain.money import money
from engine.declare import column, computed, identity
from schema.enums import PaymentStatus
from schema.money import Money

Table = models.Payment


@strawberry.type(description="How an order is paid.")
class Payment:
    """Rows of `payments`."""

    id: strawberry.ID = identity("Payment", Table.id)
    status: PaymentStatus = column(Table.status, "Where the money stands.")
    amount: Money = computed(money, Table.amount, Table.currency, description="What was agreed to be paid.")
    captured: Money = computed(money, Table.captured, Table.currency, description="What was taken.")
    refunded: Money = computed(money, Table.refunded, Table.currency, description="What was given back.")
    card_brand: str | None = column(Table.card_brand, "Brand of the card, such as visa.")
    card_last4: str | None = column(Table.card_last4, "Last four digits of the card.")
