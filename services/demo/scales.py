"""How large a demo city can be. How it is filled stands in `city`."""

from dataclasses import dataclass
from typing import Final


class UnknownScale(ValueError):  # noqa: N818 - the project names errors by the state of the world.
    """No demo city has this size."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Exact numbers of rows; users include couriers, merchants and support."""

    stores: int
    products: int
    users: int
    orders: int
    reviews: int

    @property
    def couriers(self) -> int:
        """How many of the users deliver."""
        return max(5, self.users * 7 // 100)

    @property
    def support(self) -> int:
        """How many of the users help the others."""
        return max(1, self.users // 400)

    @property
    def customers(self) -> int:
        """The users who order: everyone who neither delivers, helps nor keeps a shop."""
        return self.users - self.stores - self.couriers - self.support

    @property
    def active_orders(self) -> int:
        """Orders still on their way; few enough that each waiting customer and each busy courier has one."""
        return min(self.orders // 60, self.couriers * 3 // 2, self.customers // 3)


SCALES: Final = {
    "tiny": Scale(stores=12, products=300, users=40, orders=200, reviews=200),
    "small": Scale(stores=200, products=10_000, users=2_000, orders=20_000, reviews=20_000),
    "bench": Scale(stores=2_000, products=50_000, users=10_000, orders=100_000, reviews=200_000),
}


def get_scale(name: str) -> Scale:
    """Return the scale of that name; raises UnknownScale."""
    if name not in SCALES:
        raise UnknownScale(f"There is no demo city of scale {name!r}; choose one of {', '.join(SCALES)}.")
    return SCALES[name]
