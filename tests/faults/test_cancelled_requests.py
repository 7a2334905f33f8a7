"""Requests that are given up, by the client or at the deadline, while PostgreSQL works on them."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from engine.errors import ErrorCode
from settings import Settings
from tests.factories.phone import Answer, phone_of
from tests.factories.places import CHIADO
from tests.factories.service import Service, running_service

STORES = "query Stores($near: LocationInput!) { stores(near: $near) { nodes { name } } }"
HOME = (
    "query Home($near: LocationInput!) { home(near: $near) { sections { key ... on StoreSection { items { id } } } } }"
)
CATEGORIES = "{ categories { name } }"
RUNNING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
PATIENCE_SECONDS = 5


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def stores_are_locked(database_url: str) -> AsyncIterator[None]:
    """Every statement about stores waits in the server meanwhile."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("BEGIN; LOCK TABLE stores IN ACCESS EXCLUSIVE MODE")
    yield
    await connection.close()


def patient(settings: Settings, **changes: float) -> Settings:
    """PostgreSQL itself would end no statement within the test."""
    return settings.model_copy(update={"lock_timeout_ms": 60_000, "statement_timeout_ms": 60_000, **changes})


async def until_running(count: int, database: asyncpg.Connection) -> None:
    """Wait until so many sessions are at work besides the one that holds the lock, or fail."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await database.fetchval(RUNNING) - 1 != count:  # noqa: ASYNC110 - PostgreSQL tells nobody of it.
            await asyncio.sleep(0.01)


async def abandon(asked: list[asyncio.Task[Answer]]) -> None:
    """Hang up: the client closes its connections without an answer."""
    for task in asked:
        task.cancel()
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {asyncio.CancelledError}


async def works_again(service: Service) -> None:
    """The only connection of the pool serves its next borrower."""
    async with phone_of(service) as another:
        assert await another.read(CATEGORIES) == {"categories": []}


@pytest.mark.usefixtures("stores_are_locked")
@pytest.mark.parametrize("document", [STORES, HOME], ids=["one statement", "a screen"])
async def test_an_abandoned_request_leaves_no_statement_behind(
    settings: Settings, database: asyncpg.Connection, document: str
) -> None:
    with running_service(patient(settings, pool_max=1)) as service:
        async with phone_of(service) as phone:
            asked = asyncio.create_task(phone.ask(document, near=CHIADO))
            await until_running(1, database)

            await abandon([asked])

            await until_running(0, database)
            await works_again(service)


@pytest.mark.usefixtures("stores_are_locked")
async def test_requests_abandoned_together_give_all_their_connections_back(
    settings: Settings, database: asyncpg.Connection
) -> None:
    with running_service(patient(settings, pool_max=5, pool_wait_seconds=30)) as service:
        async with phone_of(service) as phone:
            asked = [asyncio.create_task(phone.ask(STORES, near=CHIADO)) for _ in range(20)]
            await until_running(5, database)

            await abandon(asked)

            await until_running(0, database)
            async with phone_of(service) as another:
                answers = await asyncio.gather(*(another.ask(CATEGORIES) for _ in range(10)))
            assert [answer.data for answer in answers] == [{"categories": []}] * 10


@pytest.mark.usefixtures("stores_are_locked")
async def test_a_request_past_its_deadline_is_told_so_and_leaves_no_statement_behind(
    settings: Settings, database: asyncpg.Connection
) -> None:
    with running_service(patient(settings, pool_max=1, deadline_seconds=0.3)) as service:
        async with phone_of(service) as phone:
            answer = await phone.ask(STORES, near=CHIADO)

            assert answer.response.status_code == 504
            assert answer.errors == [(ErrorCode.TIMEOUT, None)]
            assert answer.body["errors"][0]["extensions"]["retryable"] is True
            await until_running(0, database)
            await works_again(service)


@pytest.mark.usefixtures("stores_are_locked")
async def test_postgresqls_own_limit_on_a_statement_is_one_fields_failure(
    settings: Settings, database: asyncpg.Connection
) -> None:
    limited = settings.model_copy(update={"statement_timeout_ms": 100, "pool_max": 1})
    with running_service(limited) as service:
        async with phone_of(service) as phone:
            answer = await phone.ask(
                "query Both($near: LocationInput!) { stores(near: $near) { nodes { name } } categories { name } }",
                near=CHIADO,
            )

            assert answer.response.status_code == 200
            assert answer.errors == [(ErrorCode.UNAVAILABLE, ["stores"])]
            assert answer.partial == {"stores": None, "categories": []}
            await until_running(0, database)
