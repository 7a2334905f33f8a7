"""What scalars and enums write, in SQL: the specification's own here, an app's by the functions it gives."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLEnumType
from sqlalchemy import ColumnElement, case, func

ScalarsInSql = Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]]


def enum_name(named: GraphQLEnumType, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """The name of an enum's value: most names are the word in upper case."""
    words = {name: str(own.value) for name, own in named.values.items()}
    if all(name == word.upper() for name, word in words.items()):
        return func.upper(value)
    return case(*((value == word, name) for name, word in words.items()))


def as_it_is(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column whose JSON is the scalar's answer already."""
    return value


SCALARS: ScalarsInSql = {"Boolean": as_it_is, "Float": as_it_is, "ID": as_it_is, "Int": as_it_is, "String": as_it_is}
