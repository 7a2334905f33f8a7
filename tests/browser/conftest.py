"""What a browser test stands on: a real server on a free port and a headless Chromium."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
import uvicorn
from playwright.async_api import Browser, async_playwright
from starlette.types import ASGIApp

from tests.browser.visit import Visit

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[ASGIApp], Awaitable[str]]]:
    """Start an app on a free port of this machine; gives the origin it answers at."""
    async with AsyncExitStack() as servers:

        async def start(app: ASGIApp) -> str:
            return await servers.enter_async_context(_running(app))

        yield start


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A Chromium with a new profile, which is gone when the test ends."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        pytest.skip(f"no Chromium on PATH by any of the names {', '.join(CHROMIUM_NAMES)}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS, headless=True)
        yield browser
        await browser.close()


@pytest.fixture
async def visit(chromium: Browser) -> Callable[[str], Awaitable[Visit]]:
    """Open an address as a new visitor would."""

    async def open_address(address: str) -> Visit:
        visit = await Visit.begin(await chromium.new_context(viewport={"width": 1280, "height": 800}))
        await visit.page.goto(address)
        return visit

    return open_address


@asynccontextmanager
async def _running(app: ASGIApp) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        # The socket listens already: whoever connects before the server is up waits in the queue.
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
