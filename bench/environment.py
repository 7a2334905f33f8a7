"""What every measured server stands on: a PostgreSQL and a Redis of the benchmark's own, and the demo city in it."""

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import psutil
from alembic import command

from adapters.local_postgres import LocalPostgres
from adapters.local_redis import LocalRedis
from adapters.local_servers import Place, running, sole_owner
from cli.database import migrations
from workers.demo import is_loaded, load

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data" / "bench"
# The city stands still at this moment, so that every run on every machine reads the same rows.
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
SEED = 1
# Every server keeps its ten connections open while another is measured.
SERVER_OPTIONS = {"max_connections": "200"}


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the servers are found, and the processes behind them."""

    database_url: str
    redis_url: str
    postgres: psutil.Process
    redis: psutil.Process
    scale: str

    def libpq(self) -> dict[str, str]:
        """The database as the variables that every PostgreSQL client reads."""
        parts = urlsplit(self.database_url)
        return {
            "PGHOST": parts.query.removeprefix("host="),
            "PGUSER": parts.username or "",
            "PGDATABASE": parts.path.removeprefix("/"),
        }


@contextmanager
def environment(scale: str) -> Iterator[Environment]:
    """Start both servers and load the city if it is not there; the data stays for the next run."""
    place = Place.of(DATA)
    postgres = LocalPostgres(place.directory, place.sockets, options=SERVER_OPTIONS)
    redis = LocalRedis(place.directory, place.sockets)
    with sole_owner(DATA, seconds=3), running([postgres, redis]):
        if postgres.process is None or redis.process is None:
            raise RuntimeError("PostgreSQL or Redis ended as soon as it had started")
        name = f"city_{scale}_{_digest()}"
        asyncio.run(_create(postgres.url(), name))
        url = postgres.url(name)
        command.upgrade(migrations(url), "head")
        asyncio.run(_fill(url, scale))
        yield Environment(
            url, redis.url(), psutil.Process(postgres.process.pid), psutil.Process(redis.process.pid), scale
        )


def _digest() -> str:
    """Name the tables and the city's generator: when either changes, the city is loaded anew."""
    sources = sorted(path for folder in ("migrations", "services/demo") for path in (ROOT / folder).rglob("*.*"))
    digest = hashlib.sha256()
    for path in sources:
        if path.suffix in {".py", ".json", ".toml", ".txt"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


async def _create(url: str, name: str) -> None:
    """Make the database, and drop those of other cities."""
    connection = await asyncpg.connect(url)
    try:
        names = [row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")]
        for other in names:
            if other.startswith("city_") and other.rpartition("_")[0] == name.rpartition("_")[0] and other != name:
                await connection.execute(f'DROP DATABASE "{other}"')
        if name not in names:
            await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()


async def _fill(url: str, scale: str) -> None:
    """Load the city once, and leave nothing for autovacuum to do while servers are measured."""
    if not await is_loaded(url):
        print(f"Loading the demo city ({scale}) ...", flush=True)  # noqa: T201 - the command's own output.
        await load(url, scale, SEED, lambda _what, _done, _total: None, now=MOMENT)
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("VACUUM (FREEZE, ANALYZE)")
            await connection.execute("CHECKPOINT")
        finally:
            await connection.close()


async def rows(url: str, statement: str, *values: object) -> Sequence[asyncpg.Record]:
    """The rows of one statement, on a connection of its own."""
    connection = await asyncpg.connect(url)
    try:
        found: Sequence[asyncpg.Record] = await connection.fetch(statement, *values)
        return found
    finally:
        await connection.close()


async def version_of(url: str) -> str:
    """PostgreSQL's version, such as `18.1`."""
    found: str = (await rows(url, "SHOW server_version"))[0]["server_version"]
    return found
