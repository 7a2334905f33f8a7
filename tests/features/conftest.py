"""The service as its users meet it: running, on the small demo city, with the phones of the people who live there."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from adapters.clock import SetClock
from services.demo.people import DEMO_PEOPLE
from tests.conftest import settings_for
from tests.factories.people import find_person
from tests.factories.phone import Phone, phone_of
from tests.factories.service import Service, running_service


@pytest.fixture(scope="session")
def service(
    demo_database_url: str, servers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The service on the demo city. Its clock stands still, so that no shop closes between two requests of a test."""
    folder: Path = tmp_path_factory.mktemp("service")
    with running_service(settings_for(demo_database_url, servers[1], folder), SetClock(datetime.now(UTC))) as service:
        yield service


@pytest.fixture
async def city(demo_database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A way past the service, to the city's rows: to know what the service should say, never to change them."""
    connection = await asyncpg.connect(demo_database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def phones() -> AsyncIterator[AsyncExitStack]:
    """Holds the phones a test uses, and puts them away after it."""
    async with AsyncExitStack() as phones:
        yield phones


@pytest.fixture
async def stranger(service: Service, phones: AsyncExitStack) -> Phone:
    """Nobody has signed in."""
    return await phones.enter_async_context(phone_of(service))


@pytest.fixture
async def ana(service: Service, phones: AsyncExitStack, city: asyncpg.Connection) -> Phone:
    """Ana, a customer in Lisbon who waits for an order."""
    return await phones.enter_async_context(phone_of(service, await find_person(city, DEMO_PEOPLE["customer"])))


@pytest.fixture
async def rui(service: Service, phones: AsyncExitStack, city: asyncpg.Connection) -> Phone:
    """Rui, the courier who carries Ana's order."""
    return await phones.enter_async_context(phone_of(service, await find_person(city, DEMO_PEOPLE["courier"])))


@pytest.fixture
async def marta(service: Service, phones: AsyncExitStack, city: asyncpg.Connection) -> Phone:
    """Marta, who keeps the shop Ana ordered from."""
    return await phones.enter_async_context(phone_of(service, await find_person(city, DEMO_PEOPLE["merchant"])))


@pytest.fixture
async def sam(service: Service, phones: AsyncExitStack, city: asyncpg.Connection) -> Phone:
    """Sam, who helps everybody."""
    return await phones.enter_async_context(phone_of(service, await find_person(city, DEMO_PEOPLE["support"])))
