"""Python source for selections: one function a selection, which turns a row's cells or an object into its answer.

The source is meant to be read: `doorstep explain` prints it. Names ending in a number belong to the field or selection
with that number.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from inspect import iscoroutinefunction
from typing import Any, cast
from uuid import UUID

from graphql import (
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy import ARRAY, JSON, Boolean, Column, DateTime, Double, FromClause, Integer, String, Uuid
from sqlalchemy.types import TypeEngine

from engine.declare.fields import DEFINITION, ReadComputed, ReadGroup, ReadRelation, columns_of
from engine.declare.relation import Pages
from engine.execution import completion
from engine.execution.completion import Completer, Slot
from engine.execution.fusion import Access, Layout
from engine.execution.selection import Field, NotCompiledError, Selection, table_of

Layouts = Mapping[FromClause, Layout]

# How a row's cells reach Python: as a record of the driver, as a JSON array, or as one beneath another row.
RECORDS, ARRAYS, BENEATH = "records", "arrays", "beneath"

# How values of these column types are read back from JSON; those that JSON keeps as they are need nothing.
READERS: Mapping[type[TypeEngine[Any]], str] = {
    **dict.fromkeys((Boolean, Integer, String, JSON), ""),
    DateTime: "datetime.fromisoformat",
    Double: "float",
    Uuid: "UUID",
}


# A row that the database finished is spliced in from a record, and stands in an array as it is.
WHOLE = {RECORDS: completion.spliced_row, ARRAYS: completion.parsed_row, BENEATH: completion.row_beneath}


class Generator:
    """Writes and compiles the functions of one plan. `tables` tells the GraphQL type of a table's rows."""

    def __init__(self, tables: Mapping[FromClause, str]) -> None:
        self._tables = tables
        self._source: list[str] = []
        self._names: dict[str, object] = {
            "Fragment": completion.splice,
            "UUID": UUID,
            "careful": completion.careful,
            "datetime": datetime,
            "each": completion.each,
            "parsed": completion.parsed,
        }

    @property
    def source(self) -> str:
        """All functions so far."""
        return "\n\n".join(self._source)

    def value(self, field: Field, layouts: Layouts, *, rows: str) -> Completer:
        """The completer of a field's value; rows in it are laid out as `layouts` say, by table."""
        return self._typed(field.type, field, layouts, rows=rows)

    def _typed(self, graphql_type: GraphQLOutputType, field: Field, layouts: Layouts, *, rows: str) -> Completer:
        if is_non_null_type(graphql_type):
            inner = self._typed(graphql_type.of_type, field, layouts, rows=rows)
            return completion.required(inner, f"{field.parent.name}.{field.name}")
        if is_list_type(graphql_type):
            of = graphql_type.of_type
            inner = self._typed(of, field, layouts, rows=rows)
            return completion.items(inner, field.nodes, nullable=not is_non_null_type(of))
        if is_leaf_type(graphql_type):
            return completion.leaf(graphql_type)
        asked = completion.Asked(field.name, [below.type for below in field.below.values()])
        if not is_abstract_type(graphql_type):
            made = self._object(field.only_below, layouts, rows=rows)
            return completion.of_class(made, cast("GraphQLObjectType", graphql_type), asked)
        if rows == BENEATH and layouts:
            return completion.present(self._object(self._of_rows(field, layouts), layouts, rows=rows))
        of_types = {name: self._object(below, layouts, rows=rows) for name, below in field.below.items()}
        return completion.of_type(of_types, self._tables, graphql_type, asked)

    def _of_rows(self, field: Field, layouts: Layouts) -> Selection:
        """The selection for the only rows that can stand beneath a row in a field of an open type."""
        (table,) = layouts
        if self._tables.get(table) not in field.below:
            raise NotCompiledError(f"{field.parent.name}.{field.name} cannot be the rows of its relation")
        return field.below[self._tables[table]]

    def _object(self, selection: Selection, layouts: Layouts, *, rows: str) -> Completer:
        """The function of one selection, written and compiled."""
        if not selection.reads_rows:
            return self._written(selection, [self._attribute(own, layouts, rows=rows) for own in selection.fields])
        layout = layouts.get(table_of(selection.type))
        if layout is None:
            raise NotCompiledError(f"{selection.type.name} comes without rows")
        if selection in layout.whole:
            return WHOLE[rows](layout.whole[selection])
        values = [self._cell(own, layout.access[own], rows=rows) for own in selection.fields]
        return self._written(selection, values, "value" if rows == BENEATH else "value.record")

    def _written(self, selection: Selection, values: Sequence[str], source: str = "value") -> Completer:
        name = f"{'row' if selection.reads_rows else 'object'}_{selection.number}"
        answers = dict(zip((own.key for own in selection.fields), values, strict=True))
        typename = repr(selection.type.name)
        by_key = {own.key: own for own in selection.fields}
        lines = [f"        {key!r}: {answers.get(key, typename)}," for key in selection.order]
        slots = [self._slot(key, by_key.get(key), answers.get(key, typename)) for key in selection.order]
        self._source.append(
            f"def {name}(state, value, path):  # {selection.type.name}\n"
            f"    row = {source}\n    kept = len(state.errors)\n"
            f"    if state.is_careful:\n        return careful(state, slots_{selection.number}, row, path, kept)\n"
            "    try:\n        return {\n"
            + "\n".join(f"    {line}" for line in lines)
            + "\n        }\n    except Exception:\n"
            f"        return careful(state, slots_{selection.number}, row, path, kept)"
        )
        exec(compile(self._source[-1], f"<plan {name}>", "exec"), self._names)  # noqa: S102 - Made from the schema.
        self._names[f"slots_{selection.number}"] = slots
        return cast("Completer", self._names[name])

    def _slot(self, key: str, field: Field | None, expression: str) -> Slot:
        """The same expression on its own; its path is the slot's and stands where the fast way pairs it up."""
        alone = expression.replace(f"(path, {key!r})", "path")
        complete = eval(f"lambda state, row, path: {alone}", self._names)  # noqa: S307 - Made from the schema.
        nullable = field is not None and not is_non_null_type(field.type)
        return Slot(key, complete, nullable, [] if field is None else field.nodes)

    def _attribute(self, field: Field, layouts: Layouts, *, rows: str) -> str:
        """A field of a plain object."""
        name = field.definition.extensions[DEFINITION].python_name
        self._names[f"done_{field.number}"] = self._typed(field.type, field, layouts, rows=rows)
        return f"done_{field.number}(state, row.{name}, (path, {field.key!r}))"

    def _cell(self, field: Field, access: Access, *, rows: str) -> str:
        """A field of a row."""
        cells = [f"row[{place}]" for place in access.cells]
        match access.kind:
            case "value":
                return cells[0]
            case "json":
                return cells[0] if rows != RECORDS else f"Fragment({cells[0]})"
            case "rows":
                rows = cells[0] if rows != RECORDS else f"parsed({cells[0]})"
                self._names[f"done_{field.number}"] = self._relation(field, cast("Layout", access.layout))
                return f"done_{field.number}(state, {rows}, (path, {field.key!r}))"
        self._names[f"done_{field.number}"] = self._typed(field.type, field, {}, rows=rows)
        values = cells if rows == RECORDS else list(map(self._read, cells, columns_of(field.reading)))
        inner = values[0] if access.kind == "leaf" else self._call(field, values)
        return f"done_{field.number}(state, {inner}, (path, {field.key!r}))"

    def _relation(self, field: Field, layout: Layout) -> Completer:
        reading = cast("ReadRelation", field.reading)
        complete = self._typed(field.type, field, {reading.relation.table: layout}, rows=BENEATH)
        if reading.kind == "connection":
            return completion.page(cast("Pages", reading.relation), field.number, complete)
        return complete

    def _call(self, field: Field, values: list[str]) -> str:
        if isinstance(field.reading, ReadGroup):
            self._names[f"function_{field.number}"] = completion.grouped(field.reading.columns)
            return f"function_{field.number}({', '.join(values)})"
        reading = cast("ReadComputed", field.reading)
        if iscoroutinefunction(reading.function):
            raise NotCompiledError(f"{field.parent.name}.{field.name} waits for something")
        self._names[f"function_{field.number}"] = reading.function
        values = [*values, *(f"{name}=state.{name}" for name in sorted(reading.ambient))]
        if field.definition.args:
            values.append(f"**state.arguments[{field.number}]")
        return f"function_{field.number}({', '.join(values)})"

    @staticmethod
    def _read(cell: str, column: Column[object]) -> str:
        """A value that came through JSON as the driver would have given it."""
        kind = column.type
        each = kind.item_type if isinstance(kind, ARRAY) else kind
        reader = next((reader for stored, reader in READERS.items() if isinstance(each, stored)), None)
        if reader is None:
            raise NotCompiledError(f"JSON does not keep what {column} holds")
        if not reader:
            return cell
        read = f"{reader}({cell})" if each is kind else f"each({reader}, {cell})"
        return f"({read} if {cell} is not None else None)" if column.nullable else read
