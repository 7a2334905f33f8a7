"""Stores around a place, for the Python peers: the statement that every peer sends, and its parameters."""

from functools import lru_cache
from typing import Final

from h3 import grid_disk, latlng_to_cell, str_to_int

RESOLUTION: Final = 8
RING_METRES: Final = 750
FEW: Final = 10
COLUMNS: Final = "id, name, picture, rating_total, rating_count, price_level"
PARAMETERS: Final = ("close", "cells", "latitude", "longitude", "first", "metres")

# Those close by if they are enough, else all within six kilometres.
_WITHIN: Final = """SELECT * FROM (SELECT {columns}, (12742018 * asin(sqrt(
    sin(radians(latitude - {latitude}) * 0.5) ^ 2
    + cos(radians({latitude})) * cos(radians(latitude)) * sin(radians(longitude - {longitude}) * 0.5) ^ 2
)))::int AS distance FROM stores WHERE cell = ANY({among})) s
WHERE distance <= {reach} {condition} ORDER BY distance, id LIMIT {first}"""


def near_statement(placeholder: str) -> str:
    """The statement; `placeholder` makes a parameter's place from its `name` and `number`, such as `${number}`."""
    casts = {"close": "bigint[]", "cells": "bigint[]", "latitude": "float8", "longitude": "float8"}
    names = {
        name: f"CAST({placeholder.format(name=name, number=number)} AS {casts.get(name, 'int')})"
        for number, name in enumerate(PARAMETERS, 1)
    }
    shared = {"columns": COLUMNS, **{name: names[name] for name in ("latitude", "longitude", "first")}}
    close = _WITHIN.format(among=names["close"], reach=names["metres"], condition="", **shared)
    condition = f"AND (SELECT count(*) FROM close) < {names['first']}"
    far = _WITHIN.format(among=names["cells"], reach="6000", condition=condition, **shared)
    return f"""WITH close AS MATERIALIZED ({close}), far AS MATERIALIZED ({far})
        SELECT {COLUMNS} FROM (
            SELECT * FROM close WHERE (SELECT count(*) FROM close) = {names["first"]} UNION ALL SELECT * FROM far
        ) s ORDER BY distance, id"""


def near_parameters(latitude: float, longitude: float, first: int) -> dict[str, object]:
    """Its parameters, in its order."""
    cell = latlng_to_cell(latitude, longitude, RESOLUTION)
    rings = 3 if first <= FEW else 6
    values = (disk(cell, rings), disk(cell, 9), latitude, longitude, first, (rings - 1) * RING_METRES)
    return dict(zip(PARAMETERS, values, strict=True))


@lru_cache(maxsize=10_000)
def disk(cell: str, rings: int) -> list[int]:
    """The cell and so many rings around it."""
    return [str_to_int(other) for other in grid_disk(cell, rings)]
