"""What the program writes about itself: one structured line per event, without secrets and without personal data.

What an event is called and what it carries is decided where it happens.
"""

import json
import logging
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import cast

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "***"

# Compared with the last parts of a key, in lower case: `user_email` and `X-Auth-Token` are caught as well.
SENSITIVE = frozenset(
    {
        *("authorization", "cookie", "credential", "credentials", "dsn", "key", "passwd", "password", "pin", "secret"),
        *("token", "jwt", "signature", "otp", "email", "phone", "address", "card", "iban"),
    }
)
# These end like a secret and are none.
HARMLESS = frozenset({"cache_key", "topic_key"})

_PARTS = re.compile(r"[^a-z0-9]+")
_URL_PASSWORD = re.compile(r"(?<=://)([^\s:/@]*):[^\s@/]+@")
_BEARER = re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]+", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*")


def configure(*, level: str, as_json: bool) -> None:
    """Send structlog and the standard library's logging, uvicorn's included, to stderr in one form.

    Our own lines go straight to the stream, once for every request; the standard library's machinery would cost more
    than the line itself, and serves only what other libraries say.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    least = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, *_last(as_json=as_json, serializer=orjson.dumps), cast("Processor", _as_bytes)],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[_drop_colour_twin, remove, *_last(as_json=as_json, serializer=json.dumps)],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(least)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    # Both tell of their own start line by line; the command does that in words for people.
    for name in ("uvicorn.error", "alembic"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _last(*, as_json: bool, serializer: Callable[..., str | bytes]) -> list[Processor]:
    if as_json:
        return [structlog.processors.format_exc_info, mask, structlog.processors.JSONRenderer(serializer)]
    plain = structlog.dev.plain_traceback
    console = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
    return [structlog.processors.format_exc_info, mask, console]


def _as_bytes(_logger: WrappedLogger, _method: str, line: str | bytes) -> bytes:
    """A rendered line as the stream takes it."""
    return line.encode() if isinstance(line, str) else line


def _drop_colour_twin(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Uvicorn sends each message a second time, with escape codes."""
    event.pop("color_message", None)
    return event


def mask(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Cover secrets and personal data: whole values by the name of their key, and credentials inside any text."""
    return {key: MASK if _is_sensitive(key) else _masked(value) for key, value in event.items()}


def _masked(value: object) -> object:
    if isinstance(value, str):
        return mask_text(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {key: MASK if _is_sensitive(str(key)) else _masked(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_masked(inner) for inner in value]
    return value


def mask_text(text: str) -> str:
    """Cover passwords in URLs and bearer tokens; the rest of an error's text stays, for whoever must find the cause."""
    if "://" in text:
        text = _URL_PASSWORD.sub(rf"\1:{MASK}@", text)
    if " " in text:
        text = _BEARER.sub(rf"\1 {MASK}", text)
    return _JWT.sub(MASK, text) if "." in text else text


@lru_cache(maxsize=1_000)
def _is_sensitive(key: str) -> bool:
    name = key.lower()
    if name in HARMLESS:
        return False
    last = _PARTS.split(name)[-1]
    return not SENSITIVE.isdisjoint({last, last.removesuffix("s"), last.removesuffix("es")})
