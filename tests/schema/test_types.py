from collections.abc import Iterator
from itertools import chain

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
    print_schema,
)

from cli.schema import COMMITTED
from engine.declare.fields import DEFINITION, ReadIdentity, ReadRelation, ReadRoot, reading_of
from resolvers.node import NODES


def test_the_committed_schema_is_the_one_that_is_served(schema: GraphQLSchema) -> None:
    assert COMMITTED.read_text() == f"{print_schema(schema)}\n", "run `doorstep schema --write`"


def test_everything_a_client_can_name_is_described(schema: GraphQLSchema) -> None:
    bare = [name for name, description in described(schema) if not (description or "").strip()]
    assert bare == []


def test_descriptions_are_sentences(schema: GraphQLSchema) -> None:
    odd = [name for name, text in described(schema) if text and (not text.endswith(".") or text != text.strip())]
    assert odd == []


def test_whoever_asks_for_a_root_field_was_thought_of(schema: GraphQLSchema) -> None:
    assert schema.query_type is not None
    plain = [name for name, field in schema.query_type.fields.items() if not isinstance(reading_of(field), ReadRoot)]
    assert plain == []


def test_no_field_is_written_that_could_be_declared(schema: GraphQLSchema) -> None:
    written = [name for name, field in fields(schema) if field.extensions[DEFINITION].base_resolver is not None]
    assert written == []


def test_a_field_that_needs_another_read_is_null_when_that_fails(schema: GraphQLSchema) -> None:
    reads = [(name, field) for name, field in fields(schema) if isinstance(reading_of(field), ReadRelation | ReadRoot)]
    assert len(reads) > 40
    assert [name for name, field in reads if isinstance(field.type, GraphQLNonNull)] == []


def test_every_node_can_be_fetched_again_and_nothing_else_can(schema: GraphQLSchema) -> None:
    node = schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    nodes = {found.name: found for found in schema.get_possible_types(node)}
    assert {name.lower() for name in nodes} == set(NODES)
    for name, found in nodes.items():
        reading = reading_of(found.fields["id"])
        assert isinstance(reading, ReadIdentity), name
        assert reading.kind == name
        relation = NODES[name.lower()]
        assert relation.table is reading.column.table
        assert relation.key_column is not None
        assert relation.key_column.key == reading.column.key


def test_no_two_kinds_share_an_id(schema: GraphQLSchema) -> None:
    kinds: dict[str, set[object]] = {}
    for _, field in fields(schema):
        reading = reading_of(field)
        if isinstance(reading, ReadIdentity):
            kinds.setdefault(reading.kind.lower(), set()).add(reading.column)
    assert [kind for kind, columns in kinds.items() if len(columns) > 1] == []


def test_every_connection_takes_the_four_arguments_of_a_page(schema: GraphQLSchema) -> None:
    connections = [(name, field) for name, field in fields(schema) if str(field.type).endswith("Connection")]
    backward_too = [name for name, field in connections if {"first", "after", "last", "before"} <= set(field.args)]
    assert len(backward_too) > 5
    # A ranking is read from its top; nobody asks a search for its worst results first.
    assert {name for name, _ in connections} - set(backward_too) == {"Query.search"}


def fields(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField]]:
    """Every field of the project's object types."""
    for found in schema.type_map.values():
        if isinstance(found, GraphQLObjectType) and not is_introspection_type(found):
            yield from ((f"{found.name}.{name}", field) for name, field in found.fields.items())


def described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything with a name and its description."""
    for found in schema.type_map.values():
        if is_introspection_type(found) or is_specified_scalar_type(found):
            continue
        yield found.name, found.description
        if isinstance(found, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in found.fields.items():
                yield f"{found.name}.{name}", field.description
                yield from ((f"{found.name}.{name}({key})", arg.description) for key, arg in field.args.items())
        parts = chain(
            found.fields.items() if isinstance(found, GraphQLInputObjectType) else (),
            found.values.items() if isinstance(found, GraphQLEnumType) else (),
        )
        yield from ((f"{found.name}.{name}", part.description) for name, part in parts)
