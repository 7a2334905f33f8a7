"""What customers thought of a delivered order: of the shop, or of one product of it."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Key, part_of, refers_to


class Review(Base):
    """One opinion, 1 to 5. It is about the store when `product_id` is None. Triggers keep the rated rows' totals."""

    __tablename__ = "reviews"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(part_of("orders"))
    author_id: Mapped[UUID] = mapped_column(refers_to("users"))
    store_id: Mapped[UUID] = mapped_column(part_of("stores"))
    product_id: Mapped[UUID | None] = mapped_column(part_of("products"))
    rating: Mapped[int]
    body: Mapped[str | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint(text("rating BETWEEN 1 AND 5"), name="rating"),
        UniqueConstraint("order_id", "product_id", postgresql_nulls_not_distinct=True),
        Index("ix_reviews_store_id", "store_id", "created_at", "id", postgresql_where=text("product_id IS NULL")),
        Index("ix_reviews_product_id", "product_id", "created_at", "id"),
        Index("ix_reviews_author_id", "author_id", "created_at", "id"),
    )
