"""A schema just large enough to show what the transport does, and the probe its resolvers leave traces in."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import strawberry
from graphql import GraphQLSchema

from engine.errors import ErrorCode, FieldError, RequestError
from engine.transport.http import OpenContext

EMAIL = "ada@example.com"
DSN = "postgresql://app:s3cret@db.internal:5432/shop"
PATH = "/srv/shop/services/order.py"


@dataclass
class Probe:
    """What happened inside the server, seen from the test."""

    ran: list[str] = field(default_factory=list)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)
    closed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Context:
    probe: Probe
    request_id: str
    statements: int = 0


def opener(probe: Probe) -> OpenContext:
    """Make the `open_context` of an endpoint; a request whose token is `bad` is refused."""

    @asynccontextmanager
    async def open_context(headers: Mapping[str, str], request_id: str) -> AsyncIterator[Context]:
        token = headers.get("authorization")
        if token == "Bearer bad":
            challenge = {"WWW-Authenticate": "Bearer"}
            raise RequestError(ErrorCode.UNAUTHENTICATED, "Sign in again.", 401, headers=challenge)
        if token == "Bearer broken":
            raise RuntimeError(DSN)
        if token == "Bearer busy":
            raise RequestError(ErrorCode.OVERLOADED, "Come back later.", 503, retry_after_ms=1500)
        try:
            yield Context(probe, request_id)
        finally:
            probe.closed.set()

    return open_context


Info = strawberry.Info[Context, None]


async def _wait_for_ever(probe: Probe) -> None:
    probe.started.set()
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        probe.cancelled.set()
        raise


@strawberry.type
class Thing:
    name: str = "thing"

    @strawberry.field
    def thing(self) -> "Thing":
        return Thing()


@strawberry.input
class Nested:
    text: str | None = None
    inner: "Nested | None" = None


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, info: Info, name: str = "world") -> str:
        info.context.probe.ran.append("hello")
        info.context.statements += 1
        return f"Hello, {name}!"

    @strawberry.field
    async def later(self, name: str) -> str:
        await asyncio.sleep(0)
        return name

    @strawberry.field
    def number(self, value: int = 1) -> int:
        return value

    @strawberry.field
    def numbers(self, values: list[int]) -> list[int]:
        return values

    @strawberry.field
    def nested(self, _value: Nested) -> bool:
        return True

    @strawberry.field
    def thing(self) -> Thing:
        return Thing()

    @strawberry.field
    async def leak(self) -> str | None:
        message = f"{EMAIL} is not in {DSN}, see {PATH}"
        raise RuntimeError(message)

    @strawberry.field
    def unrenderable(self) -> int | None:
        return EMAIL  # type: ignore[return-value]

    @strawberry.field
    def missing(self) -> str | None:
        raise FieldError(ErrorCode.NOT_FOUND, "There is no such thing.")

    @strawberry.field
    async def endless(self, info: Info) -> str | None:
        await _wait_for_ever(info.context.probe)
        return None

    @strawberry.field
    def fails_beside(self) -> str:
        raise RuntimeError(PATH)

    @strawberry.field
    def long(self) -> str:
        return "long " * 1000


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def record(self, info: Info, word: str) -> str:
        await asyncio.sleep(0)
        info.context.probe.ran.append(word)
        return word

    @strawberry.mutation
    def sign_in(self, info: Info) -> bool:
        info.context.probe.ran.append("sign_in")
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self) -> AsyncIterator[int]:
        yield 1


def build_schema() -> GraphQLSchema:
    return strawberry.Schema(Query, Mutation, Subscription)._schema
