"""Two clients that apps use, from npm, doing what an app does: page through a list and read the home screen."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from services.demo.people import DEMO_PEOPLE
from tests.conftest import settings_for
from tests.factories.people import find_person
from tests.factories.phone import Phone, phone_of
from tests.factories.places import CHIADO
from tests.factories.service import Service, running_service

RunScript = Callable[..., Awaitable[tuple[str, str]]]

STORES = """
query Stores($near: LocationInput!, $first: Int, $after: String) {
  stores(near: $near, first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }
}
"""
HOME = """
query Home($near: LocationInput!) {
  home(near: $near, first: 5) {
    sections {
      __typename
      key
      ... on OrderSection { items { id } }
      ... on StoreSection { items { id } }
      ... on ProductSection { items { id } }
      ... on PromotionSection { items { id } }
      ... on CategorySection { items { id } }
    }
  }
}
"""
PAGE = 15


@pytest.fixture
def service(demo_database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Service]:
    with running_service(settings_for(demo_database_url, redis_url, tmp_path)) as service:
        yield service


@pytest.fixture
async def ana(service: Service, demo_database_url: str) -> AsyncIterator[Phone]:
    connection = await asyncpg.connect(demo_database_url)
    person = await find_person(connection, DEMO_PEOPLE["customer"])
    await connection.close()
    async with phone_of(service, person) as phone:
        yield phone


@pytest.mark.parametrize("script", ["apollo.mjs", "urql.mjs"])
async def test_an_apps_client_pages_through_the_stores_and_shows_the_home_screen(
    run_script: RunScript, ana: Phone, script: str
) -> None:
    token = ana.client.headers["authorization"].removeprefix("Bearer ")

    output, errors = await run_script(script, f"{ana.service.origin}/graphql", token, json.dumps(CHIADO), str(PAGE))

    assert errors == ""
    stores = [store["id"] for store in await ana.all_nodes(STORES, "stores", near=CHIADO)]
    sections = (await ana.read(HOME, near=CHIADO))["home"]["sections"]
    assert json.loads(output) == {
        "stores": stores,
        "pages": -(-len(stores) // PAGE),
        "home": [
            {"type": section["__typename"], "key": section["key"], "items": [item["id"] for item in section["items"]]}
            for section in sections
        ],
        "answeredFromCache": True,
        "sharedObject": True,
    }
    assert len(stores) > 3 * PAGE
    assert len(sections) == 6
