"""Makes a whole demo city, batch after batch in an order that satisfies the foreign keys. Nothing is written here."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from domain.order import OrderStatus
from services.demo.batch import Batch
from services.demo.cart import CartMaker
from services.demo.category import add_categories
from services.demo.chance import Chance
from services.demo.city import Order, Plan, Town
from services.demo.conversation import ConversationWriter
from services.demo.courier import add_couriers, make_riders
from services.demo.delivery import DeliveryWriter
from services.demo.favourite import add_favourites
from services.demo.names import Names
from services.demo.notification import add_offer_notifications, add_order_notifications
from services.demo.order import OrderWriter
from services.demo.payment import PaymentWriter
from services.demo.plan import Planner
from services.demo.product import ProductMaker
from services.demo.promotion import PromotionMaker
from services.demo.review import add_reviews
from services.demo.scales import Scale
from services.demo.stock import add_stock
from services.demo.store import StoreMaker
from services.demo.user import UserMaker

# Few enough rows at a time that the largest city fits into a small machine.
ORDERS_IN_A_BATCH = 5_000


def count_batches(scale: Scale) -> int:
    """Return how many batches `build` makes: the orders and four more."""
    return 4 + -(-scale.orders // ORDERS_IN_A_BATCH)


def build(scale: Scale, seed: int, now: datetime) -> Iterator[Batch]:
    """Yield the rows of a city whose orders end at `now`; the same arguments give the same bytes."""
    town = Town(seed, scale, now)
    names = Names(seed)
    yield _shops(town, names)
    yield _people(town, names)
    plans = Planner(town).plan()
    yield _around(town, plans)
    orders: list[Order] = []
    yield from _orders(town, plans, orders)
    yield _afterwards(town, orders)


def _shops(town: Town, names: Names) -> Batch:
    batch = Batch("Shops and their goods")
    categories = add_categories(batch, town.seed, town.now)
    StoreMaker(batch, town, names, categories).add_stores()
    ProductMaker(batch, town, categories).add_products()
    PromotionMaker(batch, town).add_promotions()
    return batch


def _people(town: Town, names: Names) -> Batch:
    batch = Batch("People")
    users = UserMaker(batch, town, names)
    users.add_merchants()
    users.add_support()
    make_riders(town, users.add_riders())
    users.add_customers()
    return batch


def _around(town: Town, plans: list[Plan]) -> Batch:
    batch = Batch("Couriers, carts and favourites")
    add_couriers(batch, town, [plan for plan in plans if plan.status.is_active])
    CartMaker(batch, town).add_carts()
    add_favourites(batch, town)
    add_offer_notifications(batch, town)
    return batch


def _orders(town: Town, plans: list[Plan], orders: list[Order]) -> Iterator[Batch]:
    """Yield the orders with all that follows from each, and collect them."""
    writer, payments, deliveries = OrderWriter(town), PaymentWriter(town), DeliveryWriter(town)
    conversations, chance = ConversationWriter(town), Chance.of(town.seed, "notifications")
    for start in range(0, len(plans), ORDERS_IN_A_BATCH):
        batch = Batch("Orders")
        for plan in plans[start : start + ORDERS_IN_A_BATCH]:
            order = writer.add_order(batch, plan)
            payments.add_payment(batch, order)
            deliveries.add_delivery(batch, order)
            conversations.add_conversation(batch, order)
            add_order_notifications(batch, town, order, chance)
            orders.append(order)
        yield batch


def _afterwards(town: Town, orders: list[Order]) -> Batch:
    batch = Batch("Reviews and stock")
    add_reviews(batch, town, orders)
    reserved: Counter[UUID] = Counter()
    sold: Counter[UUID] = Counter()
    for order in orders:
        for line in order.lines:
            if order.plan.status.is_active:
                reserved[line.article.id] += line.quantity
            elif order.plan.status is OrderStatus.DELIVERED:
                sold[line.article.id] += line.quantity
    add_stock(batch, town, reserved, sold)
    return batch
