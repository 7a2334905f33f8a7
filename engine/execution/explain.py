"""A plan for people to read: what the database finishes, what Python does, and which rows come along with which."""

from collections.abc import Iterator, Mapping

from sqlalchemy import FromClause

from engine.declare.fields import ReadComputed, ReadRelation
from engine.execution.fusion import Layout
from engine.execution.plan import Plan
from engine.execution.selection import Field, Selection, table_of

WAYS = {
    "value": "by the database",
    "json": "by the database, as JSON",
    "leaf": "a column, checked in Python",
    "call": "computed in Python",
    "rows": "rows beneath, finished in Python",
}


def tree(plan: Plan) -> str:
    """The fields of an operation, indented as it selects them, each with the way it is answered."""
    lines: list[str] = []
    for root in plan.roots:
        how = " merged into one statement" if root.reading.merged else ""
        lines.append(f"{root.field.key}: {root.reading.function.__name__}{how}, visible to {root.reading.visible.name}")
        lines += below(root.field, root.layouts, 1)
    return "\n".join(lines)


def below(field: Field, layouts: Mapping[FromClause, Layout], depth: int) -> Iterator[str]:
    """What is selected of a field's value."""
    for selection in field.below.values():
        if not selection.order:
            continue
        if len(field.below) > 1:
            yield f"{'  ' * depth}... on {selection.type.name}"
        yield from fields(selection, layouts, depth + (len(field.below) > 1))


def fields(selection: Selection, layouts: Mapping[FromClause, Layout], depth: int) -> Iterator[str]:
    """The fields of one selection."""
    layout = layouts.get(table_of(selection.type)) if selection.reads_rows else None
    if layout is not None and selection in layout.whole:
        yield f"{'  ' * depth}whole rows by the database: {', '.join(selection.order)}"
        return
    for field in selection.fields:
        access = None if layout is None else layout.access.get(field)
        if access is None:
            yield f"{'  ' * depth}{field.key}"
            yield from below(field, layouts, depth + 1)
            continue
        yield f"{'  ' * depth}{field.key}: {WAYS[access.kind]}{detail(field)}"
        if access.layout is not None:
            table = field.reading.relation.table if isinstance(field.reading, ReadRelation) else selection.type
            yield from below(field, {table: access.layout} if isinstance(table, FromClause) else {}, depth + 1)


def detail(field: Field) -> str:
    """Which function or relation answers a field."""
    match field.reading:
        case ReadComputed(function=function):
            return f" ({function.__module__}.{function.__qualname__})"
        case ReadRelation(relation=relation):
            return f" ({relation.name})"
        case _:
            return ""
