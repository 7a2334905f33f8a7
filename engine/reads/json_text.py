"""JSON as text, put together by the database: string functions make it in half the time of PostgreSQL's JSON functions.

Text comes in parts, fixed strings and SQL that is never NULL, so that neighbouring strings become one. Only what may
hold quotes is escaped.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal, literal_column
from sqlalchemy.dialects.postgresql import aggregate_order_by

from engine.declare.relation import Sort
from engine.reads.statement import in_order

Parts = list[str | ColumnElement[Any]]

NULL = literal("null", Text)
# PostgreSQL's functions take 100 arguments.
MOST_ARGUMENTS = 90


def leaf_parts(value: ColumnElement[Any], kind: str, *, quoted: bool, nullable: bool) -> Parts:
    """A scalar of this GraphQL type; `quoted` text needs no escaping."""
    if quoted:
        return [func.coalesce(literal('"', Text) + value + '"', NULL)] if nullable else ['"', value, '"']
    text: ColumnElement[Any] = func.to_json(value) if kind in {"ID", "String"} else value
    if nullable:
        return [func.coalesce(cast(text, Text), NULL)]
    # As an argument of concat a boolean would be t or f.
    return [cast(text, Text) if kind == "Boolean" else text]


def as_json(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Any value, for Python to go on with."""
    return func.coalesce(cast(func.to_json(value), Text), NULL)


def array_text(items: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """An array of so many items."""
    parts: Parts = ["["]
    for place, item in enumerate(items):
        parts += [",", item] if place else [item]
    return joined([*parts, "]"])


def object_text(keys: Sequence[str], answers: Mapping[str, Parts], typename: str) -> ColumnElement[Any]:
    """An object with these keys; a key without an answer is `__typename`. Names in GraphQL hold nothing to escape."""
    parts: Parts = ["{"]
    for place, key in enumerate(keys):
        parts += [f'{"," if place else ""}"{key}":', *answers.get(key, [f'"{typename}"'])]
    return joined([*parts, "}"])


def joined(parts: Parts) -> ColumnElement[Any]:
    """The parts as one text, with as few arguments as can be."""
    merged: Parts = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    arguments = [literal(part, Text) if isinstance(part, str) else part for part in merged]
    while len(arguments) > MOST_ARGUMENTS:
        starts = range(0, len(arguments), MOST_ARGUMENTS)
        arguments = [func.concat(*arguments[start : start + MOST_ARGUMENTS]) for start in starts]
    return arguments[0] if len(arguments) == 1 else func.concat(*arguments)


def as_bytes(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Finished text as the bytes that leave for the client: as text the driver would decode it, only to be encoded."""
    return func.convert_to(text, "UTF8")


def listed(item: ColumnElement[Any], order: Sequence[Sort]) -> ColumnElement[Any]:
    """The text of all items as that of a JSON array; none make an empty one."""
    separator: ColumnElement[Any] = literal_column("','")
    ordered = aggregate_order_by(separator, *in_order(order)) if order else separator
    return func.concat("[", func.string_agg(item, ordered), "]")


def hexadecimal(key: ColumnElement[Any]) -> ColumnElement[Any]:
    """A key's 32 digits."""
    return func.encode(func.uuid_send(key), "hex")
