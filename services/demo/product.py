"""Makes what shops sell: products and the options that go with them. Stock is counted in `stock`, after the orders."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from services.demo.batch import Batch
from services.demo.chance import Chance, share_out, skew
from services.demo.city import Article, Choice, Shop, Town
from services.demo.content import Goods, Kind, option_groups
from services.demo.rows.shops import OptionGroupRow, OptionRow, ProductRow

PICTURES = 2
# The first maker of goods asks the usual price, the second more, the third (the shop's own) less.
MAKERS_PRICES = (1.0, 1.2, 0.85)


@dataclass(frozen=True, slots=True)
class Ware:
    """One thing that a kind of shop may sell."""

    goods: Goods
    name: str
    cents: float
    unit: str | None
    description: str


@cache
def wares(kind: Kind) -> tuple[Ware, ...]:
    """Return everything that shops of this kind sell, by goods; an item's text that begins with a digit is its unit."""
    every: list[Ware] = []
    for goods in kind.goods:
        for maker, price in zip(goods.makers or ("",), MAKERS_PRICES, strict=False):
            for item, cents, text in goods.items:
                name = f"{maker} {item}".strip()
                unit, description = (text, goods.about) if text[0].isdigit() else (None, text)
                every.append(Ware(goods, name[0].upper() + name[1:], cents * price, unit, description))
    return tuple(every)


def rounded(amount: float, *, shelf: bool) -> int:
    """Prices on a shelf end in 9, prices on a menu in 0."""
    return max(math.ceil(amount / 10) * 10 - (1 if shelf else 0), 1)


class ProductMaker:
    """Fills the shops of a town with goods."""

    def __init__(self, batch: Batch, town: Town, categories: dict[str, UUID]) -> None:
        self._batch = batch
        self._town = town
        self._categories = categories
        self._chance = Chance.of(town.seed, "products")

    def add_products(self) -> None:
        """Share the scale's products out over all shops, more to those whose kind sells more."""
        rooms = [len(wares(shop.kind)) for shop in self._town.shops]
        for shop, count in zip(self._town.shops, share_out(self._town.scale.products, rooms), strict=True):
            self._fill(shop, count)

    def _fill(self, shop: Shop, count: int) -> None:
        every = wares(shop.kind)
        level = shop.door.city.prices * self._chance.uniform(0.9, 1.15)
        chosen = sorted(self._chance.sample(range(len(every)), count))
        for position, index in enumerate(chosen):
            shop.articles.append(self._add_product(shop, every[index], level, position))
        self._chance.shuffle(shop.articles)
        shop.popularity = skew(count, 0.8)

    def _add_product(self, shop: Shop, ware: Ware, level: float, position: int) -> Article:
        chance, goods, city = self._chance, ware.goods, shop.door.city
        added = self._town.now - timedelta(days=chance.randint(150, 199), minutes=chance.randint(0, 1440))
        shelf = ware.unit is not None
        price = rounded(ware.cents * level, shelf=shelf)
        former = rounded(price * chance.uniform(1.12, 1.4) + 10, shelf=shelf) if chance.happens(0.08) else None
        key = chance.key(added)
        choices = tuple(self._add_group(key, added, city.currency, *pair) for pair in enumerate(goods.options))
        self._batch.add(
            ProductRow(
                id=key,
                store_id=shop.id,
                category_id=self._categories[goods.slug],
                name=ware.name,
                description=ware.description,
                picture=f"products/{goods.picture}-{chance.randint(1, PICTURES)}.svg",
                unit=ware.unit,
                price=price,
                compare_at_price=former,
                currency=city.currency,
                tax_basis_points=city.tax[goods.tax],
                is_available=not chance.happens(0.03),
                position=position,
                created_at=added,
                updated_at=added,
            )
        )
        return Article(key, ware.name, price, city.tax[goods.tax], goods.stocked, choices)

    def _add_group(self, product_id: UUID, added: datetime, currency: str, position: int, slug: str) -> Choice:
        group, key = option_groups()[slug], self._chance.key(added)
        self._batch.add(OptionGroupRow(key, product_id, group.name, group.minimum, group.maximum, position))
        options = []
        for place, (name, delta) in enumerate(group.options):
            option = (self._chance.key(added), name, delta)
            # The first option is the usual one and always there.
            available = place == 0 or not self._chance.happens(0.02)
            self._batch.add(OptionRow(option[0], key, name, delta, currency, available, place))
            options.append(option)
        return Choice(group.minimum, group.maximum, tuple(options))
