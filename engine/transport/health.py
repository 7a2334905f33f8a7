"""Health for those who run the service: whether the process lives, and whether it can do its work now."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

Check = Callable[[], Awaitable[object]]

_PATIENCE_SECONDS = 2.0
_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def health_routes(parts: Mapping[str, Check]) -> list[Route]:
    """`/health/live` answers while the process does. `/health/ready` asks every part and names those that are down."""

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "up"}, headers={"Cache-Control": "no-store"})

    async def ready(_request: Request) -> JSONResponse:
        answers = await asyncio.gather(*(within_patience(check) for check in parts.values()), return_exceptions=True)
        states = {name: state(name, answer) for name, answer in zip(parts, answers, strict=True)}
        is_up = all(value == "up" for value in states.values())
        body = {"status": "up" if is_up else "down", "parts": states}
        return JSONResponse(body, status_code=200 if is_up else 503, headers={"Cache-Control": "no-store"})

    return [Route("/health/live", live), Route("/health/ready", ready)]


async def within_patience(check: Check) -> None:
    """Run a check, giving up on a part that does not answer at all."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        await check()


def state(name: str, answer: object) -> str:
    """`up` or `down`; why a part is down is for the log alone."""
    if isinstance(answer, Exception):
        _log.warning("part is down", part=name, error=type(answer).__name__)
        return "down"
    return "up"
