"""The domain's words as GraphQL enums, each value with its description."""

from enum import Enum
from typing import TypeVar

import strawberry

from domain import order as words

Words = TypeVar("Words", bound=Enum)


def described(kind: type[Words], description: str, **values: str) -> type[Words]:
    """Make a domain enum a GraphQL enum; every value gets its description by the member's name in lower case."""
    enum = strawberry.enum(kind, description=description)
    for value in enum.__strawberry_definition__.values:
        value.description = values.pop(value.name.lower())
    if values:
        message = f"{kind.__name__} has no {', '.join(values)}"
        raise TypeError(message)
    return enum


OrderStatus = described(
    words.OrderStatus,
    "Where an order stands.",
    placed="Waits for the store's answer.",
    accepted="The store takes it.",
    preparing="The store works on it.",
    ready="Waits for the courier.",
    picked_up="On its way.",
    delivered="At the door.",
    rejected="The store could not take it.",
    cancelled="Called off.",
    expired="The store did not answer in time.",
)
DeliveryStatus = described(
    words.DeliveryStatus,
    "Where the courier stands.",
    pending="No courier yet.",
    assigned="On the way to the store.",
    picked_up="On the way to the door.",
    near="A minute or two away.",
    delivered="Handed over.",
    failed="Could not be handed over.",
)
PaymentStatus = described(
    words.PaymentStatus,
    "Where the money stands.",
    pending="Not asked for yet.",
    action_required="The customer has to confirm it with the bank.",
    authorised="Set aside by the bank.",
    captured="Taken.",
    partly_refunded="Given back in part.",
    refunded="Given back.",
    declined="Refused by the bank.",
    voided="Released before it was taken.",
    unknown="The provider's answer was lost; it is being found out.",
)
PromotionKind = described(
    words.PromotionKind,
    "What a promotion takes off.",
    percentage="A share of the goods' price.",
    amount="A fixed amount.",
    free_delivery="The delivery fee.",
)
NotificationKind = described(
    words.NotificationKind,
    "What a notification is about.",
    order="The state of an order.",
    message="A message in a chat.",
    offer="An offer.",
    account="The account itself.",
)
