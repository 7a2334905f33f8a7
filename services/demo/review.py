"""Writes what customers thought: of shops and of single products, only of orders that arrived. Triggers add up."""

from datetime import timedelta

from domain.order import OrderStatus
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Line, Order, Town
from services.demo.content import phrases
from services.demo.rows.orders import ReviewRow

SPREAD, BAD_DAY = 0.75, 2.2
WITHOUT_WORDS = 0.25
GOOD, FINE = 4, 3


def opinions(orders: list[Order]) -> list[tuple[Order, Line | None]]:
    """Return everything that could be reviewed: each delivered order's shop, and each of its products."""
    delivered = (order for order in orders if order.plan.status is OrderStatus.DELIVERED)
    return [(order, about) for order in delivered for about in (None, *order.lines)]


def add_reviews(batch: Batch, town: Town, orders: list[Order]) -> None:
    """Add exactly as many reviews as the scale says."""
    chance = Chance.of(town.seed, "reviews")
    every = opinions(orders)
    for index in sorted(chance.sample(range(len(every)), town.scale.reviews)):
        order, line = every[index]
        _add_review(batch, town, chance, order, line)


def _add_review(batch: Batch, town: Town, chance: Chance, order: Order, line: Line | None) -> None:
    plan = order.plan
    written = min(plan.changed_at + timedelta(minutes=chance.randint(20, 4000)), town.now - timedelta(minutes=1))
    quality = plan.shop.quality - (BAD_DAY if chance.happens(0.06) else 0)
    rating = min(max(round(chance.gauss(quality, SPREAD)), 1), 5)
    body = None if chance.happens(WITHOUT_WORDS) else _words(chance, order, line, rating)
    product_id = line.article.id if line else None
    key = chance.key(written)
    batch.add(ReviewRow(key, order.id, plan.customer.id, plan.shop.id, product_id, rating, body, written))


def _words(chance: Chance, order: Order, line: Line | None, rating: int) -> str:
    """Choose a sentence that fits the stars, in the customer's language."""
    languages = phrases().product_reviews if line else phrases().store_reviews
    band = "good" if rating >= GOOD else "fine" if rating == FINE else "poor"
    locale = order.plan.customer.locale if chance.happens(0.4) else "en"
    return chance.choice(languages[locale][band]).format(dish=order.lines[0].article.name)
