"""SQL text, made once: a SQLAlchemy Core statement becomes text and its parameters' names, run on asyncpg as is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    Tuple,
    and_,
    bindparam,
    column,
    func,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, dialect
from sqlalchemy.sql.visitors import replacement_traverse

from engine.declare.relation import Expression, Pages, Relation, Sort, as_element


class InlineConstants(PGCompiler_asyncpg):
    """Writes constants into the SQL; parameters are for what differs between requests.

    A constant that hides in a parameter keeps a generic plan from using a partial index, and travels with each request.
    """

    def visit_bindparam(self, bindparam: Any, *flags: Any, **keywords: Any) -> Any:  # noqa: ANN401 - As declared there.
        """A parameter, or the constant itself."""
        if bindparam.unique and isinstance(bindparam.value, str | int | float | bool):
            return self.render_literal_bindparam(bindparam, **keywords)  # type: ignore[no-untyped-call]
        return super().visit_bindparam(bindparam, *flags, **keywords)  # type: ignore[no-untyped-call]


DIALECT = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its dialects untyped.
DIALECT.statement_compiler = InlineConstants
KEY = "_key"
CLOSE = "close_"


class Shape(NamedTuple):
    """What of a page changes its SQL: its direction, whether it begins at a cursor, and the conditions brought in.

    `close` are the parameters of a first look; their values come under the same names with `close_` before.
    """

    backward: bool
    from_cursor: bool
    given: frozenset[str]
    close: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Statement:
    """Finished SQL with `$n` placeholders. `names[n - 1]` is the parameter's name, `constants` holds the literals."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, object]

    def values(self, parameters: Mapping[str, object]) -> list[object]:
        """The parameters in the order of their placeholders."""
        return [parameters[name] if name in parameters else self.constants[name] for name in self.names]


def compiled(statement: Select[Any] | CompoundSelect[Any]) -> Statement:
    """Compile for asyncpg. A parameter that nobody supplies fails here and now in `values`, not in the server."""
    result = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    names = tuple(result.positiontup or ())
    return Statement(result.string, names, {k: v for k, v in result.params.items() if v is not None})


def rows_by_key(relation: Relation, columns: Sequence[Expression]) -> Statement:
    """All rows of `One` and `Many` for the keys in parameter `keys`, each with its key as `_key`."""
    key = relation.key_column
    if key is None:
        return compiled(relation.rows(*columns).order_by(*in_order(relation.order)))
    statement = relation.rows(*columns, key.label(KEY)).where(key == func.any(keys_of(key)))
    return compiled(statement.order_by(*in_order(relation.order)))


def counts_by_key(relation: Relation, _columns: Sequence[Expression]) -> Statement:
    """How many rows each of the keys has, as `count`; a key without rows is not among the answers."""
    key = cast("ColumnElement[Any]", relation.key_column)
    statement = relation.rows(key.label(KEY), func.count().label("count")).where(key == func.any(keys_of(key)))
    return compiled(statement.group_by(key))


def keys_of(key: ColumnElement[Any]) -> BindParameter[Sequence[object]]:
    """The parameter `keys`, an array of the key's type."""
    return bindparam("keys", type_=ARRAY(key.type))


def page_of_rows(relation: Pages, columns: Sequence[Expression], *, shape: Shape) -> Statement:
    """One page for each of the parameter `keys`: at most `limit` rows, beyond the cursor's values `at_0`, `at_1`, ....

    The order's values come along as `_order_0`, ...: they are what a cursor is made of. A lateral join reads each key's
    page from the index and stops there, however many rows the key has.
    """
    page, order = ordered_page(relation, columns, shape)
    key = relation.key_column
    if key is None:
        return compiled(looked_close_first(relation, columns, shape, page) if shape.close else page)
    keys = func.unnest(keys_of(key)).table_valued(column("key", key.type)).render_derived(name="keys")
    rows = page.where(key == keys.c.key).lateral("page")
    return compiled(
        select(rows, keys.c.key.label(KEY)).select_from(keys.join(rows, true())).order_by(*keyed(rows, order))
    )


def ordered_page(relation: Pages, columns: Sequence[Expression], shape: Shape) -> tuple[Select[Any], list[Sort]]:
    """At most `limit` rows of every key, with the order's values, and that order."""
    order = [Sort(sort.by, sort.descending != shape.backward) for sort in relation.order]
    values = [sort.by.label(f"_order_{index}") for index, sort in enumerate(order)]
    page = relation.rows(*columns, *values, given=shape.given).order_by(*in_order(order))
    page = page.limit(bindparam("limit", type_=Integer))
    return (page.where(beyond(order)) if shape.from_cursor else page), order


def looked_close_first(
    relation: Pages, columns: Sequence[Expression], shape: Shape, page: Select[Any]
) -> CompoundSelect[Any]:
    """The page with the first look's parameters if they fill it; only else the page itself, which then is not run."""

    def renamed(element: object, **_: object) -> object:
        if isinstance(element, BindParameter) and element.key in shape.close:
            return bindparam(CLOSE + element.key, type_=element.type)
        return None

    where = [replacement_traverse(as_element(own), {}, cast("Any", renamed)) for own in relation.where]
    close = ordered_page(replace(relation, where=where), columns, shape)[0].cte("close")
    found = select(func.count()).select_from(close).scalar_subquery()
    limit = bindparam("limit", type_=Integer)
    around = page.subquery("around")
    return union_all(select(close).where(found >= limit), select(around).where(found < limit))


def keyed(rows: FromClause, order: Sequence[Sort]) -> list[ColumnElement[Any]]:
    """The order of a page, spoken through the columns the lateral query gave back."""
    return in_order([Sort(rows.c[f"_order_{index}"], sort.descending) for index, sort in enumerate(order)])


def in_order(order: Sequence[Sort]) -> list[ColumnElement[Any]]:
    """The terms of ORDER BY."""
    return [sort.by.desc() if sort.descending else sort.by.asc() for sort in order]


def beyond(order: Sequence[Sort], prefix: str = "at_") -> ColumnElement[bool]:
    """Rows that come after the cursor's row in this order.

    One direction compares as a row value, which an index answers in one descent (PostgreSQL, Row-wise Comparison);
    mixed directions are spelled out term by term.
    """
    places = [bindparam(f"{prefix}{index}", type_=sort.by.type) for index, sort in enumerate(order)]
    if len({sort.descending for sort in order}) == 1:
        left: Tuple = tuple_(*(sort.by for sort in order))
        right: Tuple = tuple_(*places)
        return left < right if order[0].descending else left > right
    ties: list[ColumnElement[bool]] = []
    terms: list[ColumnElement[bool]] = []
    for sort, place in zip(order, places, strict=True):
        terms.append(and_(*ties, sort.by < place if sort.descending else sort.by > place))
        ties.append(sort.by == place)
    return or_(*terms)
