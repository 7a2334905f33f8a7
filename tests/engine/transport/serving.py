"""Serves the small schema, or any ASGI app, with uvicorn on a free port, and speaks to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from time import perf_counter

import httpx
import uvicorn
from starlette.types import ASGIApp

from engine.documents.limits import Limits
from engine.execution.executor import Executor
from engine.transport.compression import compressed
from engine.transport.http import GraphQLEndpoint
from tests.engine.transport.small_schema import Probe, build_schema, opener

LIMITS = Limits(sensitive_mutations=frozenset({"signIn"}))


class Client(httpx.AsyncClient):
    """An HTTP client that speaks to one GraphQL endpoint."""

    probe: Probe
    port: int

    async def run(self, query: str, **variables: object) -> httpx.Response:
        headers = {"Accept": "application/graphql-response+json"}
        return await self.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def send_body(self, body: bytes | AsyncIterator[bytes], **headers: str | bytes) -> httpx.Response:
        given = [
            (name.encode(), value if isinstance(value, bytes) else value.encode()) for name, value in headers.items()
        ]
        if "Content-Type" not in headers:
            given.append((b"Content-Type", b"application/json"))
        return await self.post("/graphql", content=body, headers=given)

    async def answers_at_once(self) -> bool:
        """Whether a plain query is answered within 100 ms; the best of three, since the machine has other work."""
        seconds = []
        for _ in range(3):
            started = perf_counter()
            response = await self.run("{__typename}")
            seconds.append(perf_counter() - started)
            assert response.status_code == 200
            assert response.json() == {"data": {"__typename": "Query"}}
        return min(seconds) < 0.1

    async def talk(self, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a bare connection and write `sent`."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent)
        await writer.drain()
        return reader, writer


Connect = Callable[..., AbstractAsyncContextManager[Client]]


def raw_post(query: str) -> bytes:
    body = json.dumps({"query": query}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def connected(
    *, deadline: float = 5, development: bool = False, get_queries: bool = False
) -> AsyncIterator[Client]:
    """A client of an endpoint that serves the small schema."""
    probe = Probe()
    executor = Executor(build_schema(), LIMITS, development=development)
    endpoint = GraphQLEndpoint(executor, opener(probe), LIMITS, timedelta(seconds=deadline), get_queries=get_queries)
    async with served(compressed(endpoint)) as port, Client(base_url=f"http://127.0.0.1:{port}") as client:
        client.probe, client.port = probe, port
        yield client


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[int]:
    """The port the app is served on, in the loop of the test."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", ws="none", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    try:
        await settled(lambda: server.started or running.done())
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running


async def settled(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds, for at most 5 s."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - What is waited for sets no event.
            await asyncio.sleep(0.001)
