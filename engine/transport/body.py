"""Reads a body within its limit and turns it into JSON, strictly: what two parsers may read differently is refused."""

import asyncio
import json
import math
import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import NoReturn

from starlette.types import Receive

from engine.documents.limits import Limits
from engine.errors import ErrorCode, RequestError
from engine.transport.headers import Headers

# Possessive and closed optionally: an unclosed string is looked at once.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_OUTSIDE_NESTING = re.compile(r"[^\[\]{}]++")


class ClientDisconnectedError(Exception):
    """The client has gone; nobody waits for an answer."""


async def read_body(receive: Receive, headers: Headers, limits: Limits, deadline: timedelta) -> bytes:
    """Read the whole body.

    Raises `RequestError` 413 as soon as it is known to be too long, and 408 where it has not arrived by the deadline.
    """
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limits.max_body_bytes:
        raise _too_long(limits)
    try:
        async with asyncio.timeout(deadline.total_seconds()):
            return await _receive_body(receive, limits)
    except TimeoutError:
        close = {"Connection": "close"}
        raise RequestError(ErrorCode.TIMEOUT, "The request arrived too slowly.", 408, headers=close) from None


async def _receive_body(receive: Receive, limits: Limits) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnectedError
        body += message.get("body", b"")
        if len(body) > limits.max_body_bytes:
            raise _too_long(limits)
        if not message.get("more_body", False):
            return bytes(body)


def _too_long(limits: Limits) -> RequestError:
    # The connection stays open: closed on a client that still sends, it would be reset and this answer lost with it.
    return RequestError(ErrorCode.BAD_REQUEST, f"A request may have {limits.max_body_bytes} bytes.", 413)


def parse_json(body: bytes, limits: Limits) -> object:
    """Parse one JSON text; raises `RequestError` 400 for anything else, and past the limits on nesting and digits.

    Also refused: a member twice in one object, NaN and infinities, half a surrogate pair.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise _bad("The request is not UTF-8.") from None
    _check_nesting(text, limits.max_json_depth)
    try:
        value: object = _decoder(limits.max_integer_digits).decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _bad("The request holds half a surrogate pair.") from None
    except json.JSONDecodeError:
        raise _bad("The request is not JSON.") from None
    return value


@cache
def _decoder(most_digits: int) -> json.JSONDecoder:
    """What reads JSON strictly; it is made once, since making one costs as much as a short text."""

    def integer(digits: str) -> int:
        if len(digits.lstrip("-")) > most_digits:
            raise _bad(f"An integer may have {most_digits} digits.")
        return int(digits)

    return json.JSONDecoder(object_pairs_hook=_object, parse_int=integer, parse_float=_float, parse_constant=_constant)


def _check_nesting(text: str, most: int) -> None:
    if text.count("{") + text.count("[") <= most:
        return
    depth = 0
    for bracket in _OUTSIDE_NESTING.sub("", _STRING.sub("", text)):
        depth += 1 if bracket in "{[" else -1
        if depth > most:
            raise _bad(f"JSON may be nested {most} deep.")


def _object(members: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in members:
        if name in found:
            raise _bad("A member stands twice in one object.")
        found[name] = value
    return found


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _bad("A number is too large.")
    return number


def _constant(_name: str) -> NoReturn:
    raise _bad("NaN and infinities are not JSON.")


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_REQUEST, message)
