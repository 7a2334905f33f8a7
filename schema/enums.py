"""The domain's words as GraphQL enums, each value with its description."""

from enum import Enum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from domain.order import DeliveryStatus, NotificationKind, OrderStatus, PaymentStatus, PromotionKind


def describe(kind: type[Enum], description: str, **values: str) -> None:
    """Make an enum a GraphQL enum in place; every value gets its description by the member's name in lower case."""
    strawberry.enum(kind, description=description)
    definition: StrawberryEnumDefinition = vars(kind)["__strawberry_definition__"]
    for value in definition.values:
        value.description = values.pop(value.name.lower())
    if values:
        message = f"{kind.__name__} has no {', '.join(values)}"
        raise TypeError(message)


describe(
    OrderStatus,
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
describe(
    DeliveryStatus,
    "Where the courier stands.",
    pending="No courier yet.",
    assigned="On the way to the store.",
    picked_up="On the way to the door.",
    near="A minute or two away.",
    delivered="Handed over.",
    failed="Could not be handed over.",
)
describe(
    PaymentStatus,
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
describe(
    PromotionKind,
    "What a promotion takes off.",
    percentage="A share of the goods' price.",
    amount="A fixed amount.",
    free_delivery="The delivery fee.",
)
describe(
    NotificationKind,
    "What a notification is about.",
    order="The state of an order.",
    message="A message in a chat.",
    offer="An offer.",
    account="The account itself.",
)

__all__ = ["DeliveryStatus", "NotificationKind", "OrderStatus", "PaymentStatus", "PromotionKind", "describe"]
