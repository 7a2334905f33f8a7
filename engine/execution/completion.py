"""Values become answers (GraphQL specification, 6.4.3): coercion of leaves, lists, nulls where none may be, and errors.

Every completer takes the request's state, a value and its path, a linked pair `(path of the parent, key)`. An error it
raises is caught where a null may stand; there it is located and kept. The fast way through a row has no such catches:
when anything fails in it, the row is done again field by field.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

import orjson
from graphql import (
    FieldNode,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLLeafType,
    GraphQLNamedType,
    GraphQLObjectType,
    Undefined,
)
from graphql.error import located_error
from graphql.pyutils import is_iterable
from sqlalchemy import FromClause

from engine.declare.pages import Cursors, Edge, Page, PageArguments, page_from, typed
from engine.declare.relation import Pages
from engine.reads.loaders import Selected

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
    is_careful: bool = False
    """Whether something failed further up, so that nothing below is tried fast again."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of an object, or any item of a list, for the careful way: its value, and what an error needs."""

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
    """An object field by field, as the specification says; `kept` errors were there before it was tried fast.

    All below is done with care too. Each level that tried the fast way first would double the work of those below it.
    """
    del state.errors[kept:]
    was_careful, state.is_careful = state.is_careful, True
    try:
        return {slot.key: guarded(state, slot, value, (path, slot.key)) for slot in slots}
    finally:
        state.is_careful = was_careful


def guarded(state: State, slot: Slot, value: object, path: Path) -> object:
    """One field or item on its own, so that an error takes no more along than it must."""
    try:
        return slot.complete(state, value, path)
    except Exception as raw:  # noqa: BLE001 - Whatever it raises is its error.
        error = located_error(raw, slot.nodes, keys_of(path))
        if not slot.nullable:
            raise error from None
        state.errors.append(error)
        return None


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
    alone = Slot("", complete, nullable, nodes)

    def completed(state: State, values: Any, path: Path) -> object:  # noqa: ANN401 - Any iterable.
        if values is None:
            return None
        if type(values) is not list:
            values = listed(values)
        kept, was_careful = len(state.errors), state.is_careful
        try:
            if not was_careful:
                return [complete(state, value, (path, index)) for index, value in enumerate(values)]
        except Exception:  # noqa: BLE001 - Done again with care.
            del state.errors[kept:]
        state.is_careful = True
        try:
            return [guarded(state, alone, value, (path, index)) for index, value in enumerate(values)]
        finally:
            state.is_careful = was_careful

    return completed


def listed(values: Any) -> list[object]:  # noqa: ANN401 - What a resolver returned for a list.
    """The items of anything that has some, taken once; texts and mappings are no lists."""
    if isinstance(values, Exception):
        raise values
    if not is_iterable(values):
        raise TypeError(f"A {type(values).__name__} is no list.")
    return list(values)


def present(complete: Completer) -> Completer:
    """An object, or null for none."""

    def completed(state: State, value: object, path: Path) -> object:
        if value is None:
            return None
        if isinstance(value, Exception):
            raise value
        return complete(state, value, path)

    return completed


@dataclass(frozen=True, slots=True)
class Asked:
    """What a schema's own functions that tell an object's type read of a field: its name and the types there may be."""

    field_name: str
    possible: Sequence[GraphQLObjectType]

    @property
    def schema(self) -> "Asked":
        """The schema, as far as they ask it."""
        return self

    def get_possible_types(self, _named: GraphQLNamedType) -> Sequence[GraphQLObjectType]:
        """The types the field's value may be of."""
        return self.possible


def of_class(complete: Completer, named: GraphQLObjectType, asked: Asked) -> Completer:
    """A value of a type that may say which objects are of it."""
    is_type_of = cast("Any", named.is_type_of)
    if is_type_of is None:
        return present(complete)

    def completed(state: State, value: object, path: Path) -> object:
        if not is_type_of(value, asked):
            raise TypeError(f"A {type(value).__name__} is no {named.name}.")
        return complete(state, value, path)

    return present(completed)


def of_type(
    complete: Mapping[str, Completer],
    tables: Mapping[FromClause, str],
    named: GraphQLAbstractType,
    asked: Asked,
) -> Completer:
    """A value of an open type: rows tell their type by their table, other objects as the schema decides."""
    resolve_type = cast("Any", named.resolve_type)

    def completed(state: State, value: object, path: Path) -> object:
        name = tables[value.table] if isinstance(value, Selected) else resolve_type(value, asked, named)
        if name not in complete:
            raise TypeError(f"A {type(value).__name__} is no {named.name}.")
        return complete[name](state, value, path)

    return present(completed)


def page(relation: Pages, number: int, complete: Completer) -> Completer:
    """A connection from its rows as they were read beneath a parent: cells, and behind them the order's values."""

    def completed(state: State, rows: list[list[object]] | None, path: Path) -> object:
        return complete(state, page_beneath(relation, state, number, rows or []), path)

    return completed


def page_beneath(relation: Pages, state: State, number: int, rows: list[list[object]]) -> Page:
    """The page of rows that were read as arrays."""
    width = len(relation.order)
    kinds = [sort.by.type.python_type for sort in relation.order]
    edges = [Edge(row, relation, state.cursors, tuple(map(as_read, kinds, row[-width:]))) for row in rows]
    return page_from(state.pages[number], edges)


def as_read(kind: type, value: Any) -> object:  # noqa: ANN401 - JSON may be anything.
    """A value of the order as the driver reads it, so that a cursor is written in the same way from both."""
    return float(value) if kind is float else typed(kind, value)


def spliced_row(place: int) -> Completer:
    """A record's row that the database finished."""
    return lambda _state, value, _path: orjson.Fragment(value.record[place])


def parsed_row(place: int) -> Completer:
    """The same in an array of cells."""
    return lambda _state, value, _path: value.record[place]


def row_beneath(place: int) -> Completer:
    """The same beneath another row."""
    return lambda _state, value, _path: value[place]


def splice(text: bytes | None) -> orjson.Fragment | None:
    """JSON that the database finished, put into the answer as it is."""
    return None if text is None else orjson.Fragment(text)


def parsed(text: bytes | None) -> Any:  # noqa: ANN401 - JSON may be anything.
    """JSON that Python goes on with."""
    return None if text is None else orjson.loads(text)


def each(read: Callable[[Any], object], values: Sequence[Any]) -> list[object]:
    """An array's elements that came through JSON; arrays may stand in arrays."""
    return [
        each(read, value) if isinstance(value, list) else None if value is None else read(value) for value in values
    ]


def grouped(columns: Iterable[str]) -> Callable[..., SimpleNamespace | None]:
    """Makes an object of columns' values by these names; nothing when the first is missing."""
    names = tuple(columns)
    return lambda *values: None if values[0] is None else SimpleNamespace(**dict(zip(names, values, strict=True)))
