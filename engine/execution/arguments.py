"""Arguments of fields as the functions they were written for take them: coerced, inputs made dataclasses."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from graphql import FieldNode, GraphQLField, VariableNode, Visitor, visit
from graphql.execution.values import VariableValues, get_argument_values
from strawberry import Schema
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import (
    StrawberryList,
    StrawberryObjectDefinition,
    StrawberryOptional,
    StrawberryType,
    has_object_definition,
)
from strawberry.types.lazy_type import LazyType

from engine.declare.fields import arguments_of

Convert = Callable[[Mapping[str, object]], dict[str, object]]
Change = Callable[[Any], object]


def converter(schema: Schema, field: GraphQLField) -> Convert:
    """Turns coerced GraphQL arguments into the Python values a function was written for.

    Strawberry finds out the same for every call anew; here it is found out once a field.
    """
    return by_python_name(schema, arguments_of(field))


def by_python_name(schema: Schema, arguments: list[StrawberryArgument]) -> Convert:
    """The arguments that were given, renamed and changed."""
    names = schema.config.name_converter
    changes = {names.from_argument(own): (own.python_name, change_of(schema, own.type)) for own in arguments}

    def convert(given: Mapping[str, object]) -> dict[str, object]:
        converted: dict[str, object] = {}
        for name, value in given.items():
            python_name, change = changes[name]
            converted[python_name] = value if change is None or value is None else change(value)
        return converted

    return convert


def change_of(schema: Schema, kind: StrawberryType | type) -> Change | None:
    """What has to be done to a value of a type; nothing for leaves, which graphql-core coerced already."""
    if isinstance(kind, StrawberryOptional):
        return change_of(schema, kind.of_type)
    if isinstance(kind, LazyType):
        return change_of(schema, kind.resolve_type())
    if isinstance(kind, StrawberryList):
        each = change_of(schema, kind.of_type)
        if each is None:
            return None
        return lambda values: [None if value is None else each(value) for value in values]
    return input_maker(schema, kind) if has_object_definition(kind) else None


def input_maker(schema: Schema, kind: type) -> Change:
    """Makes an input's dataclass; fields without a default that were left out are None."""
    definition: StrawberryObjectDefinition = vars(kind)["__strawberry_definition__"]
    names = schema.config.name_converter

    @cache
    def changes() -> dict[str, tuple[str, Change | None]]:
        """Found out when first used: an input may hold itself."""
        fields = definition.fields
        return {names.from_field(own): (own.python_name, change_of(schema, own.resolve_type())) for own in fields}

    absent = {own.python_name: None for own in definition.fields if not own.init or own.default is own.default_factory}

    def make(given: Mapping[str, object]) -> object:
        values: dict[str, object] = dict(absent)
        for name, value in given.items():
            python_name, change = changes()[name]
            values[python_name] = value if change is None or value is None else change(value)
        return kind(**values)

    return make


class Given:
    """The arguments one field of a document was given; worked out once where no variable takes part."""

    def __init__(self, field: GraphQLField, node: FieldNode, convert: Convert) -> None:
        self._field = field
        self._node = node
        self._convert = convert
        self._constant: dict[str, object] | None = None
        if not has_variables(node):
            # What is wrong with them is for the request to say.
            with suppress(Exception):
                self._constant = self._values(None)

    @property
    def is_constant(self) -> bool:
        """Whether every request gives the same."""
        return self._constant is not None

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
