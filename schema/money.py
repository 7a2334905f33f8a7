"""Amounts of money."""

import strawberry

from engine.declare.fields import Declared, grouped


@strawberry.type(description="An amount of money, exact.")
class Money:
    """Attributes as `domain.money.Money` has them."""

    amount: int = strawberry.field(description="In the currency's minor unit: 1250 is 12.50 euros.")
    currency: str = strawberry.field(description="ISO 4217 code, such as EUR.")


def amount_in(amount: object, currency: object, description: str) -> Declared:
    """A `Money` field made of two columns; null when there is no amount."""
    return grouped(description, amount=amount, currency=currency)
