"""Settings whose servers can be reached: those of the environment, else this checkout's own, started if need be."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from urllib.parse import urlsplit

import asyncpg

from adapters.local_postgres import LocalPostgres
from adapters.local_redis import LocalRedis
from adapters.local_servers import AlreadyRunningError, Place, Server, running, sole_owner
from adapters.logs import mask_text
from cli.errors import CommandError
from settings import Settings

CONNECT_SECONDS = 5
LEAST_VERSION = 15
# A run that was told to stop a moment ago still writes its last pages; a run that goes on does not end in this time.
PATIENCE_SECONDS = 3


@contextlib.contextmanager
def own_servers(settings: Settings) -> Iterator[Settings]:
    """Start what the environment does not name and stop it at the end. Refuses a second run in one checkout."""
    servers, complete = _missing(settings)
    if not servers:
        yield complete
        return
    try:
        with sole_owner(settings.data_dir, seconds=PATIENCE_SECONDS), running(servers):
            yield complete
    except AlreadyRunningError as other:
        raise CommandError(f"Doorstep already runs in this checkout (process {other}); stop it first") from None


@contextlib.contextmanager
def any_servers(settings: Settings) -> Iterator[Settings]:
    """Use the servers of a run in this checkout; if there is none, start them for the length of the command."""
    servers, complete = _missing(settings)
    with contextlib.ExitStack() as stack:
        if servers:
            with contextlib.suppress(AlreadyRunningError):
                stack.enter_context(sole_owner(settings.data_dir, seconds=0))
                stack.enter_context(running(servers))
        check_database(complete.database_url)
        yield complete


def _missing(settings: Settings) -> tuple[list[Server], Settings]:
    place = Place.of(settings.data_dir)
    servers: list[Server] = []
    urls: dict[str, str] = {}
    if not settings.database_url:
        postgres = LocalPostgres(place.directory, place.sockets)
        servers.append(postgres)
        urls["database_url"] = postgres.url()
    if not settings.redis_url:
        redis = LocalRedis(place.directory, place.sockets)
        servers.append(redis)
        urls["redis_url"] = redis.url()
    return servers, settings.model_copy(update=urls)


def check_database(url: str) -> None:
    """Connect once. Raises `CommandError` that says which server did not answer and why, without its password."""
    asyncio.run(_connect(url))


def check_tables(url: str) -> None:
    """Raises `CommandError` where the database was never migrated."""
    asyncio.run(_look_for_tables(url))


async def _look_for_tables(url: str) -> None:
    connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    found = await connection.fetchval("SELECT to_regclass('users')")
    await connection.close()
    if found is None:
        raise CommandError("the database has no tables; run `doorstep migrate`")


async def _connect(url: str) -> None:
    try:
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    except TimeoutError:
        raise CommandError(f"no answer from PostgreSQL at {_where(url)} in {CONNECT_SECONDS} s") from None
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as failed:
        reason = " ".join(mask_text(str(failed)).split())
        raise CommandError(f"cannot reach PostgreSQL at {_where(url)}: {reason}") from None
    version = connection.get_server_version()
    await connection.close()
    if version.major < LEAST_VERSION:
        raise CommandError(f"PostgreSQL {LEAST_VERSION} or later is needed; {_where(url)} runs {version.major}")


def _where(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2] or parts.query.removeprefix('host=')}{parts.path}"


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into an ordinary end, on which everything that was started is stopped again."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
