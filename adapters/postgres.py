"""PostgreSQL: a pool of asyncpg connections for reads, and how its failures look to the layers above."""

import asyncio
from asyncio import LifoQueue
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import asyncpg
import orjson
from asyncpg import Connection, Pool

from engine.errors import ErrorCode, FieldError

# A server that is starting, stopping, full or gone, or that gave up on a statement: worth another try soon.
AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.LockNotAvailableError,
)

# Statements are few, prepared and run again and again: their plans are made once, for any values, and never compiled.
SESSION = {"application_name": "doorstep", "timezone": "UTC", "plan_cache_mode": "force_generic_plan", "jit": "off"}


def sqlalchemy_url(url: str) -> str:
    """The same database for SQLAlchemy's asyncpg dialect: `postgresql://...` becomes `postgresql+asyncpg://...`."""
    scheme, separator, rest = url.partition("://")
    if scheme not in {"postgres", "postgresql", "postgresql+asyncpg"} or not separator:
        message = "DATABASE_URL must begin with postgresql://"
        raise ValueError(message)
    return f"postgresql+asyncpg://{rest}"


class Database:
    """Reads on a pool of connections that carry no session state, so that giving one back costs no round trip.

    `acquire_timeout` is in seconds; `server_settings` are PostgreSQL's, such as `statement_timeout`. `on_statement` is
    told every statement and its values before it runs.
    """

    def __init__(
        self, url: str, *, connections: int, acquire_timeout: float, server_settings: Mapping[str, str]
    ) -> None:
        self.on_statement: Callable[[str, Sequence[object]], None] | None = None
        self._url = url
        self._connections = connections
        self._acquire_timeout = acquire_timeout
        self._server_settings = {**SESSION, **server_settings}
        self._pool: Pool | None = None
        self._places: LifoQueue[Connection | None] = LifoQueue()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Hold the pool open. Connections are made when they are needed: a server that is away now may come later."""
        pool = asyncpg.create_pool(
            self._url,
            min_size=0,
            max_size=self._connections,
            init=prepare,
            reset=keep,
            timeout=self._acquire_timeout,
            server_settings=self._server_settings,
        )
        self._pool = await pool
        self._places = LifoQueue()
        for _ in range(self._connections):
            self._places.put_nowait(None)
        try:
            yield
        finally:
            self._pool = None
            pool.terminate()

    async def fetch(self, sql: str, values: Sequence[object]) -> Sequence[Mapping[str, object]]:
        """The rows of one statement; `UNAVAILABLE` when the server cannot be asked now.

        Cancelling the caller cancels the statement on the server before the connection goes back to the pool.
        """
        if self.on_statement is not None:
            self.on_statement(sql, values)
        if self._pool is None:
            raise unavailable()
        try:
            async with self._connection(self._pool) as connection:
                rows: Sequence[Mapping[str, object]] = await connection.fetch(sql, *values)
        except AWAY as error:
            raise unavailable() from error
        except asyncpg.CharacterNotInRepertoireError:
            raise FieldError(ErrorCode.BAD_USER_INPUT, "A text cannot hold the character U+0000.") from None
        return rows

    @asynccontextmanager
    async def _connection(self, pool: Pool) -> AsyncIterator[Connection]:
        """One of the connections, the one used last first: it stays out of the pool for as long as all goes well.

        Giving a connection back to asyncpg's pool and taking it again costs more than a short statement itself. The
        pool makes connections, and takes those back on which a statement failed or was cancelled.
        """
        connection = await self._place()
        try:
            if connection is not None and connection.is_closed():
                connection = await pool.release(connection)
            if connection is None:
                connection = await pool.acquire(timeout=self._acquire_timeout)
            yield connection
        except BaseException:
            broken, connection = connection, None
            if broken is not None:
                await pool.release(broken)
            raise
        finally:
            self._places.put_nowait(connection)

    async def _place(self) -> Connection | None:
        """A connection that is free, or the right to make one."""
        if not self._places.empty():
            return self._places.get_nowait()
        async with asyncio.timeout(self._acquire_timeout):
            return await self._places.get()

    async def ping(self) -> None:
        """Raise `UNAVAILABLE` unless the server answers."""
        await self.fetch("SELECT 1", ())


async def prepare(connection: Connection) -> None:
    """JSON columns arrive as Python values."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name, schema="pg_catalog", encoder=lambda value: orjson.dumps(value).decode(), decoder=orjson.loads
        )


async def keep(_connection: Connection) -> None:
    """Reads leave nothing behind in a session, so nothing is reset when a connection comes back."""


def unavailable() -> FieldError:
    """What a client is told while the database cannot be asked."""
    return FieldError(ErrorCode.UNAVAILABLE, "This is not available right now. Try again shortly.", retry_after_ms=1000)
