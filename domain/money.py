"""Amounts of money: integers in the minor unit of an ISO 4217 currency."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """So many minor units (cents, pence) of a currency."""

    amount: int
    currency: str


def money(amount: int | None, currency: str) -> Money | None:
    """The amount in its currency; nothing stays nothing."""
    return None if amount is None else Money(amount, currency)


def percent_off(price: int, former: int | None) -> int | None:
    """By how many percent a price is below the former one, rounded down; None when it is not below."""
    if former is None or former <= price:
        return None
    return (former - price) * 100 // former
