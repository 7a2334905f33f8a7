"""Makes people: merchants, couriers, support and customers, with their roles, addresses, devices and wishes."""

from datetime import datetime, timedelta
from uuid import UUID

from adapters.geo import cell_of
from domain.place import Place
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Customer, Door, Shop, Town
from services.demo.content import City, cities, phrases
from services.demo.names import Names
from services.demo.neighbourhood import Neighbourhoods
from services.demo.people import ANA, MARTA, RUI, SAM
from services.demo.rows.people import AddressRow, DeviceRow, NotificationPreferenceRow, UserRoleRow, UserRow
from services.demo.store import make_door, slug_of

PICTURES = 12
DEVICES = {
    "ios": ("iPhone", "iPad"),
    "android": ("Pixel", "Galaxy", "Fairphone"),
    "web": ("Firefox", "Safari", "Chrome"),
}
VERSIONS = ("5.3.0", "5.2.1", "5.2.0", "5.1.4", "4.9.0")
LABELS = ("Home", "Work", "Parents", "Studio")
ANAS_HOME = ("Rua Garrett 42", "3.º Dto", "1200-204", "Chiado", Place(38.710633, -9.140881))


class UserMaker:
    """Adds people to a town."""

    def __init__(self, batch: Batch, town: Town, names: Names) -> None:
        self._batch = batch
        self._town = town
        self._names = names
        self._chance = Chance.of(town.seed, "users")
        self._count = 0

    def add_user(self, city: City, role: str, known: tuple[str, str] | None = None) -> tuple[UUID, str, datetime]:
        """Add a person of a city with a role (merchants get theirs with the store); return id, name and first day."""
        chance = self._chance
        self._count += 1
        joined = self._town.now - timedelta(days=chance.randint(121, 199), minutes=chance.randint(0, 1440))
        name = f"{self._names.first_name(chance, city)} {self._names.surname(chance, city)}"
        name, email = known or (name, f"{slug_of(name).replace('-', '.')}.{self._count}@people.example")
        key = chance.key(joined)
        picture = f"people/{chance.randint(1, PICTURES)}.svg" if known or chance.happens(0.6) else None
        # The running number keeps phones apart; the pattern's beginning belongs to nobody.
        digits = city.phone.count("#")
        phone = f"{city.phone.rstrip('#')}{self._count:0{digits}d}"
        locale = city.locale if chance.happens(0.8) else "en"
        self._batch.add(UserRow(key, name, email, phone, locale, picture, joined, joined))
        if role != "merchant":
            self._batch.add(UserRoleRow(chance.key(joined), key, role, None, joined))
        return key, name, joined

    def add_merchants(self) -> None:
        """Give each shop its merchant; Marta keeps the first."""
        for index, shop in enumerate(self._town.shops):
            key, _, joined = self.add_user(shop.door.city, "merchant", MARTA if index == 0 else None)
            self._batch.add(UserRoleRow(self._chance.key(joined), key, "merchant", shop.id, joined))
            shop.merchant_id = key

    def add_support(self) -> None:
        """Add the people who help; Sam is the first."""
        for index in range(self._town.scale.support):
            self.add_user(cities()[0], "support", SAM if index == 0 else None)

    def add_riders(self) -> list[tuple[UUID, City]]:
        """Add the people behind the couriers, as many to each city as it has shops; Rui is the first."""
        spread = [shop.door.city for shop in self._town.shops]
        riders = []
        for index in range(self._town.scale.couriers):
            # The first courier of each city comes first, so that no city goes without.
            city = cities()[index] if index < len(cities()) else self._chance.choice(spread)
            riders.append((self.add_user(city, "courier", RUI if index == 0 else None)[0], city))
        return riders

    def add_customers(self) -> None:
        """Add the people who order; Ana is the first."""
        neighbours = Neighbourhoods(self._town)
        for index in range(self._town.scale.customers):
            root = self._town.shops[0] if index == 0 else self._chance.choice(self._town.shops)
            known = ANA if index == 0 else None
            key, name, joined = self.add_user(root.door.city, "customer", known)
            home, address_id = self._add_addresses(key, joined, root, known is not None)
            shops = neighbours.shops_near(self._chance, home, root)
            locale = home.city.locale
            self._town.customers.append(Customer(key, name, locale, home, address_id, shops))
            self._add_devices(key, joined)

    def _add_addresses(self, user_id: UUID, joined: datetime, root: Shop, is_ana: bool) -> tuple[Door, UUID]:  # noqa: FBT001
        chance = self._chance
        count = 3 if is_ana else chance.choices((1, 2, 3), (60, 30, 10))[0]
        doors = [self._door(root) for _ in range(count)]
        if is_ana:
            street, unit, postal_code, district, place = ANAS_HOME
            doors[0] = Door(street, unit, root.door.city, postal_code, district, place)
        keys = [self._add_address(user_id, joined, door, index) for index, door in enumerate(doors)]
        return doors[0], keys[0]

    def _door(self, root: Shop) -> Door:
        """Return a door within a short ride of a shop."""
        chance, city = self._chance, root.door.city
        district = next(part for part in city.districts if part.name == root.door.district)
        unit = chance.choice(city.units) if chance.happens(0.75) else None
        return make_door(chance, city, district, chance.near(root.door.place, 450), unit)

    def _add_address(self, user_id: UUID, joined: datetime, door: Door, index: int) -> UUID:
        key = self._chance.key(joined)
        note = self._chance.choice(phrases().order_notes) if self._chance.happens(0.3) else None
        self._batch.add(
            AddressRow(
                id=key,
                user_id=user_id,
                label=LABELS[index],
                street=door.street,
                unit=door.unit,
                city=door.city.name,
                postal_code=door.postal_code,
                country=door.city.country,
                latitude=door.place.latitude,
                longitude=door.place.longitude,
                cell=cell_of(door.place.latitude, door.place.longitude),
                instructions=note,
                is_default=index == 0,
                created_at=joined + timedelta(minutes=index),
                updated_at=joined + timedelta(minutes=index),
            )
        )
        return key

    def _add_devices(self, user_id: UUID, joined: datetime) -> None:
        chance, now = self._chance, self._town.now
        for platform in chance.sample(tuple(DEVICES), chance.choices((1, 2), (75, 25))[0]):
            token = f"{chance.getrandbits(128):032x}" if chance.happens(0.7) else None
            seen = now - timedelta(minutes=chance.randint(0, 20_000))
            name, version = chance.choice(DEVICES[platform]), chance.choices(VERSIONS, (40, 25, 15, 10, 10))[0]
            self._batch.add(DeviceRow(chance.key(joined), user_id, platform, name, version, token, seen, joined))
        if chance.happens(0.15):
            self._batch.add(NotificationPreferenceRow(user_id, "offer", push=False))
        if chance.happens(0.03):
            self._batch.add(NotificationPreferenceRow(user_id, "account", push=False))
