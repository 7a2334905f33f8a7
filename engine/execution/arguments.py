"""Arguments of fields as the functions they were written for take them: coerced, inputs made dataclasses."""

from collections.abc import Callable

from graphql import FieldNode, GraphQLField, VariableNode, Visitor, visit
from graphql.execution.values import VariableValues, get_argument_values
from strawberry import Schema
from strawberry.types.arguments import convert_arguments

from engine.declare import arguments_of

Convert = Callable[[dict[str, object]], dict[str, object]]


def converter(schema: Schema, field: GraphQLField) -> Convert:
    """Turns coerced GraphQL arguments into the Python values a function was written for."""
    arguments = arguments_of(field)
    scalars = schema.schema_converter.scalar_registry
    return lambda given: convert_arguments(given, arguments, scalars, schema.config)


class Given:
    """The arguments one field of a document was given; worked out once where no variable takes part."""

    def __init__(self, field: GraphQLField, node: FieldNode, convert: Convert) -> None:
        self._field = field
        self._node = node
        self._convert = convert
        self._constant = None if has_variables(node) else self._values(None)

    def values(self, variables: VariableValues) -> dict[str, object]:
        """By Python name; raises what is wrong with them. The caller may change the mapping."""
        return self._values(variables) if self._constant is None else dict(self._constant)

    def _values(self, variables: VariableValues | None) -> dict[str, object]:
        return self._convert(get_argument_values(self._field, self._node, variables))


def has_variables(node: FieldNode) -> bool:
    """Whether a variable stands in any of a field's arguments."""
    found: list[VariableNode] = []

    class Finder(Visitor):
        def enter_variable(self, variable: VariableNode, *_: object) -> None:
            found.append(variable)

    for argument in node.arguments or ():
        visit(argument, Finder())
    return bool(found)
