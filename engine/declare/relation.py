"""Relations: which rows belong to a key, in which order, and who may see them. Declared once, for every executor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, SQLColumnExpression, select
from sqlalchemy.orm import DeclarativeBase

# A column or an expression over columns, mapped or not, of whatever type: SQLAlchemy types them by value.
Expression = SQLColumnExpression[Any]
Condition = SQLColumnExpression[bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may see a relation's rows.

    `condition` is SQL over the row and the viewer's parameters (`viewer_id`, ...); None adds nothing to the statement.
    """

    name: str
    condition: Condition | None = None


EVERYONE = Rule("everyone")
# The rows are reached only through a parent row that the viewer may see, and are as visible as that.
AS_PARENT = Rule("as the parent")


@dataclass(frozen=True, slots=True)
class Sort:
    """One term of an order. The expression is never NULL: keyset pages compare it (coalesce what may be missing)."""

    by: ColumnElement[Any]
    descending: bool = False


def ascending(expression: Expression) -> Sort:
    """Smallest first."""
    return Sort(never_null(expression))


def descending(expression: Expression) -> Sort:
    """Largest first."""
    return Sort(never_null(expression), descending=True)


def never_null(expression: Expression) -> ColumnElement[Any]:
    """The expression as SQL; a nullable column is refused."""
    element = as_element(expression)
    if getattr(element, "nullable", False) and not getattr(element, "primary_key", False):
        message = f"{element} may be NULL and cannot order a page; coalesce it"
        raise TypeError(message)
    return element


def as_element(expression: Expression) -> ColumnElement[Any]:
    """The SQL behind a mapped attribute, or the expression itself."""
    element = getattr(expression, "__clause_element__", lambda: expression)()
    if not isinstance(element, ColumnElement):
        message = f"{expression!r} is no column expression"
        raise TypeError(message)
    return element


@dataclass(frozen=True, eq=False, kw_only=True)
class Relation:
    """Rows of `model` (a mapped class, or a subquery) for a key.

    `key` is the column that holds the parent's key; with `join` it may stand in another table. Without a key the
    relation is a list of its own, narrowed by `where`. `where` may use bound parameters by name: those of the viewer
    and the clock are always there, others come from the field that reads the relation. An `optional` condition is part
    of the statement only when the parameter of its name has a value, so that no plan is made for filters unused.
    """

    name: str
    model: type[DeclarativeBase] | FromClause
    visible: Rule
    key: Expression | None = None
    join: tuple[FromClause, Condition] | None = None
    where: Sequence[Condition] = ()
    optional: Mapping[str, Condition] = field(default_factory=dict)
    order: Sequence[Sort] = ()

    @property
    def key_column(self) -> ColumnElement[Any] | None:
        """The column of the key, as SQL."""
        return None if self.key is None else as_element(self.key)

    @property
    def table(self) -> FromClause:
        """The table whose rows this relation yields."""
        return self.model if isinstance(self.model, FromClause) else self.model.__table__

    def given(self, parameters: Mapping[str, object]) -> frozenset[str]:
        """The optional conditions that these parameters bring in."""
        return frozenset(name for name in self.optional if parameters.get(name) is not None)

    def conditions(self, given: frozenset[str] = frozenset()) -> list[Condition]:
        """All that narrows the rows, the viewer's rule included."""
        rule = [] if self.visible.condition is None else [self.visible.condition]
        return [*self.where, *(own for name, own in self.optional.items() if name in given), *rule]

    def rows(self, *columns: Expression, given: frozenset[str] = frozenset()) -> Select[Any]:
        """The rows of every key, in no order."""
        source = self.table if self.join is None else self.table.join(*self.join)
        return select(*columns).select_from(source).where(*self.conditions(given))


@dataclass(frozen=True, eq=False, kw_only=True)
class One(Relation):
    """At most one row for a key."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Many(Relation):
    """All rows for a key, in order; for lists that are short by nature, such as a product's options."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Pages(Relation):
    """A Relay connection: the rows for a key in an order that ends with a unique column, read a page at a time."""

    @cached_property
    def list_name(self) -> str:
        """The name with the order: what a cursor belongs to. One from before the order was changed is refused."""
        return ", ".join([self.name, *(f"{sort.by} {sort.by.type} {sort.descending}" for sort in self.order)])


@dataclass(frozen=True, slots=True, eq=False)
class Fetch:
    """What a root field names: rows of a relation, by key or by parameters; the executor reads them.

    With `missing`, a key without a row is a `NOT_FOUND` error with that text, and not a null. `first_look` are
    parameters that narrow a page to the beginning of its order: one that is full with them, and has more behind it, is
    the page.
    """

    relation: Relation
    key: object = None
    parameters: dict[str, object] = field(default_factory=dict)
    missing: str | None = None
    first_look: dict[str, object] = field(default_factory=dict)
