"""Writes carts that are being filled now: of customers, and of guests who have not signed in."""

from datetime import timedelta

from services.demo.basket import add_up, choose_tip, fill_basket, zone_of
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Customer, Shop, Town
from services.demo.rows.people import CartLineRow, CartRow


class CartMaker:
    """Fills carts in the shops of a town."""

    def __init__(self, batch: Batch, town: Town) -> None:
        self._batch = batch
        self._town = town
        self._chance = Chance.of(town.seed, "carts")

    def add_carts(self) -> None:
        """Give every sixth customer an active cart, Ana for sure, and leave some to guests."""
        chance = self._chance
        for index, customer in enumerate(self._town.customers):
            if index == 0 or chance.happens(1 / 6):
                shop, metres = chance.choice(customer.shops)
                self._add_cart(shop, metres, customer)
        for _ in range(len(self._town.customers) // 50):
            self._add_cart(chance.choice(self._town.shops), 0, None)

    def _add_cart(self, shop: Shop, metres: int, customer: Customer | None) -> None:
        chance = self._chance
        started = self._town.now - timedelta(minutes=chance.randint(10, 3000))
        zone, key, tip = zone_of(shop, metres), chance.key(started), choose_tip(chance)
        lines = fill_basket(chance, shop, zone)
        self._batch.add(
            CartRow(
                id=key,
                customer_id=customer.id if customer else None,
                store_id=shop.id,
                address_id=customer.address_id if customer else None,
                status="active",
                currency=shop.door.city.currency,
                tip=tip,
                seen_total=add_up(lines, zone, None, tip).total,
                version=len(lines),
                created_at=started,
                updated_at=started + timedelta(minutes=len(lines) - 1),
            )
        )
        for minute, line in enumerate(lines):
            at = started + timedelta(minutes=minute)
            options = [option for option, _, _ in line.options]
            row = CartLineRow(
                chance.key(at), key, line.article.id, options, line.quantity, None, line.unit_price, at, at
            )
            self._batch.add(row)
