"""An ASGI app that knows three documents by heart and answers each with one statement that returns the finished JSON.

No framework, no validation, no errors: what nobody would run, and nobody can beat on this database.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from bench.near import near_parameters, near_statement

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER.parent / "workloads"
CONNECTIONS = 10
# A statement is planned once, whatever its parameters.
SETTINGS = {"plan_cache_mode": "force_generic_plan"}
NEAR = near_statement("id, name, picture, rating_total, rating_count, price_level")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]
Values = Callable[[dict[str, Any], Scope], tuple[object, ...]]


def around(near: dict[str, float], first: int) -> tuple[object, ...]:
    """The parameters of the stores around a place."""
    return near_parameters(near["latitude"], near["longitude"], first)


def viewer(scope: Scope) -> UUID:
    """Who asks."""
    return UUID(dict(scope["headers"])[b"x-user-id"].decode())


HANDLERS: dict[str, Values] = {
    "home": lambda variables, scope: (*around(variables["near"], 10), viewer(scope)),
    "product": lambda variables, _scope: (UUID(hex=variables["id"].removeprefix("product_")),),
    "deep": lambda variables, _scope: around(variables["near"], 60),
}
BY_DOCUMENT = {(DOCUMENTS / f"{name}.graphql").read_text(): (name, values) for name, values in HANDLERS.items()}
HEADERS = (b"content-type", b"application/json; charset=utf-8")


class Statements:
    """Ten connections on which every statement is prepared, the one used last handed out first."""

    def __init__(self) -> None:
        self._free: list[dict[str, Any]] = []
        self._places = asyncio.Semaphore(CONNECTIONS)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Hold the connections."""
        connections = [await asyncpg.connect(server_settings=SETTINGS) for _ in range(CONNECTIONS)]
        for connection in connections:
            # The JSON leaves as the bytes it came in.
            await connection.set_type_codec(
                "text", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
            )
            sql = {name: (FOLDER / f"{name}.sql").read_text().replace("{near}", NEAR) for name in HANDLERS}
            self._free.append({name: await connection.prepare(text) for name, text in sql.items()})
        yield
        for connection in connections:
            connection.terminate()

    async def value(self, name: str, values: tuple[object, ...]) -> bytes:
        """What the statement of this name returns."""
        async with self._places:
            prepared = self._free.pop()
            try:
                answer: bytes = await prepared[name].fetchval(*values)
                return answer
            finally:
                self._free.append(prepared)


class Limit:
    """The app."""

    def __init__(self) -> None:
        self._statements = Statements()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through the server's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        request = orjson.loads(body)
        name, values = BY_DOCUMENT[request["query"]]
        answer = await self._statements.value(name, values(request["variables"], scope))
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [HEADERS, length]})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with self._statements.opened():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


app = Limit()
