"""When a shop is open: weekly hours in its own time zone, and single days that differ.

Weekly hours are `[[start, end], ...]`, minutes since Monday 00:00 of local time, sorted, within one week (a night past
Sunday is split in two). Exceptions are `{"2026-12-25": [], "2026-12-31": [[600, 1080]]}`, minutes since that day's
midnight.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
WEEK_DAYS = 7

Span = Sequence[int]
WeeklyHours = Sequence[Span]
Exceptions = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Opening:
    """One span of weekly hours as people read it; `weekday` is ISO 8601's, 1 is Monday. It may end past midnight."""

    weekday: int
    opens: str
    closes: str


def is_open(hours: WeeklyHours, exceptions: Exceptions, timezone: str, *, now: datetime) -> bool:
    """Whether a moment falls into the opening hours of its local day."""
    local = now.astimezone(ZoneInfo(timezone))
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end for start, end in spans_of(local.date(), hours, exceptions))


def spans_of(day: date, hours: WeeklyHours, exceptions: Exceptions) -> list[tuple[int, int]]:
    """The open spans of one local day, in minutes since its midnight; an exception replaces the whole day."""
    special = exceptions.get(day.isoformat())
    if special is not None:
        return [(start, end) for start, end in special]
    midnight = day.weekday() * DAY_MINUTES
    clipped = ((max(start - midnight, 0), min(end - midnight, DAY_MINUTES)) for start, end in hours)
    return [(start, end) for start, end in clipped if start < end]


def next_change(hours: WeeklyHours, exceptions: Exceptions, timezone: str, *, now: datetime) -> datetime | None:
    """When an open shop closes, or a closed one opens; None when nothing changes within eight days.

    Spans that meet at midnight are one. Local times that a clock change skips or repeats are read as PEP 495 says.
    """
    zone = ZoneInfo(timezone)
    start = now.astimezone(zone).date()
    was_open = is_open(hours, exceptions, timezone, now=now)
    for opens, closes in joined(moments(start, hours, exceptions, zone)):
        if was_open and opens <= now < closes:
            return closes
        if not was_open and opens > now:
            return opens
    return None


def moments(
    start: date, hours: WeeklyHours, exceptions: Exceptions, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """The open spans from the day before a date to eight days on, as moments."""
    for offset in range(-1, WEEK_DAYS + 2):
        day = start + timedelta(days=offset)
        midnight = datetime.combine(day, time(), zone)
        for opens, closes in spans_of(day, hours, exceptions):
            yield midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes)


def joined(spans: Iterator[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """The same spans with those that touch made one."""
    current: tuple[datetime, datetime] | None = None
    for opens, closes in spans:
        if current is not None and opens <= current[1]:
            current = current[0], max(closes, current[1])
            continue
        if current is not None:
            yield current
        current = opens, closes
    if current is not None:
        yield current


def weekly(hours: WeeklyHours) -> list[Opening]:
    """Weekly hours as people read them: a night that was split at the week's end is one again."""
    spans = [(start, end) for start, end in hours]
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK_DAYS * DAY_MINUTES:
        spans = [*spans[1:-1], (spans[-1][0], spans[-1][1] + spans[0][1])]
    return [Opening(start // DAY_MINUTES + 1, clock(start), clock(end)) for start, end in spans]


def clock(minutes: int) -> str:
    """The time of day that many minutes after some midnight; midnight at a day's end is 00:00."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
