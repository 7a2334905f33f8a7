"""Writes which shops customers keep at hand."""

from datetime import timedelta

from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Town
from services.demo.rows.people import FavouriteRow

ANAS = 5


def add_favourites(batch: Batch, town: Town) -> None:
    """Let customers mark some of the shops they order from; Ana marks several."""
    chance = Chance.of(town.seed, "favourites")
    for index, customer in enumerate(town.customers):
        count = min(ANAS if index == 0 else chance.choice((0, 0, 1, 2, 3, 4)), len(customer.shops))
        for shop, _ in chance.sample(customer.shops, count):
            at = town.now - timedelta(minutes=chance.randint(10, 170_000))
            batch.add(FavouriteRow(chance.key(at), customer.id, shop.id, at))
