"""From a document to a plan, and the plans kept: the least recently used are forgotten first."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

import structlog
from graphql import GraphQLSchema, OperationType
from graphql.execution.values import VariableValues
from strawberry import Schema

from engine.declare.fields import DEFINITION, ReadComputed, ReadRelation, ReadRoot
from engine.documents.prepare import Operation
from engine.execution.arguments import Given, converter
from engine.execution.fusion import Fusion, Layout
from engine.execution.generation import ARRAYS, RECORDS, Generator
from engine.execution.leaves import ScalarsInSql
from engine.execution.plan import Beneath, Plan, Root
from engine.execution.reference import tables_of
from engine.execution.selection import Field, NotCompiledError, Selector, entries

MOST_PLANS = 1_000

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Variables = VariableValues


@dataclass(frozen=True, slots=True)
class Uncompiled:
    """Why the reference executor runs an operation."""

    reason: str


class Compiler:
    """Compiles operations against one schema.

    `scalars` says in SQL what scalars beyond the specification's write; `ambient` are the parameters that every
    statement may name.
    """

    def __init__(self, schema: GraphQLSchema, *, scalars: ScalarsInSql, ambient: frozenset[str]) -> None:
        self._strawberry: Schema = schema.extensions[DEFINITION]
        self._schema = schema
        self._tables = tables_of(schema)
        self._scalars = scalars
        self._ambient = ambient
        self._plans: OrderedDict[tuple[object, ...], Plan | Uncompiled] = OrderedDict()

    def plan(self, operation: Operation, variables: VariableValues) -> Plan | Uncompiled:
        """The plan of an operation for these variables, compiled on first use."""
        choices = tuple(variables.coerced.get(name) for name in operation.choices)
        key = (operation, choices)
        plan = self._plans.get(key)
        if plan is not None:
            self._plans.move_to_end(key)
            return plan
        try:
            plan = self.compiled(operation, variables)
        except NotCompiledError as reason:
            plan = Uncompiled(str(reason))
        except Exception as fault:  # noqa: BLE001 - A fault of the compiler is not the client's; the reference answers.
            _log.exception("not compiled", operation=operation.name)
            plan = Uncompiled(f"the compiler failed: {fault}")
        self._plans[key] = plan
        if len(self._plans) > MOST_PLANS:
            self._plans.popitem(last=False)
        return plan

    def compiled(self, operation: Operation, variables: VariableValues) -> Plan:
        """Compile; raises `NotCompiledError` with the reason for what only the reference executor does."""
        if operation.kind is OperationType.SUBSCRIPTION:
            raise NotCompiledError("a subscription is run event by event")
        root_type = self._schema.get_root_type(operation.kind)
        if root_type is None:
            raise NotCompiledError(f"the schema has no {operation.kind.value}")
        selection = Selector(self._schema, operation, variables).root(root_type)
        generator = Generator(self._tables)
        roots = [self._root(field, generator) for field in selection.fields]
        beneath = [own for root in roots for own in fields_of_rows(root.field)]
        return Plan(
            roots=roots,
            typenames=dict.fromkeys(selection.typenames, root_type.name),
            order=selection.order,
            computed=[
                self._beneath(own) for own in beneath if isinstance(own.reading, ReadComputed) and own.definition.args
            ],
            connections=[
                self._beneath(own)
                for own in beneath
                if isinstance(own.reading, ReadRelation) and own.reading.kind == "connection"
            ],
            source=generator.source,
            is_mutation=operation.kind is OperationType.MUTATION,
        )

    def _root(self, field: Field, generator: Generator) -> Root:
        if not isinstance(field.reading, ReadRoot):
            raise NotCompiledError(f"{field.name} is not declared as a root field")
        fusion = Fusion(self._scalars, self._ambient)
        layouts = {table: Layout(fusion, selections) for table, selections in entries(field).items()}
        given = Given(field.definition, field.nodes[0], converter(self._strawberry, field.definition))
        return Root(
            field, given, generator.value(field, layouts, rows=ARRAYS if field.reading.merged else RECORDS), layouts
        )

    def _beneath(self, field: Field) -> Beneath:
        return Beneath(field, Given(field.definition, field.nodes[0], converter(self._strawberry, field.definition)))


def fields_of_rows(field: Field) -> Iterator[Field]:
    """All fields below a root field."""
    for selection in field.below.values():
        for inner in selection.inside():
            yield from inner.fields
