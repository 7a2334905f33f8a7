"""Places, as clients give and get them."""

import strawberry

from domain.place import Place
from engine.declare.fields import Declared, grouped
from engine.errors import ErrorCode, FieldError

# A ten-millionth of a degree is about a centimetre.
DECIMALS = 7


@strawberry.type(description="A point on the earth in degrees (WGS 84).")
class Location:
    """Attributes as `domain.place.Place` has them."""

    latitude: float = strawberry.field(description="Degrees north, -90 to 90.")
    longitude: float = strawberry.field(description="Degrees east, -180 to 180.")


@strawberry.input(description="A point on the earth in degrees (WGS 84).")
class LocationInput:
    """Checked when it is used."""

    latitude: float = strawberry.field(description="Degrees north, -90 to 90.")
    longitude: float = strawberry.field(description="Degrees east, -180 to 180.")

    def place(self) -> Place:
        """The place to the centimetre, or `BAD_USER_INPUT` when it lies outside the earth's degrees.

        Without rounding, a longitude such as 1e-200 underflows in PostgreSQL, which makes that an error.
        """
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):  # noqa: PLR2004
            raise FieldError(ErrorCode.BAD_USER_INPUT, "A latitude is -90 to 90 degrees, a longitude -180 to 180.")
        return Place(round(self.latitude, DECIMALS), round(self.longitude, DECIMALS))


def located(latitude: object, longitude: object, description: str) -> Declared:
    """A `Location` field made of two columns; null when there is no place."""
    return grouped(description, latitude=latitude, longitude=longitude)
