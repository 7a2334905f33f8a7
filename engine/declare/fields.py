"""Fields are declared, not written: each declaration says what a field reads, and every executor can act on it.

A declaration is a Strawberry field without a resolver; what it reads stands in the field's metadata. Pure functions may
ask for the clock and the viewer by naming the keyword-only parameters `now` and `viewer`; their other keyword-only
parameters are the field's GraphQL arguments.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Annotated, Any, cast

from graphql import GraphQLField
from sqlalchemy import Column, ColumnElement
from strawberry import argument
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from engine.declare.pages import PageArguments, page_arguments
from engine.declare.relation import Expression, Many, One, Pages, Relation, Rule

READS = "reads"
AMBIENT = frozenset({"now", "viewer"})
DEFINITION = "strawberry-definition"

# Every declaration stands where a class attribute's value goes, under an annotation that names the GraphQL type.
Declared = Any


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """The field is the column."""

    column: Column[object]


@dataclass(frozen=True, slots=True)
class ReadIdentity:
    """The field is the global id made of the column; `kind` is the name of the GraphQL type."""

    kind: str
    column: Column[object]


@dataclass(frozen=True, slots=True)
class ReadGroup:
    """The field is an object made of columns, by its Python attributes; null when the first of them is."""

    columns: Mapping[str, Column[object]]


@dataclass(frozen=True, slots=True)
class ReadComputed:
    """The field is a pure function of the columns; `ambient` names what else it takes.

    `sql` is the same function over column expressions, where SQL can say it.
    """

    function: Callable[..., object]
    columns: tuple[Column[object], ...]
    ambient: frozenset[str]
    sql: Callable[..., Expression] | None = None


@dataclass(frozen=True, slots=True)
class ReadRelation:
    """The field is the rows that a relation has for the parent's column.

    `kind` is `one`, `each` (one row for each element of an array column), `many`, `connection`,
    `exists` or `count`.
    `parameters` turns the field's own arguments into named parameters of the relation.
    """

    kind: str
    relation: Relation
    column: Column[object]
    parameters: Callable[..., Mapping[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class ReadRoot:
    """The field is what a resolver names: a `Fetch`, or a value of its own; `visible` says who may ask at all."""

    function: Callable[..., object]
    visible: Rule
    paged: bool = False
    merged: bool = False


Reading = ReadColumn | ReadIdentity | ReadGroup | ReadComputed | ReadRelation | ReadRoot


def column(source: object, description: str) -> Declared:
    """A field that is a column."""
    return declared(ReadColumn(as_column(source)), description)


def identity(kind: str, source: object) -> Declared:
    """The `id` of a Node type named `kind`."""
    return declared(ReadIdentity(kind, as_column(source)), "Global id; opaque, and the same for as long as it exists.")


def grouped(description: str, **sources: object) -> Declared:
    """A field that is an object made of columns; null when the first column is."""
    return declared(ReadGroup({name: as_column(source) for name, source in sources.items()}), description)


def computed(
    function: Callable[..., object],
    *sources: object,
    description: str,
    sql: Callable[..., Expression] | None = None,
) -> Declared:
    """A field that is `function(*columns)`, with the clock and the viewer where the function asks for them.

    `sql`, over the same columns, must give the same value; with it the database can finish the answer by itself.
    """
    ambient = frozenset(parameter.name for parameter in keyword_parameters(function)) & AMBIENT
    reading = ReadComputed(function, tuple(map(as_column, sources)), ambient, sql)
    return declared(reading, description, own_arguments(function))


def one(relation: One, source: object, description: str) -> Declared:
    """The row that the parent's column leads to; null when there is none or the viewer may not see it."""
    return declared(ReadRelation("one", relation, as_column(source)), description)


def each(relation: One, source: object, description: str) -> Declared:
    """One row for each key in the parent's array column, in its order, without those that are gone."""
    return declared(ReadRelation("each", relation, as_column(source)), description)


def many(relation: Many, source: object, description: str) -> Declared:
    """All rows that belong to the parent's column."""
    return declared(ReadRelation("many", relation, as_column(source)), description)


def exists(relation: One, source: object, description: str) -> Declared:
    """Whether the relation has a row for the parent's column."""
    return declared(ReadRelation("exists", relation, as_column(source)), description)


