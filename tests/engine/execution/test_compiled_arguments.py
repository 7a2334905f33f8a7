"""Arguments reach functions as Strawberry would have made them, though it is asked only once what that is."""

from random import Random

import pytest
from graphql import GraphQLObjectType, coerce_input_value
from strawberry.types.arguments import convert_arguments

from engine.declare.fields import DEFINITION, arguments_of
from engine.execution.arguments import converter
from tests.engine.execution.random_documents import Author
from tests.engine.execution.workshop_roots import words, workshop_schema


@pytest.mark.parametrize(("parent", "name"), [("Query", "tell"), ("Maker", "scaled"), ("Maker", "pages")])
def test_arguments_are_those_that_strawberry_makes(parent: str, name: str) -> None:
    schema = workshop_schema()
    strawberry_schema = schema.extensions[DEFINITION]
    graphql_type = schema.type_map[parent]
    assert isinstance(graphql_type, GraphQLObjectType)
    field = graphql_type.fields[name]
    author = Author(schema, words(), Random(name))  # noqa: S311 - Nothing here is secret.
    convert = converter(strawberry_schema, field)
    for _ in range(300):
        given = {
            own: coerce_input_value(author._data(argument.type, own), argument.type)
            for own, argument in field.args.items()
            if author.random.random() < 0.8
        }
        expected = convert_arguments(
            given, arguments_of(field), strawberry_schema.schema_converter.scalar_registry, strawberry_schema.config
        )
        assert convert(given) == expected
