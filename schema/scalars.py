"""Scalars beyond the five of the specification."""

from datetime import UTC, datetime

import strawberry
from sqlalchemy import ColumnElement, func


def write_moment(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: `2026-11-20T13:52:00.120Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def read_moment(text: object) -> datetime:
    """A moment with its offset; a local time without one is no moment."""
    if not isinstance(text, str):
        message = "A DateTime is a string such as 2026-11-20T13:52:00Z."
        raise TypeError(message)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = "A DateTime needs an offset: 2026-11-20T13:52:00Z."
        raise ValueError(message)
    return moment


DateTime = strawberry.scalar(
    name="DateTime",
    description="A moment: RFC 3339 in UTC with milliseconds, as in `2026-11-20T13:52:00.120Z`.",
    specified_by_url="https://scalars.graphql.org/chillicream/date-time.html",
    serialize=write_moment,
    parse_value=read_moment,
)


def moment_in_sql(column: ColumnElement[datetime]) -> ColumnElement[str]:
    """`write_moment` in SQL."""
    return func.to_char(func.timezone("UTC", column), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')


# What scalars beyond the specification's write, where the database finishes an answer.
IN_SQL = {"DateTime": moment_in_sql}
