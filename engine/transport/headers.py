"""What the headers of a request say: its id, the client's name, the form of body and answer, that no one forged it."""

import re
from collections.abc import Mapping
from uuid import uuid4

from starlette.types import Scope

from engine.errors import ErrorCode, RequestError

JSON = "application/json"
GRAPHQL_RESPONSE = "application/graphql-response+json"

Headers = Mapping[str, str]

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
_CHARSET = re.compile(r'(?:^|;)\s*charset\s*=\s*"?([^";\s]+)', re.IGNORECASE)
_QUALITY = re.compile(r"(?:^|;)\s*q\s*=([^;]*)", re.IGNORECASE)

# A form, an image or a link can send these to another site without asking it first (Fetch, CORS-safelisted).
_SIMPLE_TYPES = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
# No browser sends these across sites without asking first.
_PREFLIGHT_HEADERS = ("apollo-require-preflight", "x-apollo-operation-name")


def headers_of(scope: Scope) -> Headers:
    """The headers of a request by name in lower case; what came in several lines is one list (RFC 9110, 5.2)."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def request_id(headers: Headers) -> str:
    """The caller's own id where it is short and plain, so that its logs and ours meet; else a new one."""
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid4().hex


def client(headers: Headers) -> tuple[str | None, str | None]:
    """The name and the version of the app that asks, short and printable."""
    name = headers.get("apollographql-client-name")
    version = headers.get("apollographql-client-version") or headers.get("x-app-version")
    return _plain(name), _plain(version)


def _plain(value: str | None) -> str | None:
    return _UNPRINTABLE.sub("?", value[:64]) if value else None


def answer_type(headers: Headers) -> tuple[str, bool]:
    """The media type of the answer, and whether its client knows only `application/json`.

    The new type goes to those who name it and like it no less. Without preferences the old one is sent, with the
    statuses of the new. Raises `RequestError` 406 where neither is acceptable.
    """
    accepted = _qualities(headers.get("accept", "").strip() or "*/*")
    new = accepted.get(GRAPHQL_RESPONSE, 0.0)
    old = accepted.get(JSON, accepted.get("application/*", accepted.get("*/*", 0.0)))
    if new and new >= old:
        return GRAPHQL_RESPONSE, False
    if old:
        return JSON, JSON in accepted
    raise RequestError(ErrorCode.BAD_REQUEST, f"Accept {GRAPHQL_RESPONSE} or {JSON}.", 406)


def _qualities(accept: str) -> dict[str, float]:
    """Each acceptable media range with its quality; a charset other than UTF-8 makes a range unacceptable."""
    qualities: dict[str, float] = {}
    for media_range in accept.split(","):
        media_type, _, parameters = media_range.partition(";")
        charset, quality = _CHARSET.search(parameters), _QUALITY.search(parameters)
        if charset and charset[1].lower() not in {"utf-8", "utf8"}:
            continue
        if media_type := media_type.strip().lower():
            qualities[media_type] = _number(quality[1]) if quality else 1.0
    return qualities


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def check_body_headers(headers: Headers) -> None:
    """Require JSON in UTF-8, not compressed; raises `RequestError` 415."""
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type != JSON:
        forgeable = media_type in _SIMPLE_TYPES and not _has_preflight_header(headers)
        code = ErrorCode.CSRF_PREVENTED if forgeable else ErrorCode.BAD_REQUEST
        raise RequestError(code, f"Send the request as {JSON}.", 415)
    charset = _CHARSET.search(parameters)
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        raise RequestError(ErrorCode.BAD_REQUEST, "Send the request in UTF-8.", 415)
    if "content-encoding" in headers:
        raise RequestError(ErrorCode.BAD_REQUEST, "Send the request without Content-Encoding.", 415)


def check_forgery(headers: Headers, *, development: bool) -> None:
    """Refuse a GET that another site may have made a browser send; raises `RequestError` 400.

    In development a browser's own word is enough, so that an address can be typed in and plain tools work.
    """
    own_site = development and headers.get("sec-fetch-site", "none") in {"none", "same-origin"}
    if not own_site and not _has_preflight_header(headers):
        raise RequestError(ErrorCode.CSRF_PREVENTED, "A GET needs a non-empty Apollo-Require-Preflight header.")


def _has_preflight_header(headers: Headers) -> bool:
    return any(headers.get(name) for name in _PREFLIGHT_HEADERS)
