"""What compiled requests cost, and that they leave nothing behind: neither in memory, nor on the server."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from time import process_time
from typing import cast

import asyncpg
import orjson
import psutil
import pytest
import strawberry
from graphql import GraphQLSchema
from graphql.execution.values import VariableValues, get_variable_values

from engine.declare.fields import root_connection
from engine.declare.relation import EVERYONE, Fetch
from engine.documents.prepare import Documents, Operation
from engine.execution.compiler import Compiler
from engine.execution.plan import Plan
from engine.request import GraphQLRequest
from loaders.viewer import AMBIENT
from resolvers.schema import build_schema
from schema.scalars import IN_SQL
from tests.engine.execution.comparison import difference
from tests.engine.execution.random_documents import Written
from tests.engine.execution.side_by_side import DROPPED_COROUTINES, NO_LIMITS, Pair, without_logs
from tests.engine.execution.workshop import Connection, Context, Part
from tests.engine.execution.workshop_roots import Query, maker_id, opened_workshop
from tests.engine.execution.workshop_tables import slow_parts, stock
from tests.engine.library import until

PRODUCT = "id name picture price { amount currency } compareAtPrice { amount } percentOff isSoldOut rating ratingCount"
STORE = (
    "id slug name picture isOpen hoursChangeAt rating ratingCount distanceMetres(to: $near) "
    "deliveryQuote(to: $near) { minutes fee { amount currency } minimumOrder { amount } freeFrom { amount } }"
)
ORDER = (
    f"id number status placedAt total {{ amount currency }} store {{ {STORE} }} delivery {{ eta status }} "
    f"lines {{ id quantity options {{ name priceDelta {{ amount }} }} product {{ {PRODUCT} }} }}"
)
SCREEN = f"""
query Screen($near: LocationInput!) {{
  viewer {{ id name orders(first: 3) {{ edges {{ cursor node {{ {ORDER} }} }} pageInfo {{ hasNextPage endCursor }} }} }}
  cart: viewer {{ cart {{ id version store {{ {STORE} }} lines {{ id quantity note product {{ {PRODUCT} }} }} }} }}
  stores(near: $near) {{ nodes {{ {STORE} products(first: 5) {{ nodes {{ {PRODUCT} store {{ {STORE} }} }} }} }} }}
  home(near: $near) {{
    sections {{
      __typename key title
      ... on StoreSection {{ items {{ {STORE} promotions {{ id title kind percentOff endsAt }} }} }}
      ... on ProductSection {{ items {{ {PRODUCT} optionGroups {{ id name options {{ id name isAvailable }} }} }} }}
    }}
  }}
}}
"""
MEGABYTE = 1024 * 1024
pytestmark = DROPPED_COROUTINES


def list_slow_parts(_context: Context, *, seconds: float) -> Fetch:
    return Fetch(slow_parts, parameters={"seconds": seconds})


@strawberry.type(name="Query")
class SlowQuery(Query):
    slow: Connection[Part] | None = root_connection(list_slow_parts, EVERYONE, "")


@pytest.fixture
async def pair(empty_database_url: str) -> AsyncIterator[Pair]:
    await stock(empty_database_url)
    async with opened_workshop(empty_database_url, SlowQuery) as pair:
        yield pair


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with without_logs():
        yield


def operation_of(schema: GraphQLSchema, text: str) -> Operation:
    document = Documents(schema, NO_LIMITS, introspection=True, development=True).prepare(text)
    operation = document.operation(None)  # type: ignore[union-attr]  # It is no refusal.
    assert isinstance(operation, Operation)
    return operation


def variables_of(schema: GraphQLSchema, operation: Operation, values: dict[str, object]) -> VariableValues:
    variables = get_variable_values(schema, operation.node.variable_definitions or (), values)
    assert isinstance(variables, VariableValues)
    return variables


def test_a_document_of_two_kilobytes_is_compiled_within_twenty_milliseconds() -> None:
    schema = build_schema()
    operation = operation_of(schema, SCREEN)
    variables = variables_of(schema, operation, {"near": {"latitude": 38.7, "longitude": -9.1}})
    compiler = Compiler(schema, scalars=IN_SQL, ambient=AMBIENT)
    spent = []
    for _ in range(10):
        begun = process_time()
        compiler.compiled(operation, variables)
        spent.append(process_time() - begun)
    assert len(SCREEN) > 2_000
    assert min(spent) < 0.02


async def test_ten_thousand_documents_do_not_grow_the_process_without_end(pair: Pair) -> None:
    process = psutil.Process()

    async def ask(numbers: range) -> float:
        for number in numbers:
            text = f'{{ a{number}: maker(id: "{maker_id(3)}") {{ name fail boss {{ name place {{ longitude }} }} }} }}'
            await pair.compiled.execute(GraphQLRequest(text, None, {}, {}, None), pair.context(), "r")
        gc.collect()
        return float(process.memory_info().rss) / MEGABYTE

    # As many as are remembered, and then some.
    settled = await ask(range(2_500))
    grown = await ask(range(2_500, 10_000))
    assert pair.compiler.answered == 10_000
    assert grown - settled < 24


async def test_requests_of_one_plan_at_one_time_do_not_mix(pair: Pair) -> None:
    text = """
    query($id: ID!, $by: Int!) {
      maker(id: $id) { id fail scaled(by: $by) strictBoss { name } team { fail pages(first: $by) { nodes { label } } } }
    }
    """
    requests = [
        GraphQLRequest(text, None, {"id": maker_id(number), "by": 1 + number % 4}, {}, None) for number in range(12)
    ]
    alone = [await pair.reference.execute(request, pair.context(), "r") for request in requests]
    together = await asyncio.gather(*(pair.compiled.execute(request, pair.context(), "r") for request in requests * 4))
    assert len(pair.compiler._plans) == 1
    assert len({answer.body for answer in alone}) > 10
    for expected, found in zip(alone * 4, together, strict=True):
        assert difference(expected.body, found.body, pair.waiting) is None


async def test_an_abandoned_request_leaves_nothing_running_and_the_connection_clean(
    pair: Pair, empty_database_url: str
) -> None:
    observer = await asyncpg.connect(empty_database_url)

    async def sleeping() -> int:
        count: int = await observer.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        return count

    async def is_sleeping() -> bool:
        return await sleeping() == 2

    async def is_quiet() -> bool:
        return await sleeping() == 0

    context = pair.context()
    text = "{ a: slow(seconds: 60) { nodes { id maker { name } } } b: slow(seconds: 61) { nodes { id } } }"
    request = asyncio.create_task(pair.compiled.execute(GraphQLRequest(text, None, {}, {}, None), context, "r"))
    await until(is_sleeping)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    cast("Context", context).loaders.close()
    await until(is_quiet)
    await pair.agree(Written("{ makers { name parts { label } } }", {}))
    assert pair.compiler.answered == 1
    await observer.close()


async def test_a_slow_field_does_not_delay_the_start_of_its_siblings(pair: Pair, empty_database_url: str) -> None:
    observer = await asyncpg.connect(empty_database_url)

    async def both_run() -> bool:
        count: int = await observer.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep%' AND state = 'active'"
        )
        return count == 2

    context = pair.context()
    text = "{ a: slow(seconds: 60) { nodes { id } } b: slow(seconds: 61) { nodes { id } } makers { name } }"
    request = asyncio.create_task(pair.compiled.execute(GraphQLRequest(text, None, {}, {}, None), context, "r"))
    await until(both_run)
    request.cancel()
    await asyncio.gather(request, return_exceptions=True)
    cast("Context", context).loaders.close()
    await observer.close()


async def test_the_shapes_of_pages_do_not_grow_a_plan_without_end(pair: Pair) -> None:
    """Which cursors a request gives decides its statement; nobody may fill the memory with the combinations."""
    names = [f"c{number}" for number in range(7)]
    declared = ", ".join(f"${name}: String" for name in names)
    pages = " ".join(f"{name}: pages(first: 1, after: ${name}) {{ nodes {{ id }} }}" for name in names)
    text = f"query({declared}) {{ makers {{ {pages} }} }}"
    first = GraphQLRequest("{ makers { pages(first: 1) { edges { cursor } } } }", None, {}, {}, None)
    answer = orjson.loads((await pair.compiled.execute(first, pair.context(), "r")).body)
    cursor = next(own["pages"]["edges"][0]["cursor"] for own in answer["data"]["makers"] if own["pages"]["edges"])
    for number in range(2 ** len(names)):
        variables = {name: cursor for place, name in enumerate(names) if number >> place & 1}
        await pair.compiled.execute(GraphQLRequest(text, None, variables, {}, None), pair.context(), "r")
    plan = list(pair.compiler._plans.values())[-1]
    assert isinstance(plan, Plan)
    assert sum(len(root.statements) for root in plan.roots) <= 64