def count(relation: Relation, source: object, description: str) -> Declared:
    """How many rows belong to the parent's column."""
    return declared(ReadRelation("count", relation, as_column(source)), description)


def connection(
    relation: Pages,
    source: object,
    description: str,
    parameters: Callable[..., Mapping[str, object]] | None = None,
) -> Declared:
    """A page of the rows that belong to the parent's column, with the arguments of a Relay connection."""
    arguments = [] if parameters is None else own_arguments(parameters)
    reading = ReadRelation("connection", relation, as_column(source), parameters)
    return declared(reading, description, [*arguments, *own_arguments(page)])


def root(function: Callable[..., object], visible: Rule, description: str) -> Declared:
    """A root field: `function(context, **arguments)` returns a `Fetch` or a value, or a coroutine of one."""
    return declared(ReadRoot(function, visible), description, own_arguments(function))


def root_merged(function: Callable[..., object], visible: Rule, description: str) -> Declared:
    """A root field whose function reads several lists at once, all of them with `loaders.together`."""
    return declared(ReadRoot(function, visible, merged=True), description, own_arguments(function))


def root_connection(function: Callable[..., object], visible: Rule, description: str) -> Declared:
    """A root field that is a page of the `Fetch` its function names; the page's arguments are not the function's."""
    arguments = [*own_arguments(function), *own_arguments(page)]
    return declared(ReadRoot(function, visible, paged=True), description, arguments)


def declared(reading: Reading, description: str, arguments: list[StrawberryArgument] | None = None) -> Declared:
    """A Strawberry field that carries what it reads."""
    declaration = StrawberryField(metadata={READS: reading}, description=description)
    declaration.arguments = arguments or []
    return declaration


def reading_of(graphql_field: GraphQLField) -> Reading | None:
    """What a field of a built schema was declared to read; None for a plain resolver's field."""
    definition = graphql_field.extensions.get(DEFINITION)
    return None if definition is None else definition.metadata.get(READS)


def columns_of(reading: Reading | None) -> tuple[Column[object], ...]:
    """The parent's columns that one declaration needs."""
    match reading:
        case ReadColumn(column) | ReadIdentity(_, column):
            return (column,)
        case ReadGroup(columns):
            return tuple(columns.values())
        case ReadComputed():
            return reading.columns
        case ReadRelation():
            return (reading.column,)
        case _:
            return ()


def arguments_of(graphql_field: GraphQLField) -> list[StrawberryArgument]:
    """The arguments of a field of a built schema, as Strawberry knows them."""
    found: list[StrawberryArgument] = graphql_field.extensions[DEFINITION].arguments
    return found


def as_column(source: object) -> Column[object]:
    """The table's column behind a mapped attribute."""
    element = getattr(source, "__clause_element__", lambda: source)()
    found = element.table.c[element.key] if isinstance(element, ColumnElement) and hasattr(element, "table") else None
    if not isinstance(found, Column):
        message = f"{source!r} is no column of a table"
        raise TypeError(message)
    return found


def own_arguments(function: Callable[..., object]) -> list[StrawberryArgument]:
    """A function's keyword-only parameters, but for the ambient ones, as GraphQL arguments."""
    return [
        StrawberryArgument(
            python_name=parameter.name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(parameter.annotation, namespace=function.__globals__),
            default=parameter.default,
        )
        for parameter in keyword_parameters(function)
        if parameter.name not in AMBIENT
    ]


def keyword_parameters(function: Callable[..., object]) -> list[Parameter]:
    """The parameters that can only be given by name."""
    return [p for p in signature(function).parameters.values() if p.kind is Parameter.KEYWORD_ONLY]


def page(
    *,
    first: Annotated[
        int | None, argument(description="How many items from the front, 1 to 100; 20 by default.")
    ] = None,
    after: Annotated[str | None, argument(description="Only items after this cursor.")] = None,
    last: Annotated[int | None, argument(description="How many items from the back, 1 to 100.")] = None,
    before: Annotated[str | None, argument(description="Only items before this cursor.")] = None,
) -> PageArguments:
    """The arguments of every connection."""
    return page_arguments(first, after, last, before)


def taken_page(arguments: dict[str, object]) -> PageArguments:
    """Take the four arguments of a page out of a connection's, and check them."""
    return page(**{name: cast("Any", arguments.pop(name, None)) for name in ("first", "after", "last", "before")})
