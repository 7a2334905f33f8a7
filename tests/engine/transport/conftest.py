import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from time import perf_counter

import httpx
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from engine.execution.documents import Limits
from engine.execution.executor import Executor
from engine.transport.compression import compressed
from engine.transport.http import GraphQLEndpoint
from tests.engine.transport.serving import served
from tests.engine.transport.small_schema import Probe, build_schema, opener

LIMITS = Limits(sensitive_mutations=frozenset({"signIn"}))


class Client(httpx.AsyncClient):
    """An HTTP client that speaks to one GraphQL endpoint."""

    probe: Probe
    port: int

    async def run(self, query: str, **variables: object) -> httpx.Response:
        headers = {"Accept": "application/graphql-response+json"}
        return await self.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def send_body(self, body: bytes | AsyncIterator[bytes], **headers: str) -> httpx.Response:
        return await self.post("/graphql", content=body, headers={"Content-Type": "application/json", **headers})

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


def raw_post(query: str) -> bytes:
    body = json.dumps({"query": query}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def connected(
    *, deadline: float = 5, development: bool = False, get_queries: bool = False
) -> AsyncIterator[Client]:
    probe = Probe()
    executor = Executor(build_schema(), LIMITS, development=development)
    endpoint = GraphQLEndpoint(
        executor, opener(probe), LIMITS, timedelta(seconds=deadline), get_queries=get_queries
    )
    async with served(compressed(endpoint)) as port, Client(base_url=f"http://127.0.0.1:{port}") as client:
        client.probe, client.port = probe, port
        yield client


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with connected() as client:
        yield client


@pytest.fixture
def connect() -> Callable[..., object]:
    """Open an endpoint with other settings than the usual ones."""
    return connected


@pytest.fixture
def log() -> AsyncIterator[list[EventDict]]:
    with capture_logs() as entries:
        yield entries
