"""How long an answer is worked on: until the deadline, and only while its client is still there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from starlette.types import Receive

from engine.errors import ErrorCode, RequestError
from engine.transport.body import ClientDisconnectedError


@asynccontextmanager
async def within(deadline: timedelta, receive: Receive) -> AsyncIterator[None]:
    """Cancel the block at the deadline, or as soon as the client disconnects; the body must have been read.

    Raises `RequestError` TIMEOUT or `ClientDisconnectedError`. The block is cancelled once and in its own task, so
    what it opened is closed in the usual way.
    """
    gone = asyncio.Event()
    timer = asyncio.timeout(deadline.total_seconds())
    try:
        async with timer:
            watcher = asyncio.create_task(_watch(receive, timer, gone))
            try:
                yield
            finally:
                watcher.cancel()
    except TimeoutError:
        if not timer.expired():
            raise
        if gone.is_set():
            raise ClientDisconnectedError from None
        raise RequestError(ErrorCode.TIMEOUT, "The request took too long.", 504) from None


async def _watch(receive: Receive, timer: asyncio.Timeout, gone: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    if not timer.expired():
        gone.set()
        timer.reschedule(0)
