"""One relation beneath a row of another statement: its own names for tables and parameters, tied to that row."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.visitors import replacement_traverse

from engine.declare.fields import ReadRelation
from engine.declare.relation import Expression, Sort, as_element
from engine.reads.statement import Shape, beyond, in_order


class Child:
    """The rows of one field, whose number makes its names its own; `ambient` parameters keep theirs."""

    def __init__(
        self, reading: ReadRelation, number: int, parent: FromClause, shape: Shape, ambient: frozenset[str]
    ) -> None:
        relation = reading.relation
        self._number = number
        self._parent = parent
        self._shape = shape
        self.table = relation.table.alias(f"t{number}")
        names = {relation.table: self.table}
        self._source: FromClause = self.table
        if relation.join is not None:
            link, condition = relation.join
            names[link] = getattr(link, "element", link).alias(f"l{number}")
            self._source = self.table.join(names[link], local(condition, names, number, ambient))
        self._conditions = [local(condition, names, number, ambient) for condition in relation.conditions(shape.given)]
        self.order = [Sort(local(sort.by, names, number, ambient), sort.descending) for sort in relation.order]
        key = local(as_element(cast("Expression", relation.key)), names, number, ambient)
        own = parent.c[reading.column.key]
        if reading.kind == "each":
            keys = func.unnest(own).table_valued("key", with_ordinality="place").render_derived(name=f"k{number}")
            self._source = self._source.join(keys, key == keys.c.key)
            self.order = [Sort(keys.c.place)]
        else:
            self._conditions.append(key == own)

    def rows(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """The parent's rows, in no order."""
        return select(*columns).select_from(self._source).where(*self._conditions).correlate(self._parent)

    def page(self, columns: Sequence[ColumnElement[Any]], extra: int) -> Select[Any]:
        """One page of them, `extra` rows longer than asked; parameters carry the field's number."""
        order = [Sort(sort.by, sort.descending != self._shape.backward) for sort in self.order]
        rows = self.rows(*columns).order_by(*in_order(order))
        if self._shape.from_cursor:
            rows = rows.where(beyond(order, f"f{self._number}_at_"))
        return rows.limit(bindparam(f"f{self._number}_limit", type_=Integer) + literal_column(str(extra)))


def local(
    expression: Expression, names: Mapping[FromClause, FromClause], number: int, ambient: frozenset[str]
) -> ColumnElement[Any]:
    """The expression over the renamed tables, its own parameters carrying the field's number."""

    def renamed(element: object, **_: object) -> object:
        if isinstance(element, Column) and element.table in names:
            return names[element.table].c[element.key]
        if isinstance(element, BindParameter) and not element.unique and element.key not in ambient:
            name = f"f{number}_{element.key}"
            if element.required:
                return bindparam(name, type_=element.type)
            return bindparam(name, element.value, type_=element.type)
        return None

    return cast("ColumnElement[Any]", replacement_traverse(as_element(expression), {}, cast("Any", renamed)))
