"""Places on the earth in degrees (WGS 84) and the distance between them."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

# Mean radius (IUGG).
EARTH_METRES = 6_371_009


@dataclass(frozen=True, slots=True)
class Place:
    """A point: latitude -90 to 90, longitude -180 to 180."""

    latitude: float
    longitude: float


def distance_metres(one: Place, other: Place) -> int:
    """The great-circle distance by the haversine formula, in whole metres; good to half a percent."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    across = cos(radians(one.latitude)) * cos(radians(other.latitude))
    haversine = sin(north / 2) ** 2 + across * sin(east / 2) ** 2
    # Rounding takes points on opposite sides of the earth just past 1, where there is no arc sine.
    return round(2 * EARTH_METRES * asin(sqrt(min(haversine, 1))))
