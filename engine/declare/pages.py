"""Relay connections (Cursor Connections Specification): page arguments, signed cursors, and a page's value."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from hmac import compare_digest
from typing import cast
from uuid import UUID

import orjson

from engine.declare.relation import Pages
from engine.errors import ErrorCode, FieldError

DEFAULT_PAGE = 20
LARGEST_PAGE = 100
SIGNATURE_BYTES = 8

READERS: dict[type, Callable[[str], object]] = {UUID: UUID, datetime: datetime.fromisoformat}


@dataclass(frozen=True, slots=True)
class PageArguments:
    """One page of a connection: so many rows, from a cursor on or from an end; backward counts from the last row."""

    size: int = DEFAULT_PAGE
    cursor: str | None = None
    backward: bool = False


def page_arguments(
    first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
) -> PageArguments:
    """Check the four Relay arguments. `first` goes with `after`, `last` with `before`; 1 to 100 rows, 20 by default."""
    if (last is not None or before is not None) and (first is not None or after is not None):
        raise FieldError(ErrorCode.BAD_USER_INPUT, "Give first and after, or last and before, not both.")
    backward = last is not None or before is not None
    size = last if backward else first
    if size is None:
        size = DEFAULT_PAGE
    if not 1 <= size <= LARGEST_PAGE:
        message = f"A page has 1 to {LARGEST_PAGE} items; {'last' if backward else 'first'} was {size}."
        raise FieldError(ErrorCode.BAD_USER_INPUT, message)
    return PageArguments(size, before if backward else after, backward)


@dataclass(frozen=True, slots=True)
class Cursors:
    """Signs and reads cursors: the order's values of one row, bound to the relation they came from.

    A cursor needs no row to exist: rows may be inserted or deleted around it. Keyed BLAKE2b (RFC 7693) with 64 bits
    keeps anybody from making up places in lists they were not given.
    """

    secret: bytes

    def write(self, relation: Pages, values: Sequence[object]) -> str:
        """The cursor of the row with these values of the relation's order."""
        body = orjson.dumps(values, default=str)  # asyncpg has a UUID type of its own.
        return self.signed(relation, body).decode()

    def read(self, relation: Pages, cursor: str) -> dict[str, object]:
        """The parameters `at_0`, ... for a statement; a cursor of another list, or of nobody, is `BAD_USER_INPUT`."""
        try:
            given = cursor.encode("ascii")
            body = urlsafe_b64decode(given + b"=" * (-len(given) % 4))[SIGNATURE_BYTES:]
        except ValueError:
            given = body = b""
        if not compare_digest(given, self.signed(relation, body)):
            raise FieldError(ErrorCode.BAD_USER_INPUT, "This cursor does not belong to this list. Begin without one.")
        values = zip(relation.order, orjson.loads(body), strict=True)
        return {f"at_{index}": typed(sort.by.type.python_type, value) for index, (sort, value) in enumerate(values)}

    def signed(self, relation: Pages, body: bytes) -> bytes:
        """The one way to spell these values for this list; only this server can."""
        text = relation.list_name.encode() + b"\0" + body
        signature = blake2b(text, key=self.secret, digest_size=SIGNATURE_BYTES).digest()
        return urlsafe_b64encode(signature + body).rstrip(b"=")


def typed(kind: type, value: object) -> object:
    """A cursor's JSON value as the type its column compares with."""
    return READERS[kind](cast("str", value)) if kind in READERS else value


@dataclass(frozen=True, slots=True)
class Edge:
    """One row in a page; `values` are its order's values where the row itself cannot tell them."""

    node: object
    relation: Pages
    cursors: Cursors
    values: tuple[object, ...] | None = None

    @property
    def cursor(self) -> str:
        """Where this row stands; signed only when somebody asks."""
        return self.cursors.write(self.relation, self.place())

    def place(self) -> tuple[object, ...]:
        """The values of the order's terms."""
        return order_values(self.relation, self.node) if self.values is None else self.values

    def showing(self, node: object) -> "Edge":
        """The same place in the list, with what its row is about."""
        return replace(self, node=node, values=self.place())


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Whether there is more on either side, and the cursors to go on from."""

    has_next_page: bool
    has_previous_page: bool
    edges: Sequence[Edge]

    @property
    def start_cursor(self) -> str | None:
        """The first row's cursor."""
        return self.edges[0].cursor if self.edges else None

    @property
    def end_cursor(self) -> str | None:
        """The last row's cursor."""
        return self.edges[-1].cursor if self.edges else None


@dataclass(frozen=True, slots=True)
class Page:
    """What a connection field resolves to. Rows come in the list's order, whichever way they were read."""

    edges: Sequence[Edge]
    page_info: PageInfo

    @property
    def nodes(self) -> list[object]:
        """The rows without their edges."""
        return [edge.node for edge in self.edges]


def page_of(relation: Pages, cursors: Cursors, arguments: PageArguments, rows: Sequence[object]) -> Page:
    """Make a page of up to `size + 1` rows as read."""
    return page_from(arguments, [Edge(row, relation, cursors) for row in rows])


def page_from(arguments: PageArguments, edges: list[Edge]) -> Page:
    """Make a page of up to `size + 1` edges as read: the surplus one only says that there is more that way."""
    more = len(edges) > arguments.size
    del edges[arguments.size :]
    if arguments.backward:
        edges.reverse()
    came_from = arguments.cursor is not None
    following, preceding = (came_from, more) if arguments.backward else (more, came_from)
    return Page(edges, PageInfo(has_next_page=following, has_previous_page=preceding, edges=edges))


def order_values(relation: Pages, row: object) -> tuple[object, ...]:
    """The values of the order's terms that the statement read along with the row."""
    record = cast("dict[str, object]", row)
    return tuple(record[f"_order_{index}"] for index in range(len(relation.order)))
