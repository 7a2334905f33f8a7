"""Random documents on the real schema and the demo city: both executors give every person the same answer."""

import os
from random import Random

from tests.engine.execution.city import opened_city
from tests.engine.execution.random_documents import Author
from tests.engine.execution.side_by_side import why_uncompiled, without_logs

DOCUMENTS = int(os.environ.get("FUZZ_DOCUMENTS", "2000"))
SEED = os.environ.get("FUZZ_SEED", "")


async def test_random_documents_on_the_real_schema_are_answered_alike(demo_database_url: str) -> None:
    with without_logs():
        async with opened_city(demo_database_url) as city:
            for number in range(DOCUMENTS):
                random = Random(f"city {SEED} {number}")  # noqa: S311 - Nothing here is secret.
                await city.agree(Author(city.schema, city.words, random).query())
    print(f"\ncity: {city.summary()}; not compiled: {dict(why_uncompiled(city.compiler))}")  # noqa: T201 - `make fuzz` shows it.
    assert city.compared == DOCUMENTS
    assert city.compiled_share > 0.85
