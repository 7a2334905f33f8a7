"""Amounts of money."""

import strawberry


@strawberry.type(description="An amount of money, exact.")
class Money:
    """Attributes as `domain.money.Money` has them."""

    amount: int = strawberry.field(description="In the currency's minor unit: 1250 is 12.50 euros.")
    currency: str = strawberry.field(description="ISO 4217 code, such as EUR.")
