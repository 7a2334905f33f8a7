"""Hypothesis strategies: opening hours, days that differ, time zones, and moments, many of them near clock changes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from domain.hours import DAY_MINUTES, Exceptions, WeeklyHours

# North, south, half an hour off, half an hour of summer time, none at all, the day before and the day after.
ZONES = st.sampled_from(
    [
        *("Europe/Lisbon", "Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
        *("Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Honolulu", "UTC"),
    ]
)
CLOCK_CHANGES = [
    *(datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
    *(datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)),
    *(datetime(2026, 4, 4, 15, tzinfo=UTC), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
]
MOMENTS = st.builds(
    lambda start, seconds: start + timedelta(seconds=seconds),
    st.sampled_from([*CLOCK_CHANGES, datetime(2026, 12, 24, tzinfo=UTC)]),
    st.integers(-3 * 86_400, 3 * 86_400) | st.integers(-7200, 7200),
)


def spans(length: int) -> st.SearchStrategy[list[list[int]]]:
    """Sorted spans within so many minutes that do not overlap; they may touch."""
    edges = st.lists(st.integers(0, length // 30).map(lambda step: step * 30), unique=True, max_size=12).map(sorted)
    pairs = edges.map(lambda at: [[at[i], at[i + 1]] for i in range(0, len(at) - 1, 2)])
    return pairs | edges.map(lambda at: [list(pair) for pair in pairwise(at)])


WEEKS: st.SearchStrategy[WeeklyHours] = spans(7 * DAY_MINUTES)


def exceptions_around(moment: datetime) -> st.SearchStrategy[Exceptions]:
    """Days that differ, of the week around a moment."""
    days = st.integers(-2, 8).map(lambda offset: (moment + timedelta(days=offset)).date().isoformat())
    return st.dictionaries(days, spans(DAY_MINUTES), max_size=4)
