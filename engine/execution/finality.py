"""Which fields the database finishes by itself. How it does is fusion.py's business."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from graphql import GraphQLOutputType, get_named_type, get_nullable_type, is_enum_type, is_non_null_type, is_object_type
from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, String
from sqlalchemy.types import TypeEngine

from engine.declare.fields import DEFINITION, ReadColumn, ReadComputed, ReadGroup, ReadIdentity, ReadRelation
from engine.declare.relation import as_element
from engine.execution.selection import Field, Selection

# PostgreSQL's functions take 100 arguments, and an object needs two a field.
MOST_FIELDS = 50

# The types of columns whose values are the specification's scalars already, in JSON as in Python.
STORED = {"Boolean": Boolean, "Float": Double, "ID": String, "Int": Integer, "String": String}


class Finality:
    """Decides what is final; `scalars` are the names of those that SQL can write."""

    def __init__(self, scalars: AbstractSet[str]) -> None:
        self._scalars = scalars

    def is_final(self, field: Field) -> bool:
        """Whether SQL alone can give this field's answer."""
        reading = field.reading
        match reading:
            case ReadIdentity(_, column):
                return not column.nullable
            case ReadColumn(column):
                return self.is_column(field.type, column) and not (column.nullable and is_non_null_type(field.type))
            case ReadGroup(columns):
                return self.is_final_group(field, columns)
            case ReadComputed(columns=columns, sql=sql):
                # With `sql` a declaration promises that nothing becomes null where no column is.
                may_be_null = any(column.nullable for column in columns)
                return (
                    sql is not None
                    and not field.definition.args
                    and self.is_leaf(field.type, as_element(sql(*columns)).type)
                    and not (may_be_null and is_non_null_type(field.type))
                )
            case ReadRelation():
                return self.is_final_relation(field, reading)
        return False

    def is_column(self, of: GraphQLOutputType, column: Column[Any]) -> bool:
        """Whether a column is the leaf's answer: of a scalar's type, or held to words that the enum all has.

        A column of floats may hold what is no number, which JSON cannot say and GraphQL refuses.
        """
        named = get_nullable_type(of)
        if not is_enum_type(named):
            return self.is_leaf(of, column.type) and not isinstance(column.type, Double)
        words = words_of(column)
        return words is not None and words <= {str(own.value) for own in named.values.values()}

    def is_leaf(self, of: GraphQLOutputType, kind: TypeEngine[Any]) -> bool:
        """Whether SQL of this type is the leaf's answer as it stands, or as a scalar known in SQL writes it.

        Where the types differ, graphql-core coerces: a number is a string's text, and 64 bits may not fit an Int.
        """
        name = str(get_nullable_type(of))
        return (
            name in self._scalars
            and isinstance(kind, STORED.get(name, TypeEngine))
            and not isinstance(kind, BigInteger)
        )

    def is_final_group(self, field: Field, columns: Mapping[str, Column[Any]]) -> bool:
        """Whether an object of columns is one that SQL can make: only its first column may say that there is none."""
        first = next(iter(columns.values()))
        if (first.nullable and is_non_null_type(field.type)) or len(field.only_below.order) > MOST_FIELDS:
            return False
        leaves = [(own, columns.get(attribute_of(own))) for own in field.only_below.fields]
        return all(
            column is not None
            and self.is_column(own.type, column)
            and not (column is not first and column.nullable and is_non_null_type(own.type))
            for own, column in leaves
        )

    def is_final_relation(self, field: Field, reading: ReadRelation) -> bool:
        """Whether the rows of a relation need no Python: every field below is final, and no cursor is asked for."""
        if reading.kind in {"exists", "count"}:
            return True
        if is_non_null_type(field.type) or not is_object_type(get_named_type(field.type)):
            return False
        if reading.kind != "connection":
            return self.is_final_row(field.only_below)
        given = {argument.name.value for argument in field.nodes[0].arguments or ()}
        edges = [own.only_below for own in field.only_below.fields if own.name == "edges"]
        parts = [*field.only_below.fields, *(own for edge in edges for own in edge.fields)]
        return (
            not given & {"last", "before"}
            and all(own.name in {"edges", "node", "nodes"} for own in parts)
            and all(len(selection.order) <= MOST_FIELDS for selection in (field.only_below, *edges))
            and all(own.name == "edges" or self.is_final_rows(own) for own in parts)
        )

    def is_final_rows(self, field: Field) -> bool:
        """Whether the rows that a part of a page shows are of one known type, and final."""
        return is_object_type(get_named_type(field.type)) and self.is_final_row(field.only_below)

    def is_final_row(self, selection: Selection) -> bool:
        """Whether a row is finished by SQL, as one JSON object."""
        return len(selection.order) <= MOST_FIELDS and all(self.is_final(own) for own in selection.fields)


def words_of(column: Column[Any]) -> frozenset[str] | None:
    """The words that a check on the table holds a column to, which the check says in its `info`; None without one."""
    for constraint in getattr(column.table, "constraints", ()):
        if constraint.info.get("column") == column.name:
            return frozenset(constraint.info["words"])
    return None


def attribute_of(field: Field) -> str:
    """The Python attribute behind a field of a plain object."""
    name: str = field.definition.extensions[DEFINITION].python_name
    return name
