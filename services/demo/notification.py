"""Writes what the app told people lately: steps of orders, and offers."""

from datetime import timedelta

from domain.order import NotificationKind, OrderStatus
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Order, Town
from services.demo.rows.people import NotificationRow

LATELY = timedelta(days=10)
TITLES = {
    OrderStatus.ACCEPTED: ("{shop} has accepted your order", "Order {number} is in good hands."),
    OrderStatus.PICKED_UP: ("Your order is on its way", "The courier left {shop} with order {number}."),
    OrderStatus.DELIVERED: ("Delivered", "Enjoy! Tell others how you liked {shop}."),
    OrderStatus.REJECTED: ("{shop} could not take your order", "You have not been charged for order {number}."),
    OrderStatus.CANCELLED: ("Order cancelled", "You have not been charged for order {number}."),
    OrderStatus.EXPIRED: ("{shop} did not answer", "You have not been charged for order {number}."),
}


def add_order_notifications(batch: Batch, town: Town, order: Order, chance: Chance) -> None:
    """Tell the customer of the steps of an order of the last days; what is over has mostly been read."""
    plan = order.plan
    if plan.placed_at < town.now - LATELY and plan.customer is not town.customers[0]:
        return
    for status, _, at in plan.steps:
        if status in TITLES:
            title, body = (text.format(shop=plan.shop.name, number=order.number) for text in TITLES[status])
            read_at = None if plan.status.is_active or chance.happens(0.2) else at + timedelta(minutes=3)
            kind = NotificationKind.ORDER.value
            batch.add(NotificationRow(chance.key(at), plan.customer.id, kind, title, body, order.id, at, read_at))


def add_offer_notifications(batch: Batch, town: Town) -> None:
    """Tell customers of offers in shops they order from; Ana's is unread."""
    chance = Chance.of(town.seed, "offers")
    for index, customer in enumerate(town.customers):
        if index == 0 or chance.happens(0.4):
            shop, _ = customer.shops[0]
            at = town.now - timedelta(minutes=chance.randint(30, 10_000))
            read_at = None if index == 0 or chance.happens(0.5) else at + timedelta(minutes=9)
            kind, title = NotificationKind.OFFER.value, f"News from {shop.name}"
            body = "There is something new on the shelf. Have a look."
            batch.add(NotificationRow(chance.key(at), customer.id, kind, title, body, None, at, read_at))
