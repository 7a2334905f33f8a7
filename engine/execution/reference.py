"""The reference executor's side of declared fields: one graphql-core resolver for each kind of declaration.

graphql-core and these resolvers define what every answer must be; a faster executor is measured against them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from inspect import isawaitable
from types import SimpleNamespace
from typing import Any, Protocol, cast

from graphql import (
    GraphQLAbstractType,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    is_abstract_type,
    is_object_type,
)
from sqlalchemy import Column, FromClause
from strawberry import Schema

from engine.declare.fields import (
    DEFINITION,
    ReadColumn,
    ReadComputed,
    ReadGroup,
    ReadIdentity,
    Reading,
    ReadRelation,
    ReadRoot,
    columns_of,
    reading_of,
    taken_page,
)
from engine.declare.pages import Page
from engine.declare.relation import Fetch, Many, One, Pages
from engine.execution.arguments import converter
from engine.identity import global_id
from engine.reads.loaders import AnyRow, Loaders, Row

Info = GraphQLResolveInfo[Any]
Resolver = Callable[..., object]


class ReadContext(Protocol):
    """What a declared field may reach: the loaders of this request, and what pure functions may ask for."""

    loaders: Loaders
    now: datetime
    viewer: Any


def bind(schema: Schema) -> GraphQLSchema:
    """Give every declared field of a Strawberry schema its resolver, and open types the table that decides them."""
    graphql_schema = schema._schema  # noqa: SLF001 - Strawberry offers no public way to the graphql-core schema.
    graphql_schema.extensions[DEFINITION] = schema
    tables = tables_of(graphql_schema)
    for graphql_type in graphql_schema.type_map.values():
        if is_object_type(graphql_type):
            bind_fields(schema, graphql_type)
    for graphql_type in graphql_schema.type_map.values():
        if is_abstract_type(graphql_type):
            decide_by_table(graphql_type, tables)
    return graphql_schema


def columns_read(schema: GraphQLSchema) -> dict[FromClause, tuple[Column[object], ...]]:
    """The columns of each table that any declared field reads; no statement reads more."""
    found: dict[FromClause, dict[Column[object], None]] = {}
    for graphql_type in schema.type_map.values():
        for graphql_field in getattr(graphql_type, "fields", {}).values() if is_object_type(graphql_type) else ():
            for column in columns_of(reading_of(graphql_field)):
                found.setdefault(column.table, {})[column] = None
    return {table: tuple(columns) for table, columns in found.items()}


def tables_of(schema: GraphQLSchema) -> dict[FromClause, str]:
    """The GraphQL type that stands for each table: the one whose identity carries its own name."""
    found: dict[FromClause, str] = {}
    for graphql_type in schema.type_map.values():
        for graphql_field in graphql_type.fields.values() if is_object_type(graphql_type) else ():
            reading = reading_of(graphql_field)
            if isinstance(reading, ReadIdentity) and reading.kind == graphql_type.name:
                found[reading.column.table] = graphql_type.name
    return found


def bind_fields(schema: Schema, graphql_type: GraphQLObjectType) -> None:
    """Resolvers for one type's declared fields; a row tells its type by its table, so nobody has to ask it."""
    for graphql_field in graphql_type.fields.values():
        reading = reading_of(graphql_field)
        if reading is None:
            continue
        graphql_field.resolve = resolver_for(schema, graphql_field, reading)
        if isinstance(reading, ReadIdentity):
            graphql_type.is_type_of = None


def decide_by_table(graphql_type: GraphQLAbstractType, tables: Mapping[FromClause, str]) -> None:
    """Rows tell their GraphQL type by their table; other values as Strawberry decides."""
    otherwise = graphql_type.resolve_type

    def resolve_type(value: object, info: Info, of: GraphQLAbstractType) -> object:
        if isinstance(value, Row):
            return tables[value.table]
        return otherwise(value, info, of) if otherwise else None

    graphql_type.resolve_type = cast("Any", resolve_type)


