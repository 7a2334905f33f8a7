"""Names of people: pools that Faker fills once for each language of the cities, put together at random afterwards."""

from faker import Faker

from services.demo.chance import Chance
from services.demo.content import City, cities

POOL = 160


class Names:
    """First names and surnames of each city."""

    def __init__(self, seed: int) -> None:
        self._pools: dict[str, tuple[list[str], list[str]]] = {}
        for city in cities():
            faker = Faker(city.names_locale)
            faker.seed_instance(f"{seed}:{city.name}")
            # A dict keeps the order and drops what came twice.
            first = dict.fromkeys(faker.first_name() for _ in range(POOL))
            last = dict.fromkeys(faker.last_name() for _ in range(POOL))
            self._pools[city.name] = (list(first), list(last))

    def first_name(self, chance: Chance, city: City) -> str:
        """Return a first name that is common in that city."""
        return chance.choice(self._pools[city.name][0])

    def surname(self, chance: Chance, city: City) -> str:
        """Return a surname that is common in that city."""
        return chance.choice(self._pools[city.name][1])
