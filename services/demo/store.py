"""Makes stores: names, doors, hours and zones. Their goods come from `product`."""

import json
import re
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from h3.api import basic_int

from domain.words import fold
from services.demo.batch import Batch
from services.demo.chance import Chance, share_out
from services.demo.city import Place, Shop, Town
from services.demo.content import City, District, Kind, cities, kinds
from services.demo.hours import make_exceptions, make_hours, make_zones
from services.demo.names import Names
from services.demo.rows.shops import StoreCategoryRow, StoreRow

CELL_RESOLUTION = 8
PICTURES = 2


def cell_of(spot: tuple[float, float]) -> int:
    """Return the H3 cell of a place as the tables keep it."""
    return int(basic_int.latlng_to_cell(*spot, CELL_RESOLUTION))


def make_place(chance: Chance, city: City, district: District, spot: tuple[float, float]) -> Place:
    """Give a spot in a district a street, a number and a postal code."""
    street = city.street_form.format(street=chance.choice(district.streets), number=chance.randint(1, 140))
    return Place(street, None, city, chance.digits(district.postal_code), district.name, spot)


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
        for _ in range(6):
            pattern = self._chance.choice(kind.names[city.name])
            name = pattern.format(district=district.name, surname=self._names.surname(self._chance, city))
            slug = slug_of(name)
            if slug not in self._taken:
                break
        self._taken[slug] = count = self._taken.get(slug, 0) + 1
        return name, slug if count == 1 else f"{slug}-{count}"


def _kinds_in_turn(chance: Chance, count: int) -> list[Kind]:
    """Return that many kinds: the first is pizza, then every kind once, then by weight."""
    every = list(kinds())
    weights = [kind.weight for kind in every]
    return (every + chance.choices(every, weights, k=max(0, count - len(every))))[:count]


def add_stores(batch: Batch, town: Town, names: Names, categories: dict[str, UUID]) -> None:
    """Add all stores with their kinds, city by city, the most popular of each city first."""
    chance = Chance.of(town.seed, "stores")
    namer = _Namer(chance, names)
    counts = share_out(town.scale.stores, [round(city.share * 100) * town.scale.stores for city in cities()])
    for city, count in zip(cities(), counts, strict=True):
        for rank, kind in enumerate(_kinds_in_turn(chance, count)):
            town.shops.append(_add_store(batch, town, chance, namer, city, kind, rank, categories))


def _add_store(
    batch: Batch,
    town: Town,
    chance: Chance,
    namer: _Namer,
    city: City,
    kind: Kind,
    rank: int,
    categories: dict[str, UUID],
) -> Shop:
    """Add one store; the first of each city stands in its first district."""
    district = city.districts[0] if rank == 0 else chance.choice(city.districts)
    spot = chance.near(*district.place, 120 if rank == 0 else 260)
    name, slug = namer.name(kind, city, district)
    opened = town.now - timedelta(days=chance.randint(200, 1500), minutes=chance.randint(0, 1440))
    shop = Shop(
        id=chance.key(opened),
        name=name,
        kind=kind,
        place=make_place(chance, city, district, spot),
        hours=make_hours(chance, kind.hours),
        zones=make_zones(chance, kind.zones),
        preparation_minutes=chance.randrange(kind.preparation[0], kind.preparation[1] + 1, 5),
        quality=min(max(chance.gauss(4.5, 0.3), 3.2), 4.9),
    )
    batch.add(
        StoreRow(
            id=shop.id,
            slug=slug,
            name=name,
            description=chance.choice(kind.about),
            picture=f"stores/{kind.slug}-{chance.randint(1, PICTURES)}.svg",
            phone=chance.digits(city.phone),
            street=shop.place.street,
            city=city.name,
            postal_code=shop.place.postal_code,
            country=city.country,
            latitude=spot[0],
            longitude=spot[1],
            cell=cell_of(spot),
            timezone=city.timezone,
            currency=city.currency,
            hours=json.dumps(shop.hours),
            hours_exceptions=json.dumps(make_exceptions(chance, town.now.date())),
            delivery_zones=json.dumps([asdict(zone) for zone in shop.zones]),
            minimum_order=shop.zones[0].minimum_order,
            preparation_minutes=shop.preparation_minutes,
            price_level=chance.choices((1, 2, 3, 4), (25, 45, 24, 6))[0],
            is_accepting_orders=rank == 0 or not chance.happens(0.03),
            created_at=opened,
            updated_at=opened,
        )
    )
    for position, slug_of_kind in enumerate([kind.slug, *(also for also in kind.also if chance.happens(0.5))]):
        batch.add(StoreCategoryRow(shop.id, categories[slug_of_kind], position))
    return shop
