"""How the built page is served: who gets it instead of data, and what each file says of itself. No browser needed."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from engine.transport.pages import graphiql_routes

DIST = Path(__file__).parents[2] / "web" / "graphiql" / "dist"
CHROMIUM_ACCEPTS = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=graphiql_routes(DIST, PlainTextResponse("the endpoint")))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://doorstep.test") as client:
        yield client


@pytest.mark.parametrize("accept", [CHROMIUM_ACCEPTS, "text/html", "application/json;q=0.5, Text/HTML;q=0.6"])
async def test_a_browser_gets_the_page(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.get("/graphql", headers={"Accept": accept})

    assert answer.text.startswith("<!doctype html>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/graphql-response+json, application/json;q=0.9",
        "application/json, text/html",
        "text/html;q=0",
        "text/html;q=0.8, application/json",
        "text/htmlx, ;;q=,,",
    ],
)
async def test_whoever_does_not_prefer_html_gets_the_endpoint(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.get("/graphql", headers={"Accept": accept})

    assert answer.text == "the endpoint"


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
async def test_only_reading_gets_the_page(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql", headers={"Accept": "text/html"})

    assert answer.text == "the endpoint"


async def test_an_unchanged_page_is_not_sent_again(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers={"Accept": "text/html"})
    asked = {"Accept": "text/html", "If-None-Match": f'"other", {page.headers["etag"]}'}

    again = await client.get("/graphql", headers=asked)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == page.headers["etag"]


async def test_the_page_names_only_files_that_are_there(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers={"Accept": "text/html"})

    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert {Path(name).suffix for name in named} == {".css", ".js", ".svg"}
    assert [(await client.get(name)).status_code for name in named] == [200] * len(named)


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        (".css", "text/css; charset=utf-8"),
        (".js", "text/javascript; charset=utf-8"),
        (".svg", "image/svg+xml"),
        (".ttf", "font/ttf"),
    ],
)
async def test_a_built_file_says_what_it_is_and_that_it_never_changes(
    client: httpx.AsyncClient, suffix: str, media_type: str
) -> None:
    file = next((DIST / "assets").glob(f"*{suffix}"))

    answer = await client.get(f"/graphiql/assets/{file.name}")

    assert answer.content == file.read_bytes()
    assert answer.headers["content-type"] == media_type
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_scripts_run_from_our_origin_only_and_never_from_strings(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers={"Accept": "text/html"})

    policy = dict(rule.split(" ", 1) for rule in page.headers["content-security-policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["worker-src"] == policy["connect-src"] == "'self'"


@pytest.mark.parametrize("name", ["nothing.js", "../index.html", "..%2Findex.html", "%2e%2e/licenses.md", ""])
async def test_nothing_but_the_built_assets_is_served(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/graphiql/assets/{name}")).status_code == 404


async def test_the_build_loads_nothing_from_the_hosts_that_usually_serve_such_pages() -> None:
    outside = re.compile(rb"esm\.sh|unpkg\.com|jsdelivr\.net|cdnjs\.cloudflare\.com|fonts\.g(?:oogleapis|static)\.com")
    built = [file for file in DIST.rglob("*") if file.is_file()]

    assert DIST / "index.html" in built
    assert [file.name for file in built if outside.search(file.read_bytes())] == []


async def test_a_page_that_was_never_built_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        graphiql_routes(tmp_path, PlainTextResponse("the endpoint"))
