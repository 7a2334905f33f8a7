"""Loading: all or nothing, once, the same every time, and as large as the scale says."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from services.demo.batch import TABLES
from services.demo.load import DatabaseNotEmpty
from services.demo.scales import SCALES, UnknownScale
from tests.services.demo.tiny import NOW, SEED, no_progress
from workers.demo import is_loaded, load


async def fingerprints(url: str) -> dict[str, str]:
    """A checksum of every byte of every table, the order of rows aside."""
    digest = "SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM (SELECT t::text AS line FROM {} AS t) AS lines"
    connection = await asyncpg.connect(url)
    try:
        return {table: await connection.fetchval(digest.format(table)) for table in TABLES.values()}
    finally:
        await connection.close()


async def rows_in(url: str, table: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a table of the project.
    finally:
        await connection.close()


async def test_the_same_seed_and_moment_give_the_same_bytes(database_url: str, tiny_city_url: str) -> None:
    await load(database_url, "tiny", SEED, no_progress, now=NOW)

    again = await fingerprints(database_url)

    assert again == await fingerprints(tiny_city_url)
    assert all(again.values())


async def test_another_seed_gives_another_city(database_url: str, tiny_city_url: str) -> None:
    await load(database_url, "tiny", SEED + 1, no_progress, now=NOW)

    other, one = await fingerprints(database_url), await fingerprints(tiny_city_url)

    assert [table for table in one if one[table] == other[table]] == []


@pytest.mark.parametrize("table", ["stores", "products", "users", "orders", "reviews"])
async def test_a_city_is_exactly_as_large_as_its_scale(city: asyncpg.Connection, table: str) -> None:
    assert await city.fetchval(f"SELECT count(*) FROM {table}") == getattr(SCALES["tiny"], table)  # noqa: S608 - one of the names above.


async def test_an_unknown_scale_is_refused_by_name_and_loads_nothing(database_url: str) -> None:
    with pytest.raises(UnknownScale, match=r"'huge'; choose one of tiny, small, bench\."):
        await load(database_url, "huge", 1, no_progress)

    assert not await is_loaded(database_url)


async def test_a_second_load_is_refused_and_changes_nothing(database_url: str) -> None:
    await load(database_url, "tiny", 1, no_progress)

    with pytest.raises(DatabaseNotEmpty):
        await load(database_url, "tiny", 2, no_progress)

    assert await is_loaded(database_url)
    assert await rows_in(database_url, "stores") == SCALES["tiny"].stores


async def test_two_loads_at_once_leave_one_city(database_url: str) -> None:
    loads = [load(database_url, "tiny", seed, no_progress) for seed in (1, 2)]

    first, second = sorted(await asyncio.gather(*loads, return_exceptions=True), key=lambda end: end is not None)

    assert first is None
    assert isinstance(second, DatabaseNotEmpty)
    assert await rows_in(database_url, "orders") == SCALES["tiny"].orders


async def test_a_load_that_breaks_off_leaves_nothing(database_url: str) -> None:
    def cut(step: str, _done: int, _total: int) -> None:
        if step == "Orders":
            raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        await load(database_url, "tiny", 1, cut)

    assert [table for table in TABLES.values() if await rows_in(database_url, table)] == []


async def test_progress_counts_up_to_its_total(database_url: str) -> None:
    told: list[tuple[int, int]] = []

    await load(database_url, "tiny", 1, lambda _step, done, total: told.append((done, total)))

    assert told == [(done, len(told)) for done in range(1, len(told) + 1)]


async def test_a_city_stands_at_the_present_unless_told_otherwise(database_url: str) -> None:
    await load(database_url, "tiny", 1, no_progress)

    connection = await asyncpg.connect(database_url)
    newest = await connection.fetchval("SELECT max(placed_at) FROM orders")
    await connection.close()
    assert timedelta() < datetime.now(UTC) - newest < timedelta(hours=2)


async def test_the_next_order_gets_a_number_behind_the_last_one(database_url: str) -> None:
    await load(database_url, "tiny", 1, no_progress)

    connection = await asyncpg.connect(database_url)
    last, following = await connection.fetchrow(
        "SELECT max(number), nextval(pg_get_serial_sequence('orders', 'number')) FROM orders"
    )
    await connection.close()
    assert following == last + 1
