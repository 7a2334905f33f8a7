"""The money side of an order."""

import strawberry

import models
from engine.declare.fields import column, identity
from schema.enums import PaymentStatus
from schema.money import Money, amount_in

Table = models.Payment


@strawberry.type(description="How an order is paid.")
class Payment:
    """Rows of `payments`."""

    id: strawberry.ID = identity("Payment", Table.id)
    status: PaymentStatus = column(Table.status, "Where the money stands.")
    amount: Money = amount_in(Table.amount, Table.currency, "What was agreed to be paid.")
    captured: Money = amount_in(Table.captured, Table.currency, "What was taken.")
    refunded: Money = amount_in(Table.refunded, Table.currency, "What was given back.")
    card_brand: str | None = column(Table.card_brand, "Brand of the card, such as visa.")
    card_last4: str | None = column(Table.card_last4, "Last four digits of the card.")
