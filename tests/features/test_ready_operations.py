"""The operations that GraphiQL offers in its tabs: valid, within the limits, and answered in full."""

from pathlib import Path

import pytest
from graphql import parse, validate

from app import limits_of
from engine.execution.limits import check, scan
from resolvers.schema import build_schema
from tests.factories.phone import Phone
from tests.factories.service import Service

GRAPHIQL = Path(__file__).parents[2] / "web/graphiql"
OPERATIONS = sorted((GRAPHIQL / "src/operations").glob("*.graphql"))
EVERY = sorted([*OPERATIONS, *(Path(__file__).parent / "operations").glob("*.graphql")])


def named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_ready_operation_fits_the_schema_and_the_limits(service: Service, path: Path) -> None:
    text, limits = path.read_text(), limits_of(service.settings)

    scan(text, limits)
    document = parse(text)
    check(document, limits)

    assert validate(build_schema(), document) == []


@pytest.mark.parametrize("path", OPERATIONS, ids=named)
async def test_a_tab_answers_a_customer_without_any_variable(ana: Phone, path: Path) -> None:
    data = (await ana.ask(path.read_text())).data

    root = next(iter(data.values()))
    assert root
    assert all(root.values())


@pytest.mark.parametrize("path", [path for path in OPERATIONS if path.stem != "order"], ids=named)
async def test_a_tab_answers_a_stranger_too(stranger: Phone, path: Path) -> None:
    assert all((await stranger.ask(path.read_text())).data.values())


def test_the_built_page_carries_the_operations_as_they_are() -> None:
    built = "".join(script.read_text() for script in (GRAPHIQL / "dist/assets").glob("index-*.js"))

    # The bundler writes them as template literals, in which a backtick is escaped.
    assert [path.name for path in OPERATIONS if path.read_text().strip() not in built.replace("\\`", "`")] == []
