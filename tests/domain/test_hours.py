from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.hours import DAY_MINUTES, Exceptions, Opening, WeeklyHours, is_open, next_change, weekly
from tests.domain.weeks import MOMENTS, WEEKS, ZONES, exceptions_around

MONDAY, TUESDAY, SATURDAY, SUNDAY = 0, DAY_MINUTES, 5 * DAY_MINUTES, 6 * DAY_MINUTES
WEEK = 7 * DAY_MINUTES
LISBON, LONDON = "Europe/Lisbon", "Europe/London"
NINE_TO_FIVE = [[MONDAY + 9 * 60, MONDAY + 17 * 60]]
# Friday and Saturday nights until 02:00; Sunday's night runs on into Monday, split at the week's end.
BAR = [[0, 120], [SATURDAY - 300, SATURDAY + 120], [SUNDAY - 300, SUNDAY + 120], [WEEK - 300, WEEK]]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "expected"), [("08:59:59", False), ("09:00", True), ("16:59:59", True), ("17:00", False)]
)
def test_a_shop_opens_at_its_first_minute_and_is_closed_at_its_last(clock: str, *, expected: bool) -> None:
    assert is_open(NINE_TO_FIVE, {}, LISBON, now=local(f"2026-11-16T{clock}", LISBON)) is expected


def test_hours_are_those_of_the_shops_own_clock() -> None:
    nine_in_berlin = local("2026-11-16T09:00", "Europe/Berlin")
    assert is_open(NINE_TO_FIVE, {}, "Europe/Berlin", now=nine_in_berlin)
    assert not is_open(NINE_TO_FIVE, {}, LONDON, now=nine_in_berlin)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T18:59", False),
        ("2026-11-20T23:59", True),
        ("2026-11-21T00:00", True),
        ("2026-11-21T01:59", True),
        ("2026-11-21T02:00", False),
        ("2026-11-22T23:59", True),
        ("2026-11-23T00:00", True),
        ("2026-11-23T02:00", False),
    ],
)
def test_a_night_goes_on_past_midnight_and_past_the_weeks_end(moment: str, *, expected: bool) -> None:
    assert is_open(BAR, {}, LISBON, now=local(moment, LISBON)) is expected


def test_a_night_past_midnight_closes_once() -> None:
    assert next_change(BAR, {}, LISBON, now=local("2026-11-22T22:00", LISBON)) == local("2026-11-23T02:00", LISBON)


def test_an_exception_replaces_the_whole_day_and_no_other() -> None:
    days: Exceptions = {"2026-11-16": [[600, 660]]}
    assert not is_open(NINE_TO_FIVE, days, LISBON, now=local("2026-11-16T09:30", LISBON))
    assert is_open(NINE_TO_FIVE, days, LISBON, now=local("2026-11-16T10:30", LISBON))
    assert is_open(NINE_TO_FIVE, days, LISBON, now=local("2026-11-23T09:30", LISBON))


def test_an_exception_without_spans_closes_the_day() -> None:
    assert not is_open(NINE_TO_FIVE, {"2026-11-16": []}, LISBON, now=local("2026-11-16T12:00", LISBON))


def test_a_closed_day_cuts_the_night_before_at_midnight() -> None:
    closed_saturday: Exceptions = {"2026-11-21": []}
    friday_night = local("2026-11-20T23:00", LISBON)
    assert next_change(BAR, closed_saturday, LISBON, now=friday_night) == local("2026-11-21T00:00", LISBON)


def test_the_day_of_an_exception_is_the_shops_own() -> None:
    noon: Exceptions = {"2026-12-25": [[0, DAY_MINUTES]]}
    assert is_open([], noon, "Pacific/Auckland", now=utc("2026-12-24T12:00"))
    assert not is_open([], noon, LISBON, now=utc("2026-12-24T12:00"))


def test_a_closed_shop_opens_next() -> None:
    after = local("2026-11-16T17:00", LISBON)
    assert next_change(NINE_TO_FIVE, {}, LISBON, now=after) == local("2026-11-23T09:00", LISBON)


def test_a_change_is_looked_for_past_a_closed_holiday() -> None:
    daily = [[day * DAY_MINUTES + 540, day * DAY_MINUTES + 600] for day in range(7)]
    holidays: Exceptions = {"2026-12-25": [], "2026-12-26": []}
    eve = local("2026-12-24T11:00", LISBON)
    assert next_change(daily, holidays, LISBON, now=eve) == local("2026-12-27T09:00", LISBON)


@pytest.mark.parametrize("hours", [[], [[0, WEEK]], [[0, TUESDAY], [TUESDAY, WEEK]]])
def test_nothing_changes_for_a_shop_that_never_opens_or_never_closes(hours: WeeklyHours) -> None:
    assert next_change(hours, {}, LONDON, now=utc("2026-03-28T12:00")) is None


