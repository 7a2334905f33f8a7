"""Cells of the earth (H3): the coarse index behind all that is near a place. Distances stand in domain/place.py."""

from math import ceil

from h3 import grid_disk, latlng_to_cell, str_to_int

# Resolution 8: hexagons of about 0.74 km², half a kilometre along an edge (H3, table of cell statistics).
RESOLUTION = 8
# Two neighbouring centres are at least this far apart, so that many rings cover a radius.
RING_METRES = 750


def cell_of(latitude: float, longitude: float) -> int:
    """The cell that holds a place, as the signed 64-bit number kept in `cell` columns."""
    cell: int = str_to_int(latlng_to_cell(latitude, longitude, RESOLUTION))
    return cell


def cells_around(latitude: float, longitude: float, radius_metres: int) -> list[int]:
    """All cells that may hold a point within the radius, and some more."""
    rings = ceil(radius_metres / RING_METRES) + 1
    return [str_to_int(cell) for cell in grid_disk(latlng_to_cell(latitude, longitude, RESOLUTION), rings)]
