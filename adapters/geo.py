"""Cells of the earth (H3): the coarse index behind all that is near a place. Distances stand in domain/place.py."""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from h3.api.basic_int import cell_to_latlng, grid_disk, latlng_to_cell

from domain.place import Place, distance_metres

# Resolution 8: hexagons of about 0.74 km², half a kilometre along an edge (H3, table of cell statistics). A look close
# by takes a few dozen cells, a look all around a few hundred.
RESOLUTION = 8
# No point of a cell is farther from its centre; the largest hexagons of this resolution included.
REACH_METRES = 700
# Two neighbouring centres are at least this far apart.
RING_METRES = 750
# Among so few cells it pays to leave out those that the place itself is too far from.
FEW = 30


def cell_of(latitude: float, longitude: float) -> int:
    """The cell that holds a place, as the signed 64-bit number kept in `cell` columns."""
    cell: int = latlng_to_cell(latitude, longitude, RESOLUTION)
    return cell


def cells_around(latitude: float, longitude: float, radius_metres: int) -> str:
    """All cells that may hold a point within the radius, and some more, as the text of a PostgreSQL array."""
    cell = cell_of(latitude, longitude)
    centres = centres_about(cell, radius_metres)
    if len(centres) > FEW:
        return all_about(cell, radius_metres)
    here, reach = Place(latitude, longitude), radius_metres + REACH_METRES
    return array_text(other for other, centre in centres.items() if distance_metres(here, centre) <= reach)


@lru_cache(maxsize=10_000)
def all_about(cell: int, radius_metres: int) -> str:
    """The text of all cells about a cell, which is the same for every place in it."""
    return array_text(centres_about(cell, radius_metres))


def array_text(cells: Iterable[int]) -> str:
    """An array as PostgreSQL reads it."""
    return "{" + ",".join(map(str, cells)) + "}"


@lru_cache(maxsize=10_000)
def centres_about(cell: int, radius_metres: int) -> dict[int, Place]:
    """The centres of all cells that may hold a point within the radius of any point of this cell; not to be changed."""
    widest = radius_metres + 2 * REACH_METRES
    here = Place(*cell_to_latlng(cell))
    disk = grid_disk(cell, ceil(widest / RING_METRES))
    centres = {other: Place(*cell_to_latlng(other)) for other in sorted(disk)}
    return {other: centre for other, centre in centres.items() if distance_metres(here, centre) <= widest}
