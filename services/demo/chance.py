"""Chance that repeats itself: the same seed gives the same choices, keys and places. What is chosen lives elsewhere."""

import math
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from random import Random
from typing import Self
from uuid import UUID

from domain.place import Place

METRES_PER_DEGREE = 111_320


class Chance(Random):
    """A stream of choices. Each part of the city has a stream of its own, so that a change in one leaves the rest."""

    @classmethod
    def of(cls, seed: int, part: str) -> Self:
        """Return the stream of one part of the city."""
        return cls(f"{seed}:{part}")

    def key(self, at: datetime) -> UUID:
        """Make a UUIDv7 (RFC 9562, section 5.7) of that moment."""
        milliseconds = int(at.timestamp() * 1000)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | self.getrandbits(12) << 64 | 0b10 << 62 | self.getrandbits(62))

    def happens(self, share: float) -> bool:
        """Say yes in that share of cases, 0 to 1."""
        return self.random() < share

    def near(self, place: Place, metres: float) -> Place:
        """Return a place around another; `metres` is the standard deviation on each axis, never more than doubled."""
        north, east = (min(max(self.gauss(0, metres), -2 * metres), 2 * metres) for _ in range(2))
        degrees_east = east / (METRES_PER_DEGREE * math.cos(math.radians(place.latitude)))
        # Six digits are a hand's breadth, and hide how machines differ in the last bits of a cosine.
        return Place(round(place.latitude + north / METRES_PER_DEGREE, 6), round(place.longitude + degrees_east, 6))

    def digits(self, pattern: str) -> str:
        """Fill a pattern: `#` is a digit and `@` a capital letter."""
        return "".join(
            self.choice("0123456789") if sign == "#" else self.choice("ABDEFGHJLNPQRSTUWXYZ") if sign == "@" else sign
            for sign in pattern
        )


def skew(count: int, exponent: float) -> list[float]:
    """Cumulative Zipf weights for `choices`: the first of `count` things is the most popular."""
    return list(accumulate((rank + 1) ** -exponent for rank in range(count)))


def share_out(total: int, rooms: Sequence[int]) -> list[int]:
    """Split `total` over rooms in proportion to their size; raises ValueError if it does not fit."""
    if total > sum(rooms):
        raise ValueError(f"{total} do not fit into {sum(rooms)}.")
    parts = [total * room // sum(rooms) for room in rooms]
    left = total - sum(parts)
    for index, room in enumerate(rooms):
        if left and parts[index] < room:
            parts[index] += 1
            left -= 1
    return parts
