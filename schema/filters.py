"""What lists of stores can be narrowed and sorted by."""

from enum import Enum

import strawberry

from schema.enums import describe


class StoreSort(Enum):
    """The orders a list of stores can have."""

    DISTANCE = "distance"
    RATING = "rating"
    PRICE = "price"


describe(
    StoreSort,
    "The order of a list of stores; ties go to the nearer one.",
    distance="Nearest first.",
    rating="Best rated first; a few ratings count less than many.",
    price="Cheapest first.",
)


@strawberry.input(description="Which stores a list holds; what is left out does not matter.")
class StoreFilter:
    """Turned into parameters by resolvers/store.py."""

    open_now: bool | None = strawberry.field(default=None, description="True for those that take orders now.")
    category: strawberry.ID | None = strawberry.field(default=None, description="Only of this kind of shop.")
    minimum_rating: float | None = strawberry.field(default=None, description="Only with at least this mean rating.")
    price_level: int | None = strawberry.field(default=None, description="Only up to this price level, 1 to 4.")
