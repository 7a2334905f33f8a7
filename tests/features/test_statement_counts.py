"""How many statements each screen costs: the table of docs/statements.md, held to what the service sends."""

import re
from pathlib import Path

import asyncpg
import pytest

from engine.identity import global_id
from tests.factories.phone import Answer, Json, Phone
from tests.factories.places import CHIADO

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "web/graphiql/src/operations", ROOT / "tests/features/operations")
TABLE = ROOT / "docs/statements.md"
ROW = re.compile(r"\| (\w+) \| a (customer|stranger) \| (\d+) \|")


def operation(name: str) -> str:
    return next(path for folder in FOLDERS if (path := folder / f"{name}.graphql").exists()).read_text()


@pytest.fixture
async def variables(city: asyncpg.Connection) -> dict[str, Json]:
    """What the operations of the table that need variables are asked with."""
    product = await city.fetchval("SELECT id FROM products ORDER BY rating_count DESC, id LIMIT 1")
    return {
        "product": {"id": global_id("Product", product)},
        "orders": {"first": 10},
        "stores": {"near": CHIADO, "first": 100},
    }


async def test_each_screen_sends_as_many_statements_as_its_table_says(
    ana: Phone, stranger: Phone, variables: dict[str, Json]
) -> None:
    rows = ROW.findall(TABLE.read_text())
    phones = {"customer": ana, "stranger": stranger}

    answers = [await phones[who].ask(operation(name), **variables.get(name, {})) for name, who, _ in rows]

    found = [(name, who, str(len(answer.statements))) for (name, who, _), answer in zip(rows, answers, strict=True)]
    for (name, who, statements), answer in zip(found, answers, strict=True):
        assert answer.data
        print(f"{name:8} {who:9} {statements:>3} statements {len(answer.response.content):>8,} bytes")  # noqa: T201 - Read by people.
    assert found == rows
    assert {name for name, _, _ in rows} == {path.stem for folder in FOLDERS for path in folder.glob("*.graphql")}


async def of_size(phone: Phone, name: str, size: int, variables: dict[str, Json]) -> Answer:
    answer = await phone.ask(operation(name), **{**variables[name], "first": size})
    assert answer.data
    return answer


@pytest.mark.parametrize("name", ["stores", "orders"])
async def test_a_longer_list_costs_no_more_statements(ana: Phone, variables: dict[str, Json], name: str) -> None:
    sizes = {size: len((await of_size(ana, name, size, variables)).statements) for size in (3, 10, 100)}

    assert len(set(sizes.values())) == 1, sizes
