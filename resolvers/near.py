"""From a place a client gives to the parameters of the statements that look around it."""

from typing import Annotated

import strawberry

from adapters.geo import cells_around
from domain.place import Place
from schema.place import LocationInput

# As far as the widest delivery zone of the demo city goes, and then some.
RADIUS_METRES = 6000

Near = Annotated[LocationInput, strawberry.argument(description="The place to look around.")]


def around(place: Place) -> dict[str, object]:
    """The parameters `cells`, `latitude`, `longitude` and `radius_metres`."""
    return {
        "cells": cells_around(place.latitude, place.longitude, RADIUS_METRES),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_metres": RADIUS_METRES,
    }
