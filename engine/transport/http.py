"""The GraphQL endpoint over HTTP: one request in, one answer or one refusal out, one line in the log.

What is said is decided elsewhere: input in `body` and `parameters`, negotiation in `headers`, execution in the engine.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import ceil
from time import perf_counter

import orjson
import structlog
from starlette.types import Receive, Scope, Send
from structlog.contextvars import bound_contextvars, get_contextvars

from engine.documents.limits import Limits
from engine.errors import ErrorCode, RequestError, internal_error
from engine.execution.executor import QUERIES, QUERIES_AND_MUTATIONS, Executor
from engine.request import GraphQLRequest
from engine.transport.body import ClientDisconnectedError, parse_json, read_body
from engine.transport.headers import (
    JSON,
    Headers,
    answer_type,
    check_body_headers,
    check_forgery,
    client,
    headers_of,
    request_id,
)
from engine.transport.parameters import from_body, from_query_string
from engine.transport.patience import within

OpenContext = Callable[[Headers, str], AbstractAsyncContextManager[object]]
"""Opens what resolvers share during one request, given its id; may raise `RequestError` before anything runs."""
ResolveDocument = Callable[[GraphQLRequest], Awaitable[GraphQLRequest]]
"""Fills in `query` where only its name was sent, or raises `RequestError`."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# What failed inside a well-formed request is 200 to clients that know only application/json: they drop other bodies.
_WELL_FORMED = frozenset(
    {
        ErrorCode.GRAPHQL_PARSE_FAILED,
        ErrorCode.GRAPHQL_VALIDATION_FAILED,
        ErrorCode.OPERATION_RESOLUTION_FAILURE,
        ErrorCode.BAD_USER_INPUT,
    }
)
_CLIENT_CLOSED_REQUEST = 499
"""What the log calls a request whose client left; never sent."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    body: bytes
    codes: tuple[ErrorCode, ...]
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    statements: object = None


async def know_no_documents(request: GraphQLRequest) -> GraphQLRequest:
    """Accept text alone: no document is known by a name."""
    if request.query is None:
        raise RequestError(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound", 200)
    return request


class GraphQLEndpoint:
    """An ASGI app for one path. With `get_queries`, meant for development, a GET may carry the text of a query."""

    def __init__(  # noqa: PLR0913 - The last two have usual values.
        self,
        executor: Executor,
        open_context: OpenContext,
        limits: Limits,
        deadline: timedelta = timedelta(seconds=5),
        *,
        resolve_document: ResolveDocument = know_no_documents,
        get_queries: bool = False,
    ) -> None:
        self._executor = executor
        self._open_context = open_context
        self._limits = limits
        self._deadline = deadline
        self._resolve_document = resolve_document
        self._get_queries = get_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; every failure inside becomes a GraphQL answer."""
        started = perf_counter()
        headers = headers_of(scope)
        identity = request_id(headers)
        with bound_contextvars(request_id=identity, operation=None, operation_type=None):
            reply = await self._reply(scope, headers, receive, identity)
            if reply.status != _CLIENT_CLOSED_REQUEST:
                await _send(reply, identity, send)
            _write_log(reply, identity, headers, perf_counter() - started)

    async def _reply(self, scope: Scope, headers: Headers, receive: Receive, identity: str) -> _Reply:
        media_type, legacy = JSON, False
        try:
            media_type, legacy = answer_type(headers)
            request = await self._read(scope, headers, receive)
            reply = await self._execute(request, scope, headers, receive, identity)
        except RequestError as refused:
            return replace(_refusal(refused, identity), media_type=media_type)
        except ClientDisconnectedError:
            return _Reply(_CLIENT_CLOSED_REQUEST, b"", ())
        except Exception:  # noqa: BLE001 - The last place that knows the request id and can keep the text inside.
            _log.exception("request failed", request_id=identity)
            error = internal_error()
            return _Reply(500, orjson.dumps({"errors": [error.entry(identity)]}), (error.code,), media_type)
        status = 200 if legacy and reply.codes and reply.codes[0] in _WELL_FORMED else reply.status
        return replace(reply, status=status, media_type=media_type)

    async def _read(self, scope: Scope, headers: Headers, receive: Receive) -> GraphQLRequest:
        match scope["method"]:
            case "POST":
                check_body_headers(headers)
                body = await read_body(receive, headers, self._limits, self._deadline)
                return from_body(parse_json(body, self._limits))
            case "GET":
                check_forgery(headers, development=self._get_queries)
                request = from_query_string(scope["query_string"], self._limits)
                if request.query is None or self._get_queries:
                    return request
                message = "A GET names a persisted document; send text with a POST."
                raise RequestError(ErrorCode.BAD_REQUEST, message, 405, headers={"Allow": "POST"})
            case _:
                raise RequestError(ErrorCode.BAD_REQUEST, "Use POST or GET.", 405, headers={"Allow": "GET, POST"})

    async def _execute(
        self, request: GraphQLRequest, scope: Scope, headers: Headers, receive: Receive, identity: str
    ) -> _Reply:
        allow = QUERIES if scope["method"] == "GET" else QUERIES_AND_MUTATIONS
        async with within(self._deadline, receive):
            request = await self._resolve_document(request)
            async with self._open_context(headers, identity) as context:
                answer = await self._executor.execute(request, context, identity, allow=allow)
        statements = getattr(context, "statements", None)
        return _Reply(answer.status, answer.body, answer.codes, statements=statements)


def _refusal(refused: RequestError, identity: str) -> _Reply:
    headers = dict(refused.headers)
    if refused.retry_after_ms is not None:
        headers.setdefault("Retry-After", str(ceil(refused.retry_after_ms / 1000)))
    body = orjson.dumps({"errors": [refused.entry(identity)]})
    return _Reply(refused.status, body, (refused.code,), headers=headers)


async def _send(reply: _Reply, identity: str, send: Send) -> None:
    headers = {
        "Content-Type": f"{reply.media_type}; charset=utf-8",
        "Content-Length": str(len(reply.body)),
        "Cache-Control": "private, no-store",
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": identity,
        **reply.headers,
    }
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": raw})
    await send({"type": "http.response.body", "body": reply.body})


def _write_log(reply: _Reply, identity: str, headers: Headers, seconds: float) -> None:
    """One line for each request; never its text, its variables or a token. The executor has bound the operation."""
    name, version = client(headers)
    bound = get_contextvars()
    _log.info(
        "request",
        request_id=identity,
        operation=bound["operation"],
        operation_type=bound["operation_type"],
        client=name,
        client_version=version,
        duration_ms=round(seconds * 1000, 1),
        status=reply.status,
        codes=[code.value for code in reply.codes],
        statements=reply.statements,
    )
