"""Makes stores: names, doors, hours and zones. Their goods come from `product`."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from adapters.geo import cell_of
from domain.place import Place
from domain.words import fold
from services.demo.batch import Batch
from services.demo.chance import Chance, share_out
from services.demo.city import Door, Shop, Town
from services.demo.content import City, District, Kind, cities, kinds
from services.demo.hours import make_exceptions, make_hours, make_zones
from services.demo.names import Names
from services.demo.rows.shops import StoreCategoryRow, StoreRow

PICTURES = 2
TRIES = 6


def make_door(chance: Chance, city: City, district: District, place: Place, unit: str | None = None) -> Door:
    """Give a place in a district a street, a number and a postal code."""
    street = city.street_form.format(street=chance.choice(district.streets), number=chance.randint(1, 140))
    return Door(street, unit, city, chance.digits(district.postal_code), district.name, place)


def slug_of(name: str) -> str:
    """`Forno da Graça` becomes `forno-da-graca`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("ß", "ss")).strip("-")


class _Namer:
    """Finds names and slugs that no other store has."""

    def __init__(self, chance: Chance, names: Names) -> None:
        self._chance = chance
        self._names = names
        self._taken: dict[str, int] = {}

    def name(self, kind: Kind, city: City, district: District) -> tuple[str, str]:
        """Return a name and its slug; a name met before gets a number in its slug only."""
        name = self._invent(kind, city, district)
        for _ in range(TRIES):
            if slug_of(name) not in self._taken:
                break
            name = self._invent(kind, city, district)
        slug = slug_of(name)
        self._taken[slug] = count = self._taken.get(slug, 0) + 1
        return name, slug if count == 1 else f"{slug}-{count}"

    def _invent(self, kind: Kind, city: City, district: District) -> str:
        pattern = self._chance.choice(kind.names[city.name])
        surname = self._names.surname(self._chance, city)
        return pattern.format(district=district.name, of=district.of, surname=surname)


def _kinds_in_turn(chance: Chance, count: int) -> list[Kind]:
    """Return that many kinds: the first is pizza, then every kind once, then by weight."""
    every = list(kinds())
    weights = [kind.weight for kind in every]
    return (every + chance.choices(every, weights, k=max(0, count - len(every))))[:count]


class StoreMaker:
    """Opens the shops of a town."""

    def __init__(self, batch: Batch, town: Town, names: Names, categories: Mapping[str, UUID]) -> None:
        self._batch = batch
        self._town = town
        self._categories = categories
        self._chance = Chance.of(town.seed, "stores")
        self._namer = _Namer(self._chance, names)

    def add_stores(self) -> None:
        """Add all stores with their kinds, city by city, the most popular of each city first."""
        stores = self._town.scale.stores
        counts = share_out(stores, [round(city.share * 100) * stores for city in cities()])
        for city, count in zip(cities(), counts, strict=True):
            for rank, kind in enumerate(_kinds_in_turn(self._chance, count)):
                self._add_store(city, kind, is_first=rank == 0)

    def _add_store(self, city: City, kind: Kind, *, is_first: bool) -> None:
        """Add one store; the first of each city stands in its first district and always takes orders."""
        chance, now = self._chance, self._town.now
        district = city.districts[0] if is_first else chance.choice(city.districts)
        name, slug = self._namer.name(kind, city, district)
        opened = now - timedelta(days=chance.randint(200, 1500), minutes=chance.randint(0, 1440))
        shop = Shop(
            id=chance.key(opened),
            name=name,
            kind=kind,
            door=make_door(chance, city, district, chance.near(district.place, 120 if is_first else 260)),
            hours=make_hours(chance, kind.hours),
            zones=make_zones(chance, kind.zones),
            preparation_minutes=chance.randrange(kind.preparation[0], kind.preparation[1] + 1, 5),
            quality=min(max(chance.gauss(4.5, 0.3), 3.2), 4.9),
        )
        self._town.shops.append(shop)
        self._add_row(shop, slug, opened, is_accepting_orders=is_first or not chance.happens(0.03))
        listed = [kind.slug, *(also for also in kind.also if chance.happens(0.5))]
        for position, category in enumerate(listed):
            self._batch.add(StoreCategoryRow(shop.id, self._categories[category], position))

    def _add_row(self, shop: Shop, slug: str, opened: datetime, *, is_accepting_orders: bool) -> None:
        chance, door, city = self._chance, shop.door, shop.door.city
        self._batch.add(
            StoreRow(
                id=shop.id,
                slug=slug,
                name=shop.name,
                description=chance.choice(shop.kind.about),
                picture=f"stores/{shop.kind.slug}-{chance.randint(1, PICTURES)}.svg",
                phone=chance.digits(city.phone),
                street=door.street,
                city=city.name,
                postal_code=door.postal_code,
                country=city.country,
                latitude=door.place.latitude,
                longitude=door.place.longitude,
                cell=cell_of(door.place.latitude, door.place.longitude),
                timezone=city.timezone,
                currency=city.currency,
                hours=json.dumps(shop.hours),
                hours_exceptions=json.dumps(make_exceptions(chance, self._town.now.date())),
                delivery_zones=json.dumps([asdict(zone) for zone in shop.zones]),
                minimum_order=shop.zones[0].minimum_order,
                preparation_minutes=shop.preparation_minutes,
                price_level=chance.choices((1, 2, 3, 4), (25, 45, 24, 6))[0],
                is_accepting_orders=is_accepting_orders,
                created_at=opened,
                updated_at=opened,
            )
        )
