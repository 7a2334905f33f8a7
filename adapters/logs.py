"""What the program writes about itself: one structured line per event, without secrets and without personal data.

What an event is called and what it carries is decided where it happens.
"""

import logging
import re
import sys
from collections.abc import Mapping, Sequence

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
    """Send structlog and the standard library's logging, uvicorn's included, to stderr in one form."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_last(as_json=as_json))
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    # Both tell of their own start line by line; the command does that in words for people.
    for name in ("uvicorn.error", "alembic"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _last(*, as_json: bool) -> list[Processor]:
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json:
        render: list[Processor] = [structlog.processors.format_exc_info, mask, structlog.processors.JSONRenderer()]
    else:
        plain = structlog.dev.plain_traceback
        render = [
            structlog.processors.format_exc_info,
            mask,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain),
        ]
    return [_drop_colour_twin, remove, *render]


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
    if isinstance(value, Mapping):
        return {key: MASK if _is_sensitive(str(key)) else _masked(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_masked(inner) for inner in value]
    return value


def mask_text(text: str) -> str:
    """Cover passwords in URLs and bearer tokens; the rest of an error's text stays, for whoever must find the cause."""
    text = _URL_PASSWORD.sub(rf"\1:{MASK}@", text)
    text = _BEARER.sub(rf"\1 {MASK}", text)
    return _JWT.sub(MASK, text)


def _is_sensitive(key: str) -> bool:
    name = key.lower()
    if name in HARMLESS:
        return False
    last = _PARTS.split(name)[-1]
    return not SENSITIVE.isdisjoint({last, last.removesuffix("s"), last.removesuffix("es")})
