"""Values become answers (GraphQL specification, 6.4.3): coercion of leaves, lists, nulls where none may be, and errors.

Every completer takes the request's state, a value and its path, a linked pair `(path of the parent, key)`. An error it
raises is caught where a null may stand; there it is located and kept. The fast way through a row has no such catches:
when anything fails in it, the row is done again field by field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from graphql import FieldNode, GraphQLError, GraphQLLeafType, GraphQLNamedType, Undefined
from graphql.error import located_error
from sqlalchemy import FromClause

from engine.execution.loaders import Selected
from engine.execution.pages import Cursors, Edge, Page, PageArguments, page_from
from engine.execution.relation import Pages

Path = tuple[Any, Any] | None
Completer = Callable[["State", Any, Path], Any]


@dataclass(slots=True)
class State:
    """One request on its way through a plan.

    `arguments` and `pages` are those of the fields that have some, by the field's number.
    """

    now: datetime
    viewer: object
    arguments: dict[int, dict[str, object]]
    pages: dict[int, PageArguments]
    cursors: Cursors
    errors: list[GraphQLError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of an object, for the careful way: its value from the object, and what an error needs."""

    key: str
    complete: Completer
    nullable: bool
    nodes: Sequence[FieldNode]


def keys_of(path: Path) -> list[str | int]:
    """A linked path as the list that errors carry."""
    keys: list[str | int] = []
    while path is not None:
        path, key = path
        keys.append(key)
    return keys[::-1]


def careful(state: State, slots: Sequence[Slot], value: object, path: Path, kept: int) -> dict[str, object]:
    """An object field by field, as the specification says; `kept` errors were there before it was tried fast."""
    del state.errors[kept:]
    answer: dict[str, object] = {}
    for slot in slots:
        place = (path, slot.key)
        try:
            answer[slot.key] = slot.complete(state, value, place)
        except Exception as raw:  # noqa: BLE001 - Whatever a field raises is that field's error.
            error = located_error(raw, slot.nodes, keys_of(place))
            if not slot.nullable:
                raise error from None
            state.errors.append(error)
            answer[slot.key] = None
    return answer


def required(complete: Completer, label: str) -> Completer:
    """The value of a non-null field."""

    def checked(state: State, value: object, path: Path) -> object:
        answer = complete(state, value, path)
        if answer is None:
            raise TypeError(f"Cannot return null for non-nullable field {label}.")
        return answer

    return checked


def leaf(leaf_type: GraphQLLeafType) -> Completer:
    """A scalar's or an enum's value."""
    coerce = leaf_type.coerce_output_value

    def completed(_state: State, value: object, _path: Path) -> object:
        if value is None:
            return None
        if isinstance(value, Exception):
            raise value
        answer = coerce(value)
        if answer is Undefined or answer is None:
            raise TypeError(f"{leaf_type} has no answer for {value!r}.")
        return answer

    return completed


def items(complete: Completer, nodes: Sequence[FieldNode], *, nullable: bool) -> Completer:
    """A list; an item that fails is null if it may be, and takes the list along if not."""

    def completed(state: State, values: Any, path: Path) -> object:  # noqa: ANN401 - Any iterable.
        if values is None:
            return None
        if isinstance(values, Exception):
            raise values
        kept = len(state.errors)
        try:
            return [complete(state, value, (path, index)) for index, value in enumerate(values)]
        except Exception:  # noqa: BLE001 - Done again with care.
            del state.errors[kept:]
        return [one(state, value, (path, index)) for index, value in enumerate(values)]

    def one(state: State, value: object, path: Path) -> object:
        try:
            if isinstance(value, Exception):
                raise value
            return complete(state, value, path)
        except Exception as raw:  # noqa: BLE001 - Whatever an item raises is that item's error.
            error = located_error(raw, nodes, keys_of(path))
            if not nullable:
                raise error from None
            state.errors.append(error)
            return None

    return completed


def present(complete: Completer) -> Completer:
    """An object, or null for none."""

    def completed(state: State, value: object, path: Path) -> object:
        if value is None:
            return None
        if isinstance(value, Exception):
            raise value
        return complete(state, value, path)

    return completed


def of_type(complete: Mapping[str, Completer], tables: Mapping[FromClause, str], named: GraphQLNamedType) -> Completer:
    """A value of an open type: rows tell their type by their table, other objects by their class."""

    def completed(state: State, value: object, path: Path) -> object:
        if isinstance(value, Selected):
            return complete[tables[value.table]](state, value, path)
        definition = getattr(type(value), "__strawberry_definition__", None)
        if definition is None or definition.name not in complete:
            raise TypeError(f"{named.name} cannot be a {type(value).__name__}.")
        return complete[definition.name](state, value, path)

    return present(completed)


def page(relation: Pages, number: int, complete: Completer) -> Completer:
    """A connection from its rows as they were read beneath a parent: cells, and behind them the order's values."""

    def completed(state: State, rows: list[list[object]] | None, path: Path) -> object:
        return complete(state, page_beneath(relation, state, number, rows or []), path)

    return completed


def page_beneath(relation: Pages, state: State, number: int, rows: list[list[object]]) -> Page:
    """The page of rows that were read as arrays."""
    width = len(relation.order)
    edges = [Edge(row, tuple(row[-width:]), relation, state.cursors) for row in rows]
    return page_from(state.pages[number], edges)


def splice(text: str | None) -> orjson.Fragment | None:
    """JSON that the database finished, put into the answer as it is."""
    return None if text is None else orjson.Fragment(text)


def parsed(text: str | None) -> Any:  # noqa: ANN401 - JSON may be anything.
    """JSON that Python goes on with."""
    return None if text is None else orjson.loads(text)
