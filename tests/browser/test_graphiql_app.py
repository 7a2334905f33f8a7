"""GraphiQL in a real browser against the real service on the demo city: what somebody sees who follows the README."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest
from playwright.async_api import expect

from services.demo.people import DEMO_PEOPLE
from tests.browser.visit import Visit
from tests.conftest import settings_for
from tests.factories.people import find_person
from tests.factories.service import Service, running_service

Open = Callable[[str], Awaitable[Visit]]


@pytest.fixture
def service(demo_database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Service]:
    with running_service(settings_for(demo_database_url, redis_url, tmp_path)) as service:
        yield service


@pytest.fixture
async def token(service: Service, demo_database_url: str) -> str:
    """What `doorstep token customer` prints."""
    connection = await asyncpg.connect(demo_database_url)
    person = await find_person(connection, DEMO_PEOPLE["customer"])
    await connection.close()
    return service.token_for(person)


async def test_the_home_query_answers_whoever_pasted_a_token(service: Service, token: str, visit: Open) -> None:
    graphiql = await visit(f"{service.origin}/graphql")
    await expect(graphiql.page.get_by_label("Operation Editor")).to_contain_text("query Home(")

    await graphiql.run()
    await graphiql.shows('"title": "Near you"')
    await expect(graphiql.page.get_by_label("Result Window")).not_to_contain_text("active-order")

    await graphiql.page.get_by_label("Access token").fill(token)
    await graphiql.run()
    await graphiql.shows('"key": "active-order"')
    await graphiql.shows('"title": "On its way"')
    await expect(graphiql.page.get_by_label("Result Window")).not_to_contain_text("errors")
    assert graphiql.complaints == []


@pytest.mark.parametrize(
    ("tab", "shown"), [("Store", '"slug"'), ("Search", '"__typename": "Store"'), ("Order", '"orders"')]
)
async def test_each_ready_operation_runs(service: Service, token: str, visit: Open, tab: str, shown: str) -> None:
    graphiql = await visit(f"{service.origin}/graphql")

    editor = graphiql.page.get_by_label("Operation Editor")
    await expect(editor).to_contain_text("query Home")
    await graphiql.page.get_by_label("Access token").fill(token)
    await graphiql.page.get_by_role("button", name=tab, exact=True).click()
    await expect(editor).to_contain_text(f"query {tab}")
    await graphiql.run()

    await graphiql.shows(shown)
    await expect(graphiql.page.get_by_label("Result Window")).not_to_contain_text("errors")


async def test_the_documentation_explains_the_schema(service: Service, visit: Open) -> None:
    graphiql = await visit(f"{service.origin}/graphql")
    page = graphiql.page

    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await page.get_by_role("link", name="Query").click()
    await expect(page.get_by_text("The home screen at a place.")).to_be_visible()
    await page.get_by_role("link", name="Home", exact=True).click()
    await expect(page.get_by_text("The sections that have something to show, in order.")).to_be_visible()
    assert graphiql.complaints == []
