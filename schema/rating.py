"""Mean ratings."""

from domain.rating import mean_rating
from engine.declare.fields import Declared, computed
from models.rating import mean_in_sql


def rated(total: object, count: object) -> Declared:
    """A field that is the mean of so many ratings; null without any."""
    return computed(
        mean_rating, total, count, description="Mean of its reviews, 1 to 5; null without any.", sql=mean_in_sql
    )
