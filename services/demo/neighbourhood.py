"""Knows which shops a home orders from: those that deliver there, popular and near ones first."""

from uuid import UUID

from services.demo.chance import Chance, metres_between, skew
from services.demo.city import Place, Shop, Town
from services.demo.content import cities

MOST_SHOPS = 8
LOOKS = 60


class Neighbourhoods:
    """The shops of each city by popularity."""

    def __init__(self, town: Town) -> None:
        self._shops: dict[str, tuple[list[Shop], list[float]]] = {}
        for city in cities():
            shops = [shop for shop in town.shops if shop.place.city is city]
            self._shops[city.name] = (shops, skew(len(shops), 0.7))

    def shops_near(self, chance: Chance, home: Place, root: Shop) -> tuple[tuple[Shop, int], ...]:
        """Return up to MOST_SHOPS shops that deliver to a home with their distances; `root`, next to it, always does."""
        shops, weights = self._shops[home.city.name]
        found: dict[UUID, tuple[Shop, int]] = {}
        for shop in chance.choices(shops, cum_weights=weights, k=LOOKS):
            metres = metres_between(shop.place.spot, home.spot)
            if metres <= shop.zones[-1].up_to_metres:
                found.setdefault(shop.id, (shop, metres))
            if len(found) == MOST_SHOPS - 1:
                break
        found.setdefault(root.id, (root, metres_between(root.place.spot, home.spot)))
        return tuple(found.values())