@pytest.mark.parametrize("zone", [LISBON, LONDON])
def test_an_hour_that_the_clocks_skip_is_not_worked(zone: str) -> None:
    # On 29 March 2026 01:00 becomes 02:00, at 01:00 UTC.
    hours = [[SUNDAY, SUNDAY + 90]]
    assert is_open(hours, {}, zone, now=utc("2026-03-29T00:59"))
    assert not is_open(hours, {}, zone, now=utc("2026-03-29T01:00"))
    assert next_change(hours, {}, zone, now=utc("2026-03-29T00:10")) == utc("2026-03-29T01:00")


@pytest.mark.parametrize("zone", [LISBON, LONDON])
def test_an_opening_within_the_skipped_hour_is_when_the_clocks_have_moved(zone: str) -> None:
    hours = [[SUNDAY + 90, SUNDAY + 600]]
    assert next_change(hours, {}, zone, now=utc("2026-03-29T00:10")) == utc("2026-03-29T01:00")


@pytest.mark.parametrize("zone", [LISBON, LONDON])
def test_an_hour_that_the_clocks_repeat_counts_both_times(zone: str) -> None:
    # On 25 October 2026 02:00 becomes 01:00, at 01:00 UTC.
    hours = [[SUNDAY + 30, SUNDAY + 90]]
    states = [("00:29", True), ("00:30", False), ("00:59", False), ("01:00", True), ("01:29", True), ("01:30", False)]
    for clock, expected in states:
        assert is_open(hours, {}, zone, now=utc(f"2026-10-25T{clock}")) is expected, clock
    assert next_change(hours, {}, zone, now=utc("2026-10-25T00:00")) == utc("2026-10-25T00:30")
    assert next_change(hours, {}, zone, now=utc("2026-10-25T00:40")) == utc("2026-10-25T01:00")
    assert next_change(hours, {}, zone, now=utc("2026-10-25T01:10")) == utc("2026-10-25T01:30")


@pytest.mark.parametrize(("day", "length"), [("2026-03-29", 7), ("2026-10-25", 9), ("2026-11-01", 8)])
def test_a_night_shift_is_an_hour_shorter_or_longer_when_the_clocks_change(day: str, length: int) -> None:
    hours = [[SUNDAY, SUNDAY + 8 * 60]]
    opening = local(f"{day}T00:00", LONDON)
    assert next_change(hours, {}, LONDON, now=opening) == opening + timedelta(hours=length)


@settings(max_examples=500)
@given(WEEKS, MOMENTS, ZONES, st.data())
def test_the_state_holds_until_the_next_change_and_is_another_then(
    hours: WeeklyHours, now: datetime, zone: str, data: st.DataObject
) -> None:
    exceptions = data.draw(exceptions_around(now))
    was_open = is_open(hours, exceptions, zone, now=now)
    change = next_change(hours, exceptions, zone, now=now)
    until = change or now + timedelta(days=8)
    between = now + timedelta(seconds=data.draw(st.integers(0, int((until - now).total_seconds()) - 1)))
    assert is_open(hours, exceptions, zone, now=between) is was_open
    if change is not None:
        assert change > now
        assert is_open(hours, exceptions, zone, now=change) is not was_open


@given(WEEKS)
@example(BAR)
@example([[0, WEEK]])
@example([[day * DAY_MINUTES, (day + 1) * DAY_MINUTES] for day in range(7)])
@example([[600, 600 + 40 * 60]])
def test_the_week_as_people_read_it_has_the_same_minutes(hours: WeeklyHours) -> None:
    read: list[int] = []
    for opening in weekly(hours):
        opens, closes = (int(text[:2]) * 60 + int(text[3:]) for text in (opening.opens, opening.closes))
        start = (opening.weekday - 1) * DAY_MINUTES + opens
        length = (closes - opens) % DAY_MINUTES or DAY_MINUTES
        read += [minute % WEEK for minute in range(start, start + length)]
    assert sorted(read) == [minute for start, end in hours for minute in range(start, end)]


def test_a_shop_that_never_closes_is_open_all_seven_days() -> None:
    every_day = [Opening(weekday, "00:00", "00:00") for weekday in range(1, 8)]
    assert weekly([[0, WEEK]]) == every_day
    assert weekly([[day * DAY_MINUTES, (day + 1) * DAY_MINUTES] for day in range(7)]) == every_day


def test_a_night_split_at_the_weeks_end_is_read_as_one() -> None:
    assert weekly(BAR) == [
        Opening(5, "19:00", "02:00"),
        Opening(6, "19:00", "02:00"),
        Opening(7, "19:00", "02:00"),
    ]


def test_a_day_until_midnight_closes_at_zero() -> None:
    assert weekly([[540, DAY_MINUTES]]) == [Opening(1, "09:00", "00:00")]
