"""Knows which shops a home orders from: those that deliver there, popular and near ones first."""

from uuid import UUID

from domain.place import distance_metres
from services.demo.chance import Chance, skew
from services.demo.city import Door, Shop, Town
from services.demo.content import cities

MOST_SHOPS = 8
LOOKS = 60


class Neighbourhoods:
    """The shops of each city by popularity."""

    def __init__(self, town: Town) -> None:
        self._shops: dict[str, tuple[list[Shop], list[float]]] = {}
        for city in cities():
            shops = [shop for shop in town.shops if shop.door.city is city]
            self._shops[city.name] = (shops, skew(len(shops), 0.7))

    def shops_near(self, chance: Chance, home: Door, root: Shop) -> tuple[tuple[Shop, int], ...]:
        """Return up to MOST_SHOPS shops that deliver to a home, with the distances; `root`, next to it, does."""
        shops, weights = self._shops[home.city.name]
        found: dict[UUID, tuple[Shop, int]] = {}
        for shop in chance.choices(shops, cum_weights=weights, k=LOOKS):
            metres = distance_metres(shop.door.place, home.place)
            if metres <= shop.zones[-1].up_to_metres:
                found.setdefault(shop.id, (shop, metres))
            if len(found) == MOST_SHOPS - 1:
                break
        found.setdefault(root.id, (root, distance_metres(root.door.place, home.place)))
        return tuple(found.values())
