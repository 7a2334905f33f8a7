"""Random documents on the real schema and the demo city: both executors give every person the same answer."""

import os
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from services.home import SECTIONS
from tests.engine.execution.city import opened_city
from tests.engine.execution.random_documents import Author
from tests.engine.execution.side_by_side import why_uncompiled, without_logs

DOCUMENTS = int(os.environ.get("FUZZ_DOCUMENTS", "2000"))
SEED = os.environ.get("FUZZ_SEED", "")


@pytest.fixture(autouse=True)
def _patient_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a section of the home screen could give up in one answer and not in the other."""
    sections = [replace(section, timeout=timedelta(minutes=1)) for section in SECTIONS]
    monkeypatch.setattr("resolvers.home.SECTIONS", sections)


async def test_random_documents_on_the_real_schema_are_answered_alike(demo_database_url: str) -> None:
    with without_logs():
        async with opened_city(demo_database_url) as city:
            for number in range(DOCUMENTS):
                random = Random(f"city {SEED} {number}")  # noqa: S311 - Nothing here is secret.
                city.viewer = city.viewers[number % len(city.viewers)]
                await city.agree(Author(city.schema, city.words, random).query())
    print(f"\ncity: {city.summary()}; not compiled: {dict(why_uncompiled(city.compiler))}")  # noqa: T201 - `make fuzz` shows it.
    assert city.compared == DOCUMENTS
    assert city.compiled_share > 0.85
