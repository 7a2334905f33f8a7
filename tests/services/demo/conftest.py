"""One tiny city for all tests that only look at it."""

from collections.abc import AsyncIterator, Callable

import asyncpg
import pytest
import uvloop

from tests.services.demo.tiny import NOW, SEED, no_progress
from workers.demo import load


@pytest.fixture(scope="session")
def tiny_city_url(make_database: Callable[[str], str], template_database_url: str) -> str:
    """A database with the tiny city as it stands at NOW; read only."""
    url = make_database(template_database_url)
    uvloop.run(load(url, "tiny", SEED, no_progress, now=NOW))
    return url


@pytest.fixture
async def city(tiny_city_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to the tiny city."""
    connection = await asyncpg.connect(tiny_city_url)
    yield connection
    await connection.close()
