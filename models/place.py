"""SQL over the place of a row: whether it lies in the parameter `cells`, and how far it is from here."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Double,
    Integer,
    SQLColumnExpression,
    Text,
    bindparam,
    cast,
    func,
)

from domain.place import EARTH_METRES


def metres_from_here(latitude: SQLColumnExpression[float], longitude: SQLColumnExpression[float]) -> ColumnElement[int]:
    """Whole metres along the great circle (haversine), as `domain.place.distance_metres` counts them."""
    here_latitude = bindparam("latitude", type_=Double)
    here_longitude = bindparam("longitude", type_=Double)
    north = func.sin(func.radians(latitude - here_latitude) * 0.5)
    east = func.sin(func.radians(longitude - here_longitude) * 0.5)
    across = func.cos(func.radians(here_latitude)) * func.cos(func.radians(latitude))
    haversine = func.least(north * north + across * east * east, 1.0)
    return cast(2 * EARTH_METRES * func.asin(func.sqrt(haversine)), Integer)


def in_cells(cell: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether a cell is one of the parameter `cells`.

    They come as the text of an array: a search all around has hundreds, the same for every place in a cell, and the
    driver would look at each element of a list.
    """
    return cell == func.any(cast(bindparam("cells", type_=Text), ARRAY(BigInteger)))
