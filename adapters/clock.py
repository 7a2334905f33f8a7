"""The time. Nothing else asks the operating system for it, so a test can set it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Tell the present moment, in UTC."""


class SystemClock:
    """The clock of the operating system."""

    def now(self) -> datetime:
        """Tell the present moment, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self._moment = _aware(moment)

    def now(self) -> datetime:
        """Tell the moment that was set."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Jump to a moment, back or forth."""
        self._moment = _aware(moment)

    def advance(self, step: timedelta) -> None:
        """Move by a step."""
        self._moment += step


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a clock needs a moment with a time zone")
    return moment.astimezone(UTC)
