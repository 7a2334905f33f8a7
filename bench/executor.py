"""The executors alone, without a database: 10,000 objects in memory, ours against graphql-core's, on one schema."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final

import strawberry

from adapters.clock import SystemClock
from domain.viewer import STRANGER
from engine.declare.fields import root
from engine.declare.relation import EVERYONE
from engine.documents.limits import Limits
from engine.execution.compiler import Compiler
from engine.execution.executor import Answer, Executor
from engine.execution.reference import bind
from engine.reads.loaders import Loaders, Reads
from engine.request import GraphQLRequest
from schema.context import FieldContext

PARTS: Final = 5_000
DOCUMENT: Final = "query Parts { parts { id name price isAvailable rating maker { id name } } }"


@strawberry.type(description="Who made it.")
class Maker:
    """Half of the objects."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    name: str = strawberry.field(description="Its name.")


@strawberry.type(description="A part.")
class Part:
    """The other half."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    name: str = strawberry.field(description="Its name.")
    price: int = strawberry.field(description="Its price.")
    is_available: bool = strawberry.field(description="Whether it can be had.")
    rating: float | None = strawberry.field(description="Its rating.")
    maker: Maker = strawberry.field(description="Who made it.")


MADE: Final = [
    Part(
        id=strawberry.ID(f"part_{number}"),
        name=f"Part {number}",
        price=number * 7 % 1000,
        is_available=number % 3 > 0,
        rating=None if number % 5 == 0 else number % 50 / 10,
        maker=Maker(id=strawberry.ID(f"maker_{number}"), name=f"Maker {number}"),
    )
    for number in range(PARTS)
]


def list_parts(_context: FieldContext) -> list[Part]:
    """All of them."""
    return MADE


@strawberry.type(description="Everything.")
class Query:
    """One list."""

    parts: list[Part] = root(list_parts, EVERYONE, "All parts.")


@dataclass(frozen=True, slots=True)
class Alone:
    """Milliseconds of one answer, medians; rendering it as JSON is part of both."""

    ours_ms: float
    graphql_core_ms: float

    @property
    def times_as_fast(self) -> float:
        """How many times as fast as graphql-core we are."""
        return round(self.graphql_core_ms / self.ours_ms, 1)


def measure(rounds: int) -> Alone:
    """Ask both in turns. Raises ValueError when their answers differ."""
    return asyncio.run(_measure(rounds))


async def _measure(rounds: int) -> Alone:
    schema = bind(strawberry.Schema(query=Query))
    compiler = Compiler(schema, scalars={}, ambient=frozenset())
    ours = Executor(schema, Limits(), development=False, compiler=compiler)
    reference = Executor(schema, Limits(), development=False)
    times: dict[Executor, list[float]] = {ours: [], reference: []}
    if (await _ask(ours)).body != (await _ask(reference)).body:
        raise ValueError("the executors give different answers")
    for _ in range(rounds):
        for executor, seconds in times.items():
            started = perf_counter()
            await _ask(executor)
            seconds.append(perf_counter() - started)
    return Alone(*(round(median(seconds) * 1000, 2) for seconds in times.values()))


async def _ask(executor: Executor) -> Answer:
    request = GraphQLRequest(DOCUMENT, None, {}, {}, None)
    loaders = Loaders(Reads({}, b""), _never, {})
    context = FieldContext(viewer=STRANGER, now=SystemClock().now(), loaders=loaders)
    return await executor.execute(request, context, "bench")


async def _never(_sql: str, _values: Sequence[object]) -> Sequence[dict[str, object]]:
    raise NotImplementedError("there is no database here")
