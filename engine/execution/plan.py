"""A compiled operation: what a document became once, and how it answers each request.

Variables are never part of a plan, but for those of `@skip` and `@include`, whose values choose among plans.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from inspect import isawaitable
from typing import Any, NamedTuple, cast

from graphql import ExecutionResult, GraphQLError, is_non_null_type
from graphql.error import located_error
from graphql.execution.values import VariableValues
from sqlalchemy import ColumnElement, FromClause, select

from engine.declare.fields import ReadRelation, ReadRoot, taken_page
from engine.declare.pages import Cursors, PageArguments
from engine.declare.relation import Fetch, Pages
from engine.execution.arguments import Given
from engine.execution.completion import Completer, State
from engine.execution.fusion import Layout, Shapes, array_of_rows
from engine.execution.reference import ReadContext
from engine.execution.selection import Field
from engine.reads.loaders import AnyRow, Loaders, Reads, Row, Selected, shape_of
from engine.reads.statement import Shape, Statement, compiled


class NotPlannedError(Exception):
    """This request needs the reference executor: an argument beneath a row is wrong, which is an error in every row."""


@dataclass(slots=True)
class Root:
    """One root field: its function, what it selects of each table, and how its value becomes the answer."""

    field: Field
    given: Given
    complete: Completer
    layouts: Mapping[FromClause, Layout]
    statements: dict[tuple[object, ...], Statement] = attribute(default_factory=dict)

    @property
    def reading(self) -> ReadRoot:
        """What the field was declared as."""
        return cast("ReadRoot", self.field.reading)


class SelectedReads(Reads):
    """The statements of one root field, for one shape of the connections in it."""

    most_statements = 64

    def __init__(self, root: Root, cursors: Cursors, shapes: Shapes) -> None:
        self.cursors = cursors
        self._layouts = root.layouts
        self._shapes = shapes
        self._statements = root.statements
        self._variant = tuple(shapes.values())

    def columns(self, table: FromClause) -> Sequence[ColumnElement[Any]]:
        """The cells that the operation selects; of a table that no type shows, everything."""
        layout = self._layouts.get(table)
        return tuple(table.c) if layout is None else layout.columns(table, self._shapes)

    def merged(self, relations: tuple[Pages, ...], /) -> Statement:
        """One row with a JSON array for each relation: its rows' cells, each followed by its order's values."""

        def build() -> Statement:
            pages = (array_of_rows(relation, self._layouts.get(relation.table), self._shapes) for relation in relations)
            return compiled(select(*(page.label(f"list_{n}") for n, page in enumerate(pages))))

        return self._kept((relations, self._variant), build)

    def made(self, record: Mapping[str, object], table: FromClause) -> AnyRow:
        """A row for generated code, or for a resolver that reads a table of its own."""
        return Selected(record, table) if table in self._layouts else Row(record, table)


class PageBeneath(NamedTuple):
    """One page beneath every row: what was asked for, what that makes of the SQL, and the statement's parameters."""

    wanted: PageArguments
    shape: Shape
    parameters: Mapping[str, object]


@dataclass(slots=True)
class Beneath:
    """The arguments of one field beneath a row: the same for every row of a request.

    `page` is kept where no variable and no cursor takes part in it, and every request asks for the same.
    """

    field: Field
    given: Given
    page: PageBeneath | None = None


@dataclass(slots=True)
class Plan:
    """One operation, compiled. `source` is the generated Python."""

    roots: Sequence[Root]
    typenames: dict[str, object]
    order: Sequence[str]
    computed: Sequence[Beneath]
    connections: Sequence[Beneath]
    source: str
    is_mutation: bool

    async def run(self, variables: VariableValues, context: ReadContext) -> ExecutionResult:
        """Answer one request; raises `NotPlannedError` before anything ran when the reference must answer it."""
        cursors = context.loaders.cursors
        state = State(context.now, context.viewer, {}, {}, cursors)
        parameters, shapes = self._prepare(state, variables)
        context = cast("Any", context)
        runs = (
            self._root(
                root,
                state,
                variables,
                context,
                context.loaders.narrowed(SelectedReads(root, cursors, shapes), parameters),
            )
            for root in self.roots
        )
        try:
            answers = [await run for run in runs] if self.is_mutation else await together(list(runs))
        except GraphQLError as error:
            return ExecutionResult(data=None, errors=[*state.errors, error])
        found = {root.field.key: answer for root, answer in zip(self.roots, answers, strict=True)} | self.typenames
        return ExecutionResult(data={key: found[key] for key in self.order}, errors=state.errors or None)

    def _prepare(self, state: State, variables: VariableValues) -> tuple[dict[str, object], Shapes]:
        """Work out all arguments beneath rows: parameters for the statements, and the shapes of their pages."""
        parameters: dict[str, object] = {}
        shapes: dict[int, Shape] = {}
        try:
            for own in self.computed:
                state.arguments[own.field.number] = own.given.values(variables)
            for own in self.connections:
                page = own.page or page_beneath_rows(own, variables, state.cursors)
                if own.given.is_constant and page.wanted.cursor is None:
                    own.page = page
                state.pages[own.field.number], shapes[own.field.number] = page.wanted, page.shape
                parameters |= page.parameters
        except Exception as wrong:  # Whatever an argument raises is an error of its field, which the reference tells.
            raise NotPlannedError(str(wrong)) from wrong
        return parameters, shapes

    async def _root(
        self,
        root: Root,
        state: State,
        variables: VariableValues,
        context: Any,  # noqa: ANN401 - The request's context, whatever class it is.
        loaders: Loaders,
    ) -> object:
        """One root field: what it names is read and completed; an error is the field's own."""
        path = (None, root.field.key)
        try:
            value = await resolved(root, variables, replace(context, loaders=loaders))
            return root.complete(state, value, path)
        except Exception as raw:  # noqa: BLE001 - Whatever a root field raises is that field's error.
            error = located_error(raw, root.field.nodes, [root.field.key])
            if is_non_null_type(root.field.type):
                raise error from None
            state.errors.append(error)
            return None


def page_beneath_rows(own: Beneath, variables: VariableValues, cursors: Cursors) -> PageBeneath:
    """The page that a connection beneath rows was asked for; its parameters carry the field's number."""
    reading = cast("ReadRelation", own.field.reading)
    relation = cast("Pages", reading.relation)
    arguments = own.given.values(variables)
    wanted = taken_page(arguments)
    named = {} if reading.parameters is None else dict(reading.parameters(**arguments))
    shape = shape_of(relation, wanted, named)
    if wanted.cursor is not None:
        named |= cursors.read(relation, wanted.cursor)
    named["limit"] = wanted.size
    return PageBeneath(wanted, shape, {f"f{own.field.number}_{name}": value for name, value in named.items()})


async def resolved(root: Root, variables: VariableValues, context: Any) -> object:  # noqa: ANN401
    """Ask the root field's function, and read what it names."""
    arguments = root.given.values(variables)
    wanted = taken_page(arguments) if root.reading.paged else None
    answer = root.reading.function(context, **arguments)
    if isawaitable(answer):
        answer = await answer
    return await context.loaders.named(answer, wanted) if isinstance(answer, Fetch) else answer


async def together(runs: list[Any]) -> list[object]:
    """Run root fields at the same time; when one takes the whole answer along, the others are cancelled."""
    if len(runs) == 1:
        return [await runs[0]]
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run) for run in runs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
