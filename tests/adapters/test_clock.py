from datetime import UTC, datetime, timedelta, timezone

import pytest

from adapters.clock import SetClock, SystemClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_system_clock_tells_utc_and_moves_on() -> None:
    clock = SystemClock()
    first = clock.now()
    assert first.utcoffset() == timedelta(0)
    assert clock.now() >= first


def test_a_set_clock_stands_until_it_is_moved() -> None:
    clock = SetClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(seconds=90))
    assert clock.now() == datetime(2026, 3, 1, 12, 1, 30, tzinfo=UTC)
    clock.set(NOON)
    assert clock.now() == NOON


def test_a_set_clock_tells_utc_whatever_zone_it_was_set_in() -> None:
    clock = SetClock(datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1))))
    assert clock.now().isoformat() == "2026-03-01T12:00:00+00:00"


def test_a_moment_without_a_zone_is_no_moment() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        SetClock(naive)
    with pytest.raises(ValueError, match="time zone"):
        SetClock(NOON).set(naive)
