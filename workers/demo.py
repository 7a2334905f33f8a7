"""The way into the demo city for commands: opens a connection and hands it to the service that loads."""

from collections.abc import Callable
from datetime import datetime

import asyncpg

from adapters.clock import SystemClock
from services.demo.load import has_stores, load_city


async def load(
    database_url: str,
    scale: str,
    seed: int,
    progress: Callable[[str, int, int], None],
    *,
    now: datetime | None = None,
) -> None:
    """Load the demo city in one transaction; `progress` is told the step, how many are done, and of how many.

    Raises UnknownScale, or DatabaseNotEmpty when there are stores already. `now` is the moment at which the city
    stands: by default the last full hour, so that the orders on their way look fresh. The same scale, seed and `now`
    give the same bytes.
    """
    anchor = now or SystemClock().now().replace(minute=0, second=0, microsecond=0)
    connection = await asyncpg.connect(database_url)
    try:
        await load_city(connection, scale, seed, anchor, progress)
    finally:
        await connection.close()


async def is_loaded(database_url: str) -> bool:
    """Tell whether the database holds a city, of whatever scale."""
    connection = await asyncpg.connect(database_url)
    try:
        return await has_stores(connection)
    finally:
        await connection.close()
