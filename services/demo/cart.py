"""Writes carts that are being filled now: of customers, and of guests who have not signed in."""

from datetime import timedelta

from services.demo.basket import add_up, choose_tip, fill_basket, zone_of
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Customer, Shop, Town
from services.demo.rows.people import CartLineRow, CartRow


def add_carts(batch: Batch, town: Town) -> None:
    """Give every sixth customer an active cart, Ana for sure, and leave some to guests."""
    chance = Chance.of(town.seed, "carts")
    for index, customer in enumerate(town.customers):
        if index == 0 or chance.happens(1 / 6):
            shop, metres = chance.choice(customer.shops)
            _add_cart(batch, town, chance, shop, metres, customer)
    for _ in range(len(town.customers) // 50):
        _add_cart(batch, town, chance, chance.choice(town.shops), 0, None)


def _add_cart(  # noqa: PLR0913 - a cart has that many sides.
    batch: Batch, town: Town, chance: Chance, shop: Shop, metres: int, customer: Customer | None
) -> None:
    started = town.now - timedelta(minutes=chance.randint(5, 3000))
    zone = zone_of(shop, metres)
    lines = fill_basket(chance, shop, zone)
    tip = choose_tip(chance)
    key = chance.key(started)
    batch.add(
        CartRow(
            key,
            customer.id if customer else None,
            shop.id,
            customer.address_id if customer else None,
            "active",
            shop.place.city.currency,
            tip,
            add_up(lines, zone, None, tip).total,
            len(lines),
            started,
            started + timedelta(minutes=len(lines)),
        )
    )
    for minute, line in enumerate(lines):
        at = started + timedelta(minutes=minute)
        options = [option for option, _, _ in line.options]
        batch.add(
            CartLineRow(chance.key(at), key, line.article.id, options, line.quantity, None, line.unit_price, at, at)
        )
