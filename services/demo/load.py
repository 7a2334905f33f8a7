"""Writes a demo city into a database by COPY, in one transaction. What is written is made in `build`."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import asyncpg

from services.demo.batch import TABLES, Batch
from services.demo.build import build, count_batches
from services.demo.scales import get_scale

Progress = Callable[[str, int, int], None]

# Two loads at once wait for one another; the second then finds the first one's stores.
LOAD_LOCK: Final = 0x0D00_0257_DE00


class DatabaseNotEmpty(Exception):  # noqa: N818 - the project names errors by the state of the world.
    """The database holds stores already, so no demo city is loaded into it."""


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Rows form no cycles, and the search for them among millions of rows takes longer than making the rows."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


async def load_city(connection: asyncpg.Connection, scale: str, seed: int, now: datetime, progress: Progress) -> None:
    """Load a city of a scale; raises UnknownScale or DatabaseNotEmpty.

    The city stands at `now`: orders on their way are minutes old then. The same scale, seed and `now` give the same
    bytes.
    """
    size = get_scale(scale)
    total = count_batches(size) + 1
    async with connection.transaction():
        await _claim(connection)
        with _without_cycle_search():
            await _write(connection, build(size, seed, now), lambda step, done: progress(step, done, total))
        await _settle(connection)
    progress("Statistics", total, total)


async def _write(
    connection: asyncpg.Connection, batches: Iterator[Batch], progress: Callable[[str, int], None]
) -> None:
    """Copy one batch after the other; the next one is made while the database takes this one."""
    upcoming, done = await asyncio.to_thread(next, batches, None), 0
    while upcoming is not None:
        batch, making = upcoming, asyncio.create_task(asyncio.to_thread(next, batches, None))
        for table, columns, rows in batch.tables():
            await connection.copy_records_to_table(table, columns=columns, records=rows)
        done += 1
        progress(batch.step, done)
        upcoming = await making


async def has_stores(connection: asyncpg.Connection) -> bool:
    """Tell whether any store is there."""
    return bool(await connection.fetchval("SELECT EXISTS (SELECT FROM stores)"))


async def _claim(connection: asyncpg.Connection) -> None:
    """Take the locks, lift the limits that are meant for requests, and see that nothing is there."""
    await connection.execute(
        "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
        "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL synchronous_commit = off"
    )
    await connection.execute("SELECT pg_advisory_xact_lock($1)", LOAD_LOCK)
    if await has_stores(connection):
        raise DatabaseNotEmpty("The database holds stores already; the demo city is only loaded into an empty one.")
    # A vacuum in the middle of the load would note that the tables are empty, for nobody else sees these rows yet, and
    # foreign keys would be checked by reading whole tables. This mode keeps vacuum out, and no reader or writer.
    await connection.execute(f"LOCK TABLE {', '.join(TABLES.values())} IN SHARE UPDATE EXCLUSIVE MODE")


async def _settle(connection: asyncpg.Connection) -> None:
    """Count promotions' uses, let order numbers go on behind the last one, and tell the planner what is there."""
    await connection.execute(
        "UPDATE promotions SET used_count = uses.count FROM ("
        "SELECT promotion_id, count(*) FROM promotion_uses WHERE released_at IS NULL GROUP BY promotion_id"
        ") AS uses WHERE uses.promotion_id = promotions.id"
    )
    await connection.execute("SELECT setval(pg_get_serial_sequence('orders', 'number'), max(number)) FROM orders")
    await connection.execute(f"ANALYZE {', '.join(TABLES.values())}")
