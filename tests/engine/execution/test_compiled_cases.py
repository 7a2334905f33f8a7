"""What is easy to get wrong, each case once: both executors give the same answer, and plans give it where they can."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from tests.engine.execution.random_documents import Written
from tests.engine.execution.side_by_side import DROPPED_COROUTINES, Pair, without_logs
from tests.engine.execution.workshop_roots import maker_id, opened_workshop, part_id
from tests.engine.execution.workshop_tables import stock

pytestmark = DROPPED_COROUTINES


@pytest.fixture(scope="module")
def workshop_url(make_database: Callable[[str], str]) -> str:
    url = make_database("")
    asyncio.run(stock(url))
    return url


@pytest.fixture
async def pair(workshop_url: str) -> AsyncIterator[Pair]:
    async with opened_workshop(workshop_url) as pair:
        yield pair


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with without_logs():
        yield


def many(count: int, *fields: str) -> str:
    """So many aliases of some fields."""
    return " ".join(f"{chr(97 + place)}{number}: {own}" for number in range(count) for place, own in enumerate(fields))


def deep(field: str, levels: int, leaf: str) -> str:
    """A field within itself."""
    return f"{field} {{ " * levels + leaf + " }" * levels


COMPILED = {
    "a value SQL would write is not one of the enum's": "{ makers { grade strictGrade parts { colour } } }",
    "a number is a text or an id": "{ makers { scoreText scoreId scoreFloat team { scoreText scoreId scoreFloat } } }",
    "texts with quotes": "{ makers { name nameId exclaimed boss { name nameId exclaimed gradeId } } }",
    "numbers that are none": "{ makers { height parts { maker { height scaled } } team { strictHeight } } }",
    "words of an enum that a check knows": "{ makers { mood boss { mood moodText wrongMood } } }",
    "64 bits in an Int": "{ makers { maybeBig big } }",
    "SQL of another type than the field's": "{ makers { spelled doubled later team { spelled inWords } } }",
    "a group that lacks a value it must have": "{ makers { place { longitude } strictPlace { latitude } } }",
    "a group beneath a row that lacks a value": "{ makers { parts { price { currency amount } } } }",
    "inputs of a function beneath a row": "{ makers { arrived team { arrived boss { arrived arrivedArrays } } } }",
    "arrays and JSON beneath a row": "{ makers { team { tags visits facts joined born } } }",
    "an open type over one relation": "{ makers { anyBoss { id ... on Maker { name } } nodesOfTeam { __typename } } }",
    "rows and objects in one list": f'{{ shelf(ids: ["{maker_id(1)}", "{part_id(1)}"]) {{ anything {{ ... on Maker '
    "{ name } ... on Part { label maker { name } } ... on Circle { radius } __typename } } }",
    "failures and holes in a list of rows": "{ opinions { id ... on Maker { strictFail } ... on Part { label } } }",
    "objects that are not of their type": "{ makers { shape { ... on Circle { radius } } circle { name radius } } }",
    "a list that is none": "{ makers { matrix strictMatrix holed strictlyHoled streamed } }",
    "required rows that are missing": "{ makers { name strictBoss { strictBoss { name } } } }",
    "nothing but the type of rows": "{ __typename makers { __typename team { __typename } pages { __typename } } }",
    "no field left of a row": "{ makers { pages(first: 2) { nodes { ...N } edges { node { ...N } } } } } "
    "fragment N on Part { id @skip(if: true) }",
    "no field left of an edge": "{ makers { pages(first: 2) { edges { node @skip(if: true) { id } } } } }",
    "no field left of a page": "{ makers { pages(first: 2) { ...N } } } fragment N on PartConnection { "
    "nodes @skip(if: true) { id } }",
    "cursors alone": "{ parts(first: 4) { pageInfo { endCursor } edges { node { children { edges { cursor } } } } } }",
    "a page from behind": "{ makers { pages(last: 2) { edges { cursor } pageInfo { hasPreviousPage } } } }",
    "two pages of one connection": "{ makers { a: pages(first: 1) { nodes { id } } b: pages(colour: RED) "
    "{ nodes { id } } } }",
    "merged selections": "{ makers { boss { name } boss { id boss { id } } ...B } } fragment B on Maker "
    "{ boss { score boss { name } } }",
    "one table in two places": f'{{ makers {{ name }} maker(id: "{maker_id(3)}") '
    "{ team { team { name } } boss { name } } }",
    "more fields of an object than a function takes": f"{{ makers {{ parts {{ {many(30, 'position', 'label')} }} }} }}",
    "more parts of a page than a function takes": f"{{ makers {{ pages {{ {many(60, 'nodes { id }')} }} }} }}",
    "more values of a group than a function takes": f"{{ makers {{ parts {{ price {{ {many(60, 'amount')} }} }} }} }}",
    "a null that takes everything along": "{ broken strictBroken makers { name } }",
    "the only field takes everything along": "{ strictBroken }",
    "a null far below": f"{{ chain(length: 28) {{ {deep('strict', 30, 'label')} }} }}",
    "an input within itself": "{ tell(offset: {x: 1, inner: {x: 2, inner: {x: 3, grade: ROUGH}}}) }",
    "mutations one after the other": "mutation { a: add(to: 1) b: add(to: 10) c: add(to: 3) d: add(to: 2) __typename }",
    "a mutation that ends the rest": "mutation { a: add(to: 1) b: addStrictly(to: 3) c: add(to: 2) }",
}
REFERRED = {
    "introspection": "{ __schema { queryType { name } } makers { name } }",
    "a resolver of its own": "{ plain makers { name } }",
    "a column that JSON does not keep": "{ makers { team { exact arrivedExactly } } }",
    "more cells than a function takes": f"{{ makers {{ team {{ {many(60, 'team { fail }', 'boss { fail }')} }} }} }}",
    "a page that is too large": "{ makers { name pages(first: 101) { nodes { id } } } }",
    "a forged cursor": '{ makers { name pages(after: "AAAA") { nodes { id } } } }',
    "an argument refused beneath rows": "{ makers { name pages(colour: MAUVE) { nodes { id } } } }",
}
GIVEN = [
    ("query($x: Boolean = true) { makers { name } shapes @skip(if: $x) { name } }", {"x": None}),
    ("query($x: Boolean = true) { makers { name @include(if: $x) } }", {"x": None}),
    ("query($by: Int) { tell(by: $by) }", {"by": None}),
    ("query($by: Int) { makers { requiredScale(by: $by) } }", {"by": None}),
    ("query($at: Moment) { tell(offset: {x: 1, at: $at}) }", {"at": "never"}),
    ("query($x: Float!) { tell(offset: {x: $x}) }", {}),
]


@pytest.mark.parametrize("document", COMPILED.values(), ids=COMPILED.keys())
async def test_a_plan_answers_as_graphql_core_does(pair: Pair, document: str) -> None:
    await pair.agree(Written(document, {}))
    assert pair.compiler.answered == 1


@pytest.mark.parametrize("document", REFERRED.values(), ids=REFERRED.keys())
async def test_graphql_core_answers_what_no_plan_can(pair: Pair, document: str) -> None:
    await pair.agree(Written(document, {}))
    assert pair.compiler.answered == 0


@pytest.mark.parametrize(("document", "variables"), GIVEN)
async def test_variables_that_do_not_fit_are_told_alike(
    pair: Pair, document: str, variables: dict[str, object]
) -> None:
    await pair.agree(Written(document, variables))


async def test_each_choice_of_what_is_skipped_has_a_plan_of_its_own(pair: Pair) -> None:
    document = "query($x: Boolean!, $y: Boolean!) { makers { name @skip(if: $x) score @include(if: $y) } }"
    for x in (True, False, True):
        for y in (True, False):
            await pair.agree(Written(document, {"x": x, "y": y}))
    assert len(pair.compiler._plans) == 4