def resolver_for(schema: Schema, graphql_field: GraphQLField, reading: Reading) -> Resolver:
    """The graphql-core resolver that does what a declaration says."""
    match reading:
        case ReadColumn(column):
            return lambda row, _info, name=column.key: row[name]
        case ReadIdentity(kind, column):
            return lambda row, _info, name=column.key: global_id(kind, row[name])
        case ReadGroup(columns):
            return group_resolver(columns)
        case ReadComputed():
            return computed_resolver(schema, graphql_field, reading)
        case ReadRelation():
            return relation_resolver(schema, graphql_field, reading)
        case ReadRoot():
            return root_resolver(schema, graphql_field, reading)


def group_resolver(columns: Mapping[str, Column[Any]]) -> Resolver:
    """Make an object of the columns' values; nothing when the first is missing."""
    names = {attribute: column.key for attribute, column in columns.items()}
    first = next(iter(names.values()))

    def resolve(row: Row, _info: Info) -> SimpleNamespace | None:
        return None if row[first] is None else SimpleNamespace(**{own: row[name] for own, name in names.items()})

    return resolve


def computed_resolver(schema: Schema, graphql_field: GraphQLField, reading: ReadComputed) -> Resolver:
    """Call the pure function with the columns' values."""
    names = [column.key for column in reading.columns]
    convert = converter(schema, graphql_field)

    def resolve(row: Row, info: Info, **given: object) -> object:
        ambient = {name: getattr(info.context, name) for name in reading.ambient}
        return reading.function(*(row[name] for name in names), **ambient, **convert(given))

    return resolve


def relation_resolver(schema: Schema, graphql_field: GraphQLField, reading: ReadRelation) -> Resolver:
    """Ask the relation's loader for the parent's key; a parent without a key has nothing."""
    name, relation = reading.column.key, reading.relation

    async def one(row: Row, info: Info) -> AnyRow | None:
        key = row[name]
        return None if key is None else await loaders(info).one(cast("One", relation), key)

    async def each(row: Row, info: Info) -> list[AnyRow]:
        keys = cast("list[object]", row[name] or [])
        return [found for found in await loaders(info).each(cast("One", relation), keys) if found is not None]

    async def exists(row: Row, info: Info) -> bool:
        return await one(row, info) is not None

    async def many(row: Row, info: Info) -> list[AnyRow]:
        return await loaders(info).many(cast("Many", relation), row[name])

    async def count(row: Row, info: Info) -> int:
        return await loaders(info).count(relation, row[name])

    if reading.kind == "connection":
        return connection_resolver(schema, graphql_field, reading)
    return {"one": one, "each": each, "exists": exists, "count": count, "many": many}[reading.kind]


def connection_resolver(schema: Schema, graphql_field: GraphQLField, reading: ReadRelation) -> Resolver:
    """Read a page of the parent's rows, with the field's own arguments as the relation's parameters."""
    convert = converter(schema, graphql_field)
    relation = cast("Pages", reading.relation)

    async def resolve(row: Row, info: Info, **given: object) -> Page:
        arguments = convert(given)
        wanted = taken_page(arguments)
        parameters = {} if reading.parameters is None else reading.parameters(**arguments)
        return await loaders(info).page(relation, row[reading.column.key], wanted, parameters)

    return resolve


def root_resolver(schema: Schema, graphql_field: GraphQLField, reading: ReadRoot) -> Resolver:
    """Ask the function what to read, then read it; what is no `Fetch` is the answer itself."""
    convert = converter(schema, graphql_field)

    async def resolve(_source: object, info: Info, **given: object) -> object:
        arguments = convert(given)
        wanted = taken_page(arguments) if reading.paged else None
        answer = reading.function(info.context, **arguments)
        if isawaitable(answer):
            answer = await answer
        return await loaders(info).named(answer, wanted) if isinstance(answer, Fetch) else answer

    return resolve


def loaders(info: Info) -> Loaders:
    """This request's loaders."""
    return cast("ReadContext", info.context).loaders
