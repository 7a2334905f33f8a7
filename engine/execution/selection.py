"""What one operation selects, as a tree: the first step from a document to a plan. Nothing is read or run here.

What the compiler does not take raises `NotCompiledError` with the reason; such an operation runs on graphql-core.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_object_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from sqlalchemy import FromClause

from engine.declare.fields import DEFINITION, Reading, ReadRoot, columns_of, reading_of
from engine.documents.prepare import Operation

TYPENAME = "__typename"


class NotCompiledError(Exception):
    """The operation holds something that only the reference executor does; the text says what."""


@dataclass(slots=True, eq=False)
class Field:
    """One field of a selection, with all the nodes of the document that ask for it under the same response key.

    `below` has what is selected of its value for each object type the value may be of.
    """

    key: str
    parent: GraphQLObjectType
    definition: GraphQLField
    nodes: Sequence[FieldNode]
    reading: Reading | None
    below: Mapping[str, "Selection"]
    number: int

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.nodes[0].name.value

    @property
    def type(self) -> GraphQLOutputType:
        """What the schema says the field is."""
        return self.definition.type

    @property
    def only_below(self) -> "Selection":
        """What is selected of a value that can be of one type only."""
        (selection,) = self.below.values()
        return selection


@dataclass(slots=True, eq=False)
class Selection:
    """The fields selected of one object type, in the order of the answer; `typenames` are the keys of `__typename`."""

    type: GraphQLObjectType
    number: int
    fields: list[Field] = field(default_factory=list)
    typenames: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    @property
    def reads_rows(self) -> bool:
        """Whether the type's objects are rows of a table."""
        return any(own.reading is not None for own in self.fields) or is_row_type(self.type)

    def inside(self) -> Iterator["Selection"]:
        """This selection and all below it, in the order of the document."""
        yield self
        for own in self.fields:
            for selection in own.below.values():
                yield from selection.inside()


def is_row_type(graphql_type: GraphQLObjectType) -> bool:
    """Whether a type's fields are declared over a table."""
    readings = (reading_of(own) for own in graphql_type.fields.values())
    return any(reading is not None and not isinstance(reading, ReadRoot) for reading in readings)


class Selector:
    """Builds the tree of one operation, for one choice of the variables that `@skip` and `@include` speak of."""

    def __init__(self, schema: GraphQLSchema, operation: Operation, variables: VariableValues) -> None:
        self._schema = schema
        self._operation = operation.node
        self._variables = variables
        self._fragments = {
            node.name.value: FragmentDetails(node)
            for node in operation.document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._count = 0

    def root(self, graphql_type: GraphQLObjectType) -> Selection:
        """The whole operation on its root type."""
        try:
            collected = collect_fields(self._schema, self._fragments, self._variables, graphql_type, self._operation)
            return self._selection(graphql_type, collected.grouped_field_set)
        except GraphQLError as wrong:
            raise NotCompiledError(f"a directive was given a wrong value: {wrong.message}") from wrong

    def _selection(self, graphql_type: GraphQLObjectType, grouped: Mapping[str, list[FieldDetails]]) -> Selection:
        selection = Selection(graphql_type, self._next())
        for key, details in grouped.items():
            selection.order.append(key)
            name = details[0].node.name.value
            if name == TYPENAME:
                selection.typenames.append(key)
            elif name in graphql_type.fields:
                selection.fields.append(self._field(key, graphql_type, graphql_type.fields[name], details))
            else:
                raise NotCompiledError(f"{name} is answered by graphql-core")
        return selection

    def _field(
        self, key: str, parent: GraphQLObjectType, definition: GraphQLField, details: list[FieldDetails]
    ) -> Field:
        reading = reading_of(definition)
        declared = definition.extensions.get(DEFINITION)
        if reading is None and (declared is None or not declared.is_basic_field):
            raise NotCompiledError(f"{parent.name}.{details[0].node.name.value} has a resolver of its own")
        named = get_named_type(definition.type)
        possible = self._schema.get_possible_types(named) if is_abstract_type(named) else [named]
        below = {own.name: self._selection(own, self._below(own, details)) for own in possible if is_object_type(own)}
        return Field(key, parent, definition, [detail.node for detail in details], reading, below, self._next())

    def _below(self, graphql_type: GraphQLObjectType, details: list[FieldDetails]) -> Mapping[str, list[FieldDetails]]:
        found = collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, graphql_type, details
        )
        return found.grouped_field_set

    def _next(self) -> int:
        self._count += 1
        return self._count


def entries(field: Field) -> dict[FromClause, list[Selection]]:
    """The selections of rows that a field's value leads to without crossing another row, by table."""
    found: dict[FromClause, list[Selection]] = {}

    def walk(selection: Selection) -> None:
        if not selection.reads_rows:
            for own in selection.fields:
                for below in own.below.values():
                    walk(below)
            return
        found.setdefault(table_of(selection.type), []).append(selection)

    for selection in field.below.values():
        walk(selection)
    return found


def table_of(graphql_type: GraphQLObjectType) -> FromClause:
    """The table whose rows a type shows."""
    for own in graphql_type.fields.values():
        for column in columns_of(reading_of(own)):
            return column.table
    raise NotCompiledError(f"{graphql_type.name} shows no table")
