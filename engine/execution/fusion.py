"""SQL for selections: what the database can finish becomes JSON there, and relations join their parent's row.

A field is *final* when SQL gives its answer as it stands. A row whose fields are all final is one JSON object; any
other row brings its values as cells, from which generated Python makes the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from graphql import get_named_type, is_enum_type, is_leaf_type, is_non_null_type
from sqlalchemy import (
    Column,
    ColumnElement,
    Double,
    FromClause,
    Integer,
    Text,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy import cast as sql_cast

from engine.declare.fields import ReadColumn, ReadComputed, ReadGroup, ReadIdentity, ReadRelation
from engine.declare.relation import Pages, as_element
from engine.execution.finality import Finality, attribute_of
from engine.execution.leaves import SCALARS, ScalarsInSql, enum_name
from engine.execution.selection import Field, NotCompiledError, Selection, entries
from engine.reads.child import Child
from engine.reads.json_text import (
    NULL,
    Parts,
    array_text,
    as_bytes,
    as_json,
    hexadecimal,
    leaf_parts,
    listed,
    object_text,
)
from engine.reads.statement import Shape, in_order

# PostgreSQL's functions take 100 arguments; an array of cells leaves room for the values that a page is ordered by.
MOST_CELLS = 90

# The kinds of cells that are the text of some JSON already.
TEXTS = frozenset({"json", "rows"})

# The shape of each connection in a statement, by its field's number.
Shapes = Mapping[int, Shape]
Build = Callable[[FromClause, Shapes], ColumnElement[Any]]
# A relation that is no connection is read whole.
WHOLE = Shape(backward=False, from_cursor=False, given=frozenset())


@dataclass(frozen=True, slots=True)
class Access:
    """Where a field finds its value in a row's cells.

    `value` and `json` are answers as they stand; `leaf` is a raw value to be coerced; `call` are a function's inputs;
    `group` are an object's values; `rows` is what a relation found, each row laid out as `layout` says.
    """

    kind: str
    cells: tuple[int, ...]
    layout: "Layout | None" = None


class Layout:
    """The cells that one or more selections of the same table need, each only once.

    A selection that the database finishes whole is one cell.
    """

    def __init__(self, fusion: "Fusion", selections: Sequence[Selection]) -> None:
        self.cells: list[Build] = []
        self.kinds: list[str] = []
        self.access: dict[Field, Access] = {}
        self.whole: dict[Selection, int] = {}
        self._places: dict[object, int] = {}
        for selection in selections:
            if fusion.finishes(selection):
                self.whole[selection] = self.cell(selection, partial(fusion.row, selection), "json")
                continue
            for field in selection.fields:
                self.access[field] = fusion.access(field, self)
        if len(self.cells) > MOST_CELLS:
            raise NotCompiledError("more fields of one row than a statement can carry")

    def cell(self, identity: object, build: Build, kind: str = "value") -> int:
        """The place of a cell, which is made once for all that ask for it."""
        place = self._places.get(identity)
        if place is None:
            place = self._places[identity] = len(self.cells)
            self.cells.append(build)
            self.kinds.append(kind)
        return place

    def columns(self, table: FromClause, shapes: Shapes) -> list[ColumnElement[Any]]:
        """The cells as the columns of a statement; JSON goes as text, to be spliced or parsed once."""
        if not self.cells:
            # Of these rows only their number counts; SQLAlchemy wants a column.
            return [literal_column("1").label("c0")]
        built = (build(table, shapes) for build in self.cells)
        cells = (as_bytes(cell) if kind in TEXTS else cell for cell, kind in zip(built, self.kinds, strict=True))
        return [cell.label(f"c{place}") for place, cell in enumerate(cells)]

    def array(self, table: FromClause, shapes: Shapes, *more: ColumnElement[Any]) -> ColumnElement[Any]:
        """The cells, and more behind them, as the text of one JSON array."""
        built = (build(table, shapes) for build in self.cells)
        cells = (
            func.coalesce(cell, NULL) if kind in TEXTS else as_json(exact(cell) if kind == "raw" else cell)
            for cell, kind in zip(built, self.kinds, strict=True)
        )
        return array_text([*cells, *more])


class Fusion:
    """Builds the SQL; `ambient` are the parameters that mean the same everywhere."""

    def __init__(self, scalars: ScalarsInSql, ambient: frozenset[str]) -> None:
        self._scalars = {**SCALARS, **scalars}
        # What an app's own scalars write in SQL is text that needs no escaping, such as a date.
        self._own = frozenset(scalars)
        self._finality = Finality(self._scalars.keys())
        self._ambient = ambient

    def finishes(self, selection: Selection) -> bool:
        """Whether the database gives a row's whole answer, as one JSON object."""
        return bool(selection.order) and self._finality.is_final_row(selection)

    def access(self, field: Field, layout: Layout) -> Access:
        """Put what a field needs into a layout."""
        reading = field.reading
        if self._finality.is_final(field):
            kind = "value" if is_leaf_type(get_named_type(field.type)) else "json"
            leaf = get_named_type(field.type).name
            identity = ("final", reading, leaf) if isinstance(reading, ReadColumn | ReadIdentity) else field
            return Access(kind, (layout.cell(identity, lambda t, s: self.final(field, t, s), kind),))
        match reading:
            case ReadColumn(column):
                return Access("leaf", (raw(column, layout),))
            case ReadComputed(columns=columns):
                return Access("call", tuple(raw(column, layout) for column in columns))
            case ReadGroup(columns):
                return Access("group", tuple(raw(column, layout) for column in columns.values()))
            case ReadRelation():
                # Of a page, no row may be selected at all: only its cursors, or whether there is more.
                below = Layout(self, entries(field).get(reading.relation.table, []))
                place = layout.cell(field, lambda t, s: self.arrays(field, below, t, s), "rows")
                return Access("rows", (place,), below)
        raise NotCompiledError(f"{field.parent.name}.{field.name} is not declared over a row")

    def final(self, field: Field, table: FromClause, shapes: Shapes) -> ColumnElement[Any]:
        """The SQL of a final field."""
        match field.reading:
            case ReadColumn(column):
                return self.leaf(field, table.c[column.key])
            case ReadIdentity(kind, column):
                return literal(f"{kind.lower()}_", Text) + hexadecimal(table.c[column.key])
            case ReadGroup(columns):
                return self.group(field.only_below, columns, table)
            case ReadComputed(columns=columns, sql=sql):
                return self.leaf(field, as_element(cast("Any", sql)(*(table.c[column.key] for column in columns))))
            case ReadRelation() as reading:
                return self.relation(field, reading, table, shapes)
        raise NotCompiledError(f"{field.parent.name}.{field.name} is not final")

    def leaf(self, field: Field, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """SQL as the GraphQL leaf type writes it."""
        named = get_named_type(field.type)
        return enum_name(named, value) if is_enum_type(named) else self._scalars[named.name](value)

    def parts(self, field: Field, table: FromClause, shapes: Shapes) -> Parts:
        """A final field as the text of its JSON."""
        match field.reading:
            case ReadColumn(column):
                return self.leaf_parts(field, self.leaf(field, table.c[column.key]), nullable=bool(column.nullable))
            case ReadIdentity(kind, column):
                return [f'"{kind.lower()}_', hexadecimal(table.c[column.key]), '"']
            case ReadComputed():
                nullable = not is_non_null_type(field.type)
                return self.leaf_parts(field, self.final(field, table, shapes), nullable=nullable)
        answer = self.final(field, table, shapes)
        if is_leaf_type(get_named_type(field.type)):
            return [sql_cast(answer, Text)]
        return [func.coalesce(answer, NULL)]

    def leaf_parts(self, field: Field, value: ColumnElement[Any], *, nullable: bool) -> Parts:
        """A leaf's value as the text of its JSON; what an app's own scalars write in SQL needs no escaping."""
        named = get_named_type(field.type)
        quoted = named.name in self._own or is_enum_type(named)
        return leaf_parts(value, named.name, quoted=quoted, nullable=nullable)

    def object(self, selection: Selection, answers: Mapping[str, Parts]) -> ColumnElement[Any]:
        """The text of a JSON object with the selection's keys in the order of the answer."""
        return object_text(selection.order, answers, selection.type.name)

    def group(self, selection: Selection, columns: Mapping[str, Column[Any]], table: FromClause) -> ColumnElement[Any]:
        """An object made of the row's own columns."""
        first = next(iter(columns.values()))
        answers: dict[str, Parts] = {}
        for own in selection.fields:
            column = columns[attribute_of(own)]
            nullable = bool(column.nullable) and column is not first
            answers[own.key] = self.leaf_parts(own, self.leaf(own, table.c[column.key]), nullable=nullable)
        made = self.object(selection, answers)
        return case((table.c[first.key].is_not(None), made)) if first.nullable else made

    def row(self, selection: Selection, table: FromClause, shapes: Shapes) -> ColumnElement[Any]:
        """A final row as the text of one JSON object."""
        return self.object(selection, {own.key: self.parts(own, table, shapes) for own in selection.fields})

    def relation(self, field: Field, reading: ReadRelation, table: FromClause, shapes: Shapes) -> ColumnElement[Any]:
        """A final relation."""
        child = self._child(field, table, shapes)
        match reading.kind:
            case "exists":
                return exists(child.rows(literal_column("1")))
            case "count":
                return child.rows(func.count()).scalar_subquery()
            case "one":
                return child.rows(self.row(field.only_below, child.table, shapes)).limit(1).scalar_subquery()
            case "connection":
                return self.connection(field, child, shapes)
        item = self.row(field.only_below, child.table, shapes)
        return child.rows(listed(item, child.order)).scalar_subquery()

    def _child(self, field: Field, table: FromClause, shapes: Shapes) -> Child:
        shape = shapes.get(field.number, WHOLE)
        return Child(cast("ReadRelation", field.reading), field.number, table, shape, self._ambient)

    def connection(self, field: Field, child: Child, shapes: Shapes) -> ColumnElement[Any]:
        """A final page, which asks for `nodes` and `edges { node }` alone."""
        rows = [selection for found in entries(field).values() for selection in found]
        columns = [self.row(own, child.table, shapes).label(f"n{own.number}") for own in rows]
        page = child.page(columns or [literal_column("1").label("n0")], extra=0).subquery(f"p{field.number}")
        answers: dict[str, Parts] = {}
        for own in field.only_below.fields:
            if own.name == "nodes":
                answers[own.key] = [listed(page.c[f"n{own.only_below.number}"], [])]
                continue
            nodes: dict[str, Parts] = {
                edge.key: [page.c[f"n{edge.only_below.number}"]] for edge in own.only_below.fields
            }
            answers[own.key] = [listed(self.object(own.only_below, nodes), [])]
        made = self.object(field.only_below, answers)
        return select(made).select_from(page).scalar_subquery() if answers else made

    def arrays(self, field: Field, layout: Layout, table: FromClause, shapes: Shapes) -> ColumnElement[Any]:
        """A relation that Python finishes: each row an array of its cells, behind them a page's order values."""
        reading = cast("ReadRelation", field.reading)
        child = self._child(field, table, shapes)
        if reading.kind == "one":
            return child.rows(layout.array(child.table, shapes)).limit(1).scalar_subquery()
        if reading.kind != "connection":
            return child.rows(listed(layout.array(child.table, shapes), child.order)).scalar_subquery()
        values = [as_json(sort.by) for sort in child.order]
        item = layout.array(child.table, shapes, *values).label("item")
        page = child.page([item], extra=1).subquery(f"p{field.number}")
        return select(listed(page.c.item, [])).scalar_subquery()


def array_of_rows(relation: Pages, layout: Layout | None, shapes: Shapes) -> ColumnElement[Any]:
    """The first `limit` rows of a relation without a key as one JSON array of arrays, as text.

    Where nothing is selected of the rows there is no layout; how many there are still counts.
    """
    values = [as_json(sort.by) for sort in relation.order]
    item = layout.array(relation.table, shapes, *values) if layout else array_text(values)
    page = relation.rows(item.label("item"))
    page = page.order_by(*in_order(relation.order)).limit(bindparam("limit", type_=Integer))
    rows = page.subquery()
    return as_bytes(select(listed(rows.c.item, [])).scalar_subquery())


def raw(column: Column[Any], layout: Layout) -> int:
    """The cell of a column as it is."""
    return layout.cell(("raw", column), lambda table, _: table.c[column.key], "raw")


def exact(cell: ColumnElement[Any]) -> ColumnElement[Any]:
    """A float goes to Python as text: JSON's -0 would lose its sign there, and NaN is no number in JSON."""
    return sql_cast(cell, Text) if isinstance(cell.type, Double) else cell
