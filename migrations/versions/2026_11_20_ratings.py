"""Ratings are kept by the database: each statement on reviews moves the totals of the rows it rates.

Statement-level triggers with transition tables: a bulk load costs one update, not one a row. Rows are locked in the
order of their ids first, so that two statements cannot wait for one another in a circle.
"""

from alembic import op

revision = "5a1c7f9e2b40"
down_revision = "9bac92b73d04"
branch_labels = None
depends_on = None

# Per operation: the transition tables it has, and the signed changes they mean.
CHANGES = {
    "insert": ("NEW TABLE AS added", "SELECT *, 1 AS sign FROM added"),
    "delete": ("OLD TABLE AS removed", "SELECT *, -1 AS sign FROM removed"),
    "update": (
        "OLD TABLE AS removed NEW TABLE AS added",
        "SELECT *, 1 AS sign FROM added UNION ALL SELECT *, -1 FROM removed",
    ),
}
# A review names its product, or it is about the store itself.
RATED = {"stores": ("store_id", "product_id IS NULL"), "products": ("product_id", "product_id IS NOT NULL")}


def keep(table: str, operation: str) -> str:
    """One UPDATE that moves the totals of the rated rows of one table by what one statement changed."""
    key, about = RATED[table]
    return f"""
        WITH change AS (
            SELECT {key} AS id, sum(sign * rating) AS total, sum(sign) AS times
            FROM ({CHANGES[operation][1]}) AS review WHERE {about} GROUP BY {key}
        ), locked AS (
            SELECT rated.id FROM {table} AS rated JOIN change USING (id) ORDER BY rated.id FOR NO KEY UPDATE OF rated
        )
        UPDATE {table} AS rated
        SET rating_total = rating_total + change.total, rating_count = rating_count + change.times
        FROM change JOIN locked USING (id) WHERE rated.id = change.id;
    """  # noqa: S608 - Every part is a constant of this module.


def upgrade() -> None:
    """Create one function and one trigger for each operation."""
    for operation, (tables, _) in CHANGES.items():
        body = "".join(keep(table, operation) for table in RATED)
        op.execute(
            f"CREATE FUNCTION rate_on_{operation}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {body} RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER rate_on_{operation} AFTER {operation.upper()} ON reviews REFERENCING {tables} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION rate_on_{operation}()"
        )


def downgrade() -> None:
    """Drop them; the totals stay as they are."""
    for operation in CHANGES:
        op.execute(f"DROP TRIGGER rate_on_{operation} ON reviews")
        op.execute(f"DROP FUNCTION rate_on_{operation}()")
