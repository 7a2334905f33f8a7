"""GraphiQL in a real browser, against a schema of a few lines: the page is what is tested here."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import strawberry
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp
from strawberry.asgi import GraphQL

from engine.transport.pages import graphiql_routes
from tests.browser.visit import Visit

DIST = Path(__file__).parents[2] / "web" / "graphiql" / "dist"

Serve = Callable[[ASGIApp], Awaitable[str]]
Open = Callable[[str], Awaitable[Visit]]
Info = strawberry.Info[dict[str, Any], None]


@strawberry.type
class Query:
    @strawberry.field(description="The Authorization header this request came with.")  # type: ignore[untyped-decorator]
    def authorization(self, info: Info) -> str | None:
        header: str | None = info.context["request"].headers.get("authorization")
        return header


@strawberry.type
class Subscription:
    @strawberry.subscription(description="One event, of what the socket brought.")  # type: ignore[untyped-decorator]
    async def steps(self, info: Info) -> AsyncIterator[str]:
        yield f"the socket came with {info.context['connection_params']['Authorization']}"


def graphql() -> GraphQL[dict[str, Any], None]:
    return GraphQL(strawberry.Schema(Query, subscription=Subscription), graphql_ide=None)


@pytest.fixture
async def origin(serve: Serve) -> str:
    endpoint = graphql()
    return await serve(Starlette(routes=[WebSocketRoute("/graphql", endpoint), *graphiql_routes(DIST, endpoint)]))


async def test_a_query_runs_and_its_answer_is_shown(origin: str, visit: Open) -> None:
    graphiql = await visit(f"{origin}/graphql")

    await graphiql.write("WhoAmI", "query WhoAmI { authorization }")
    await graphiql.run()

    await graphiql.shows('"authorization": null')
    await expect(graphiql.page).to_have_title("Doorstep GraphiQL")


async def test_the_tabs_hold_the_ready_operations(origin: str, visit: Open) -> None:
    graphiql = await visit(f"{origin}/graphql")

    await expect(graphiql.page.get_by_role("tab")).to_have_text(
        ["Home", "Store", "Search", "Order"], use_inner_text=True
    )
    await expect(graphiql.page.get_by_label("Operation Editor")).to_contain_text("query Home(")
    await graphiql.page.get_by_role("button", name="Order").click()
    await expect(graphiql.page.get_by_label("Operation Editor")).to_contain_text("query Order {")


async def test_a_pasted_token_goes_with_each_operation_until_the_browser_tab_is_closed(
    origin: str, visit: Open
) -> None:
    graphiql = await visit(f"{origin}/graphql")

    await graphiql.page.get_by_label("Access token").fill("Bearer header.payload .signature")
    await graphiql.page.reload()
    await graphiql.write("WhoAmI", "query WhoAmI { authorization }")
    await graphiql.run()

    await graphiql.shows('"authorization": "Bearer header.payload.signature"')
    kept_longer = await graphiql.page.evaluate("JSON.stringify(localStorage)")
    assert "header.payload" not in kept_longer


async def test_a_subscription_runs_over_a_websocket_at_the_same_address(origin: str, visit: Open) -> None:
    graphiql = await visit(f"{origin}/graphql")

    await graphiql.page.get_by_label("Access token").fill("a-token")
    await graphiql.write("Steps", "subscription Steps { steps }")
    await graphiql.run()

    await graphiql.shows("the socket came with Bearer a-token")
    assert graphiql.sockets == [f"{origin.replace('http', 'ws')}/graphql"]
    assert graphiql.complaints == []


async def test_a_subscription_that_finds_no_socket_says_so(serve: Serve, visit: Open) -> None:
    origin = await serve(Starlette(routes=graphiql_routes(DIST, graphql())))
    graphiql = await visit(f"{origin}/graphql")

    await graphiql.write("Steps", "subscription Steps { steps }")
    await graphiql.run()

    await graphiql.shows("No socket opens at ws://")


async def test_the_whole_page_works_within_its_own_origin_and_policy(origin: str, visit: Open) -> None:
    graphiql = await visit(f"{origin}/graphql")
    page = graphiql.page

    await graphiql.write("WhoAmI", "query   WhoAmI{authorization}")
    await page.get_by_role("button", name="Prettify query").click()
    await expect(page.get_by_label("Operation Editor")).to_contain_text("query WhoAmI {")
    await graphiql.run()
    await graphiql.shows('"authorization": null')
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await page.get_by_role("link", name="Query").click()
    await expect(page.get_by_text("The Authorization header this request came with.")).to_be_visible()
    await page.get_by_role("button", name="Show History").click()
    await expect(page.get_by_role("button", name="WhoAmI", exact=True).first).to_be_visible()

    assert [address for address in graphiql.requested if not address.startswith(f"{origin}/")] == []
    assert page.workers != []
    assert graphiql.complaints == []
