"""The home screen as data: which sections there are, in which order, and who sees them."""

from services.home.section import Section
from services.home.sections import (
    active_order,
    categories,
    favourites,
    near_you,
    offers,
    order_again,
)

SECTIONS: tuple[Section, ...] = (
    active_order.SECTION,
    favourites.SECTION,
    order_again.SECTION,
    near_you.SECTION,
    offers.SECTION,
    categories.SECTION,
)

__all__ = ["SECTIONS", "Section"]
