"""Counts the shelves once all orders are known: what active orders hold is reserved, what went out is sold."""

from collections import Counter
from uuid import UUID

from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Town
from services.demo.rows.shops import StockRow


def add_stock(batch: Batch, town: Town, reserved: Counter[UUID], sold: Counter[UUID]) -> None:
    """Add a row for each product on a shelf, so that `initial = available + reserved + sold`."""
    chance = Chance.of(town.seed, "stock")
    for shop in town.shops:
        for article in shop.articles:
            if article.stocked:
                available = 0 if chance.happens(0.04) else chance.randint(3, 80)
                held, gone = reserved[article.id], sold[article.id]
                batch.add(StockRow(article.id, shop.id, available + held + gone, available, held, gone, town.now))
