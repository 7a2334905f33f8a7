"""What a customer means to order. Prices are never kept here; the server computes them at every read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from domain.order import CartStatus
from models.base import Base, CreatedAt, Key, Minor, UpdatedAt, is_currency, one_of, part_of, refers_to


class Cart(Base):
    """A cart of one store. A guest's cart has no customer yet; a customer has at most one active cart.

    `version` grows with every change, so that two devices cannot overwrite one another unseen.
    """

    __tablename__ = "carts"

    id: Mapped[Key]
    customer_id: Mapped[UUID | None] = mapped_column(part_of("users"))
    store_id: Mapped[UUID] = mapped_column(part_of("stores"), index=True)
    address_id: Mapped[UUID | None] = mapped_column(refers_to("addresses"))
    promotion_id: Mapped[UUID | None] = mapped_column(refers_to("promotions"))
    status: Mapped[str] = mapped_column(server_default=CartStatus.ACTIVE)
    currency: Mapped[str]
    tip: Mapped[Minor] = mapped_column(server_default=text("0"))
    seen_total: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    ordered_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("status", CartStatus),
        is_currency(),
        CheckConstraint(text("tip >= 0"), name="tip"),
        Index("uq_carts_active", "customer_id", unique=True, postgresql_where=text("status = 'active'")),
    )


class CartLine(Base):
    """One product with its chosen options, so many times. `seen_price` is the unit price the customer last saw."""

    __tablename__ = "cart_lines"

    id: Mapped[Key]
    cart_id: Mapped[UUID] = mapped_column(part_of("carts"))
    product_id: Mapped[UUID] = mapped_column(part_of("products"), index=True)
    option_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default=text("'{}'"))
    quantity: Mapped[int]
    note: Mapped[str | None]
    seen_price: Mapped[int | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        CheckConstraint(text("quantity BETWEEN 1 AND 99"), name="quantity"),
        Index("ix_cart_lines_cart_id", "cart_id", "created_at", "id"),
    )
