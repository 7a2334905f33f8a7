"""Stores around a place, nearest first, as fast as the tables allow; the peers and the limits all send this statement.

It looks close by first, and all around only where that did not find enough.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from h3.api.basic_int import cell_to_latlng, grid_disk, latlng_to_cell

# As the `cell` columns were written: resolution 8, no point farther than so many metres from its cell's centre.
RESOLUTION: Final = 8
REACH_METRES: Final = 700
RING_METRES: Final = 750
AROUND_METRES: Final = 6_000
EARTH_METRES: Final = 6_371_009
FEW: Final = 10

# $1 cells close by, $2 all cells, $3 latitude, $4 longitude, $5 how many, $6 how far close by reaches, in metres.
# The comparisons with a box of degrees spare most rows the trigonometry.
_WITHIN: Final = """SELECT {columns}, distance FROM (
    SELECT {columns}, (12742018 * asin(sqrt(
        sin(radians(latitude - $3) * 0.5) ^ 2
        + cos(radians($3)) * cos(radians(latitude)) * sin(radians(longitude - $4) * 0.5) ^ 2
    )))::int AS distance
    FROM stores WHERE cell = ANY({cells}::bigint[])
    AND latitude BETWEEN $3 - {metres} / 110000.0 AND $3 + {metres} / 110000.0
    AND longitude BETWEEN $4 - {metres} / (110000.0 * cos(radians($3)))
        AND $4 + {metres} / (110000.0 * cos(radians($3)))
) s WHERE distance <= {metres}::int {condition} ORDER BY distance, id LIMIT $5"""

_BOTH: Final = """WITH close AS MATERIALIZED ({close}), far AS MATERIALIZED ({far})
SELECT * FROM close WHERE (SELECT count(*) FROM close) = $5 UNION ALL SELECT * FROM far"""


def near_statement(columns: str) -> str:
    """The statement, with `$n` for its parameters; its rows have these columns of `stores`, and `distance`."""
    close = _WITHIN.format(columns=columns, cells="$1", metres="$6::float8", condition="")
    condition = "AND (SELECT count(*) FROM close) < $5"
    far = _WITHIN.format(columns=columns, cells="$2", metres=f"{AROUND_METRES}::float8", condition=condition)
    typed = close.replace("$3", "$3::float8").replace("$4", "$4::float8").replace("$5", "$5::int")
    return _BOTH.format(close=typed, far=far)


def near_parameters(latitude: float, longitude: float, first: int) -> tuple[object, ...]:
    """Its parameters."""
    cell = latlng_to_cell(latitude, longitude, RESOLUTION)
    metres = 500 if first <= FEW else 3_750
    wide = disk(cell, AROUND_METRES + REACH_METRES)
    close = [
        other
        for other, centre in disk(cell, metres + REACH_METRES)
        if distance(centre, (latitude, longitude)) <= metres + REACH_METRES
    ]
    return close, [other for other, _ in wide], latitude, longitude, first, metres


@lru_cache(maxsize=10_000)
def disk(cell: int, metres: int) -> Sequence[tuple[int, tuple[float, float]]]:
    """The cells, with their centres, that may have their centre within so many metres of a point of this cell."""
    own = cell_to_latlng(cell)
    around = grid_disk(cell, -(-(metres + REACH_METRES) // RING_METRES))
    centres = ((other, cell_to_latlng(other)) for other in around)
    return [(other, centre) for other, centre in centres if distance(own, centre) <= metres + REACH_METRES]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places in degrees, by the haversine formula."""
    north = radians(other[0] - one[0])
    east = radians(other[1] - one[1])
    across = cos(radians(one[0])) * cos(radians(other[0]))
    return 2 * EARTH_METRES * asin(sqrt(sin(north / 2) ** 2 + across * sin(east / 2) ** 2))
