"""Two ways to read that took a whole table: search right after a bulk load, and what is sold out among many products.

Every search reads through the list of entries that a GIN index has put off (`fastupdate`) until the next vacuum; with
many of them PostgreSQL rather scans the table. The few products that are sold out get an index of their own.
"""

from alembic import op

revision = "7d3e51b8c604"
down_revision = "5a1c7f9e2b40"
branch_labels = None
depends_on = None

SEARCHED = ("ix_products_words", "ix_stores_words")


def upgrade() -> None:
    for index in SEARCHED:
        op.execute(f"ALTER INDEX {index} SET (fastupdate = off)")
        op.execute(f"SELECT gin_clean_pending_list('{index}')")
    op.execute("CREATE INDEX ix_stock_sold_out ON stock (product_id) WHERE available = 0")
    op.execute("CREATE INDEX ix_products_related ON products (store_id, category_id, rating_count DESC, id)")


def downgrade() -> None:
    op.execute("DROP INDEX ix_products_related")
    op.execute("DROP INDEX ix_stock_sold_out")
    for index in SEARCHED:
        op.execute(f"ALTER INDEX {index} RESET (fastupdate)")
