"""The words of an order's, a delivery's and a payment's life. Transitions between them come with ordering."""

from enum import StrEnum


class OrderStatus(StrEnum):
    """Where an order stands, from the customer's side."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    PREPARING = "preparing"
    READY = "ready"
    PICKED_UP = "picked_up"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_active(self) -> bool:
        """True while the customer still waits for the goods."""
        return self in ACTIVE


ACTIVE = frozenset(
    {OrderStatus.PLACED, OrderStatus.ACCEPTED, OrderStatus.PREPARING, OrderStatus.READY, OrderStatus.PICKED_UP}
)


class DeliveryStatus(StrEnum):
    """Where the courier stands with one order."""

    PENDING = "pending"
    ASSIGNED = "assigned"
    PICKED_UP = "picked_up"
    NEAR = "near"
    DELIVERED = "delivered"
    FAILED = "failed"


class PaymentStatus(StrEnum):
    """Where the money stands. `UNKNOWN` is a charge whose answer was lost; it is reconciled, never repeated."""

    PENDING = "pending"
    ACTION_REQUIRED = "action_required"
    AUTHORISED = "authorised"
    CAPTURED = "captured"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    DECLINED = "declined"
    VOIDED = "voided"
    UNKNOWN = "unknown"


class CartStatus(StrEnum):
    """A cart is active until it becomes an order or is folded into another cart at sign-in."""

    ACTIVE = "active"
    ORDERED = "ordered"
    MERGED = "merged"


class CourierStatus(StrEnum):
    """Whether a courier takes jobs."""

    OFFLINE = "offline"
    ONLINE = "online"
    BUSY = "busy"


class PromotionKind(StrEnum):
    """What a promotion takes off: a share (basis points), an amount (minor units), or the delivery fee."""

    PERCENTAGE = "percentage"
    AMOUNT = "amount"
    FREE_DELIVERY = "free_delivery"


class NotificationKind(StrEnum):
    """What a notification is about; people choose per kind what reaches their phone."""

    ORDER = "order"
    MESSAGE = "message"
    OFFER = "offer"
    ACCOUNT = "account"
