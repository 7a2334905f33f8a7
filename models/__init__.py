"""Tables: columns, constraints, indexes. No rules of the business live here, and nothing here knows GraphQL."""

from models.address import Address
from models.base import Base
from models.cart import Cart, CartLine
from models.category import Category, StoreCategory
from models.conversation import Conversation, Message, Participant
from models.courier import Courier
from models.delivery import Delivery, Position
from models.device import Device
from models.favourite import Favourite
from models.idempotency import IdempotencyRecord
from models.notification import Notification, NotificationPreference
from models.order import Order, OrderEvent, OrderLine
from models.outbox import OutboxEvent
from models.payment import LedgerEntry, Payment
from models.product import Option, OptionGroup, Product, Stock
from models.promotion import Promotion, PromotionUse
from models.review import Review
from models.store import Store
from models.user import User, UserRole

__all__ = [
    "Address",
    "Base",
    "Cart",
    "CartLine",
    "Category",
    "Conversation",
    "Courier",
    "Delivery",
    "Device",
    "Favourite",
    "IdempotencyRecord",
    "LedgerEntry",
    "Message",
    "Notification",
    "NotificationPreference",
    "Option",
    "OptionGroup",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OutboxEvent",
    "Participant",
    "Payment",
    "Position",
    "Product",
    "Promotion",
    "PromotionUse",
    "Review",
    "Stock",
    "Store",
    "StoreCategory",
    "User",
    "UserRole",
]
