"""When a shop is open: weekly hours in its own time zone, and single days that differ.

Weekly hours are `[[start, end], ...]`, minutes since Monday 00:00 of local time, sorted, within one week (a night past
Sunday is split in two). Exceptions are `{"2026-12-25": [], "2026-12-31": [[600, 1080]]}`, minutes since that day's
midnight.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
WEEK_DAYS = 7
WEEK_MINUTES = WEEK_DAYS * DAY_MINUTES

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
    """Whether the local clock shows a time within its day's hours; where clocks go back, each time it does."""
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
    """The first moment at which `is_open` is no longer what it is now; None when nothing changes within eight days."""
    zone = ZoneInfo(timezone)
    was_open = is_open(hours, exceptions, timezone, now=now)
    moment = now.astimezone(UTC).replace(second=0, microsecond=0)
    end = moment + timedelta(days=WEEK_DAYS + 1)
    while moment < end:
        moment = next_edge(moment, hours, exceptions, zone)
        if is_open(hours, exceptions, timezone, now=moment) != was_open:
            return moment
    return None


def next_edge(moment: datetime, hours: WeeklyHours, exceptions: Exceptions, zone: ZoneInfo) -> datetime:
    """The next moment at which a span may begin or end: an edge of today's spans, midnight, a change of clocks."""
    local = moment.astimezone(zone)
    minute = local.hour * 60 + local.minute
    edges = {edge for span in spans_of(local.date(), hours, exceptions) for edge in span} | {DAY_MINUTES}
    minutes = min(edge for edge in edges if edge > minute) - minute
    edge = moment + timedelta(minutes=minutes)
    if edge.astimezone(zone).utcoffset() == local.utcoffset():
        return edge
    following = (moment + timedelta(minutes=step) for step in range(1, minutes + 1))
    return next(at for at in following if at.astimezone(zone).utcoffset() != local.utcoffset())


def weekly(hours: WeeklyHours) -> list[Opening]:
    """Weekly hours as people read them: a night split at the week's end is one again; no part is longer than a day."""
    spans = [(start, end) for start, end in hours]
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK_MINUTES:
        night = spans[-1][0], spans[-1][1] + spans[0][1]
        spans = [*spans[1:-1], night] if night[1] - night[0] <= DAY_MINUTES else spans
    parts = (part for start, end in spans for part in within_days(start, end))
    return [Opening(start // DAY_MINUTES + 1, clock(start), clock(end)) for start, end in parts]


def within_days(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut at midnights until none of its parts is longer than a day."""
    while end - start > DAY_MINUTES:
        midnight = (start // DAY_MINUTES + 1) * DAY_MINUTES
        yield start, midnight
        start = midnight
    yield start, end


def clock(minutes: int) -> str:
    """The time of day that many minutes after some midnight; midnight at a day's end is 00:00."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
