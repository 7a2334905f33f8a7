"""The tiny city that these tests share: its seed, its moment, and a listener that tells nobody."""

from datetime import UTC, datetime

SEED = 11
# A Friday evening, when the three cities are awake.
NOW = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""
