"""GraphiQL for browsers: its page at the endpoint's own address and the built files the page loads.

Only files built beforehand are served, from memory and by exact name; operations are the endpoint's business.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}

# Everything comes from our own origin, and `connect-src 'self'` covers the websocket there too. Monaco writes its
# themes into style elements and its squiggles into data: pictures, hence the two exceptions.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "worker-src 'self'; "
    "connect-src 'self'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'"
)
_SECURITY_HEADERS = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_GRAPHQL_ANSWERS = ("application/graphql-response+json", "application/json")
_QUALITY = re.compile(r"(?:^|;)\s*q=([01](?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def graphiql_routes(dist: Path, graphql: ASGIApp, path: str = "/graphql") -> list[Route]:
    """Route `path` to the page for browsers and to `graphql` for every other client, and serve the page's files.

    `dist` is the built page: `index.html` and `assets/`. It is read once, here; raises `FileNotFoundError` without it.
    """
    page = _read(dist / "index.html", {"Cache-Control": "no-cache", "Vary": "Accept"})
    # A new build gives a changed asset a new name, so what a name holds never changes.
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    assets = {file.name: _read(file, forever) for file in (dist / "assets").iterdir()}

    async def asset(request: Request) -> Response:
        file = assets.get(request.path_params["name"])
        if file is None:
            raise HTTPException(404)
        return file.answer(request.headers)

    return [
        Route(path, _PageOrEndpoint(page, graphql), name="graphql"),
        Route("/graphiql/assets/{name}", asset, methods=["GET"], name="graphiql-asset"),
    ]


def wants_html(scope: Scope) -> bool:
    """Whether this is a GET that names HTML and prefers it to any GraphQL answer it names (RFC 9110, 12.5.1).

    Wildcards do not count: `*/*` is what plain HTTP clients send, and they come for data.
    """
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return False
    named = _qualities(",".join(Headers(scope=scope).getlist("accept")))
    return named.get("text/html", 0.0) > max(named.get(answer, 0.0) for answer in _GRAPHQL_ANSWERS)


@dataclass(frozen=True, slots=True)
class _BuiltFile:
    body: bytes
    media_type: str
    tag: str
    """The quoted part of the ETag. It is sent as a weak one, since a middleware may still compress the body."""
    headers: dict[str, str]

    def answer(self, asked: Headers) -> Response:
        headers = {"ETag": f"W/{self.tag}", **self.headers}
        if self.tag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(self.body, media_type=self.media_type, headers=headers)


@dataclass(frozen=True, slots=True)
class _PageOrEndpoint:
    page: _BuiltFile
    graphql: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.page.answer(Headers(scope=scope)) if wants_html(scope) else self.graphql
        await app(scope, receive, send)


def _read(file: Path, headers: dict[str, str]) -> _BuiltFile:
    body = file.read_bytes()
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    return _BuiltFile(body, _MEDIA_TYPES[file.suffix], tag, {**_SECURITY_HEADERS, **headers})


def _qualities(accept: str) -> dict[str, float]:
    """Each media type that an Accept header names, in lower case, with its quality; 1 where none can be read."""
    qualities = {}
    for media_range in accept.split(","):
        media_type, _, parameters = media_range.partition(";")
        quality = _QUALITY.search(parameters)
        qualities[media_type.strip().lower()] = float(quality[1]) if quality else 1.0
    return qualities
