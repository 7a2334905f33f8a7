"""Random documents on a schema made to hurt: both executors give the same answer, however much fails."""

import os
from random import Random

from tests.engine.execution.random_documents import Author
from tests.engine.execution.side_by_side import DROPPED_COROUTINES, why_uncompiled, without_logs
from tests.engine.execution.workshop_roots import opened_workshop, words
from tests.engine.execution.workshop_tables import stock

DOCUMENTS = int(os.environ.get("FUZZ_DOCUMENTS", "2000"))
SEED = os.environ.get("FUZZ_SEED", "")
# They take everything above them along, so that little would be left to compare if they were everywhere.
SELDOM = frozenset(
    {"arrivedExactly", "big", "doubled", "exact", "plain", "requiredScale", "strict", "strictBoss", "strictBox"}
    | {"strictBroken", "strictFail", "strictGrade", "strictHeight", "strictMaker", "strictMatrix", "strictOpinions"}
    | {"strictPlace", "strictlyHoled", "strictlyPriced", "whollyHoled"}
)

pytestmark = DROPPED_COROUTINES


async def test_random_documents_on_a_schema_made_to_hurt_are_answered_alike(empty_database_url: str) -> None:
    await stock(empty_database_url)
    with without_logs():
        async with opened_workshop(empty_database_url) as pair:
            for number in range(DOCUMENTS):
                random = Random(f"workshop {SEED} {number}")  # noqa: S311 - Nothing here is secret.
                author = Author(pair.schema, words(), random, SELDOM)
                await pair.agree(author.mutation() if number % 20 == 0 else author.query())
    print(f"\nworkshop: {pair.summary()}; not compiled: {dict(why_uncompiled(pair.compiler))}")  # noqa: T201 - `make fuzz` shows it.
    assert pair.compared == DOCUMENTS
    assert pair.compiled_share > 0.8
