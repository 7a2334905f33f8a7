"""From a place a client gives to the parameters of the statements that look around it."""

from typing import Annotated

import strawberry

from adapters.geo import cells_around
from domain.place import Place
from schema.place import LocationInput

# As far as the widest delivery zone of the demo city goes, and then some.
RADIUS_METRES = 6000
CLOSE_METRES = 500

Near = Annotated[LocationInput, strawberry.argument(description="The place to look around.")]


def around(place: Place) -> dict[str, object]:
    """The parameters `cells`, `latitude`, `longitude` and `radius_metres` for all that can deliver to a place."""
    return {"latitude": place.latitude, "longitude": place.longitude, **within(place, RADIUS_METRES)}


def close_by(place: Place) -> dict[str, object]:
    """The same for a first look: in a city a page is full before the search has left the neighbourhood."""
    return within(place, CLOSE_METRES)


def within(place: Place, radius_metres: int) -> dict[str, object]:
    """The parameters that say how far a search goes."""
    cells = cells_around(place.latitude, place.longitude, radius_metres)
    return {"cells": cells, "radius_metres": radius_metres}
