"""The operations that GraphiQL offers in its tabs: valid, within the limits, and answered in full."""

from pathlib import Path

import pytest
from graphql import parse, validate

from app import limits_of
from engine.documents.limits import check, scan
from resolvers.schema import build_schema
from tests.factories.phone import Phone
from tests.factories.service import Service

GRAPHIQL = Path(__file__).parents[2] / "web/graphiql"
TABS = {path.stem: path.read_text() for path in sorted((GRAPHIQL / "src/operations").glob("*.graphql"))}
OTHERS = {path.stem: path.read_text() for path in sorted((Path(__file__).parent / "operations").glob("*.graphql"))}


@pytest.mark.parametrize("name", [*TABS, *OTHERS])
def test_a_ready_operation_fits_the_schema_and_the_limits(service: Service, name: str) -> None:
    text, limits = (TABS | OTHERS)[name], limits_of(service.settings)

    scan(text, limits)
    document = parse(text)
    check(document, limits)

    assert validate(build_schema(), document) == []


@pytest.mark.parametrize("name", TABS)
async def test_a_tab_answers_a_customer_without_any_variable(ana: Phone, name: str) -> None:
    data = (await ana.ask(TABS[name])).data

    root = next(iter(data.values()))
    assert root
    assert all(root.values())


@pytest.mark.parametrize("name", [name for name in TABS if name != "order"])
async def test_a_tab_answers_a_stranger_too(stranger: Phone, name: str) -> None:
    assert all((await stranger.ask(TABS[name])).data.values())


def test_the_built_page_carries_the_operations_as_they_are() -> None:
    built = "".join(script.read_text() for script in (GRAPHIQL / "dist/assets").glob("index-*.js"))

    # The bundler writes them as template literals, in which a backtick is escaped.
    assert [name for name, text in TABS.items() if text.strip() not in built.replace("\\`", "`")] == []
