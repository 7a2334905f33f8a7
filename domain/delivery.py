"""What delivery to a place costs: zones are rings around the shop.

A shop's zones are `[{"up_to_metres": int, "fee": int, "minimum_order": int, "free_from": int | None}, ...]`, nearest
first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from domain.money import Money, money
from domain.place import Place, distance_metres

Zone = Mapping[str, int | None]

# A courier in town makes about 15 km/h from door to door, waiting included.
METRES_PER_MINUTE = 250


@dataclass(frozen=True, slots=True)
class Quote:
    """Delivery from a shop to a place; `minutes` is the time from order to door."""

    fee: Money
    minimum_order: Money
    free_from: Money | None
    distance_metres: int
    minutes: int


def quote(zones: Sequence[Zone], currency: str, preparation_minutes: int, shop: Place, door: Place) -> Quote | None:
    """The offer of the innermost ring that reaches the door; None when no ring does."""
    distance = distance_metres(shop, door)
    for zone in zones:
        if distance <= cast("int", zone["up_to_metres"]):
            return Quote(
                fee=Money(cast("int", zone["fee"]), currency),
                minimum_order=Money(cast("int", zone["minimum_order"]), currency),
                free_from=money(zone.get("free_from"), currency),
                distance_metres=distance,
                minutes=preparation_minutes + 1 + distance // METRES_PER_MINUTE,
            )
    return None
