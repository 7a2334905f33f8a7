"""A library for the tests that read."""

from collections.abc import AsyncIterator, Callable

import pytest

from tests.engine.library import Library, opened_library


@pytest.fixture
def empty_database_url(make_database: Callable[[str], str]) -> str:
    """A database without a table."""
    return make_database("")


@pytest.fixture
async def library(empty_database_url: str) -> AsyncIterator[Library]:
    """An empty library of the test's own."""
    async with opened_library(empty_database_url) as library:
        yield library
