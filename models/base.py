"""What every table shares: naming of constraints, column types and keys. No table and no rule lives here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKey, Integer, MetaData, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, mapped_column
from uuid_utils.compat import uuid7

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of all tables. Every constraint gets a predictable name, so that a migration can drop it again."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this attribute as a plain mapping.
        str: Text(),
        float: Double(),
        datetime: TIMESTAMP(timezone=True),
    }


# UUIDv7 (RFC 9562, 5.7), made by the application: ordered by time, so inserts land at the end of an index.
Key = Annotated[UUID, mapped_column(primary_key=True, default=uuid7)]
# An amount in the minor unit of its row's currency (cents, pence). 32 bits, which is also what GraphQL's Int carries.
Minor = Annotated[int, mapped_column(Integer)]
CreatedAt = Annotated[datetime, mapped_column(server_default=func.now())]
UpdatedAt = Annotated[datetime, mapped_column(server_default=func.now(), onupdate=func.now())]
# Value objects that are always read and written with their row, as JSON. The shapes stand in domain/.
Json = Annotated[list[object], mapped_column(JSONB, server_default=text("'[]'"))]
JsonObject = Annotated[dict[str, object], mapped_column(JSONB, server_default=text("'{}'"))]


def one_of(column: str, values: Iterable[str], *, name: str | None = None) -> CheckConstraint:
    """A check that a text column holds one of these words; easier to widen than a PostgreSQL enum type.

    Its `info` says so to the engine, which may then trust the column's words.
    """
    values = tuple(values)
    words = ", ".join(f"'{value}'" for value in values)
    info = {"column": column, "words": frozenset(map(str, values))}
    return CheckConstraint(text(f"{column} IN ({words})"), name=name or column, info=info)


def is_currency(column: str = "currency") -> CheckConstraint:
    """A check for the form of an ISO 4217 alphabetic code."""
    return CheckConstraint(text(f"{column} ~ '^[A-Z]{{3}}$'"), name=column)


def part_of(table: str) -> ForeignKey:
    """A foreign key to `table.id` for a row that goes when its owner goes."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


def refers_to(table: str) -> ForeignKey:
    """A foreign key to `table.id` that keeps the row it points at from being deleted."""
    return ForeignKey(f"{table}.id", ondelete="RESTRICT")
