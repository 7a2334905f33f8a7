"""SQL over the ratings of a row: their mean as it is shown."""

from typing import Any

from sqlalchemy import ColumnElement, Double, SQLColumnExpression, case, cast


def mean_in_sql(total: SQLColumnExpression[Any], count: SQLColumnExpression[Any]) -> ColumnElement[float | None]:
    """`domain.rating.mean_rating` over columns."""
    return case((count > 0, cast((20 * total + count) // (2 * count), Double) / 10.0))
