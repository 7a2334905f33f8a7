"""Offers and vouchers, and who used which."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.order import PromotionKind
from models.base import Base, CreatedAt, Key, Minor, is_currency, one_of, part_of


class Promotion(Base):
    """An offer of one store, or of the whole service when `store_id` is None; a voucher when it has a code.

    `value` is basis points for a percentage and minor units for an amount; free delivery has 0.
    """

    __tablename__ = "promotions"

    id: Mapped[Key]
    store_id: Mapped[UUID | None] = mapped_column(part_of("stores"))
    code: Mapped[str | None]
    title: Mapped[str]
    description: Mapped[str]
    picture: Mapped[str | None]
    kind: Mapped[str]
    value: Mapped[int]
    currency: Mapped[str]
    minimum_order: Mapped[Minor] = mapped_column(server_default=text("0"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    usage_limit: Mapped[int | None]
    usage_limit_per_user: Mapped[int | None]
    used_count: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        one_of("kind", PromotionKind),
        is_currency(),
        CheckConstraint(text("starts_at < ends_at"), name="period"),
        CheckConstraint(text("kind <> 'percentage' OR value BETWEEN 1 AND 10000"), name="percentage"),
        CheckConstraint(text("value >= 0"), name="value"),
        CheckConstraint(text("used_count BETWEEN 0 AND coalesce(usage_limit, used_count)"), name="usage"),
        Index("uq_promotions_code", text("lower(code)"), unique=True),
        Index("ix_promotions_store_id", "store_id", "ends_at", "id"),
    )


class PromotionUse(Base):
    """A voucher used by a person for an order; `released_at` is when a cancelled order gave the use back."""

    __tablename__ = "promotion_uses"

    id: Mapped[Key]
    promotion_id: Mapped[UUID] = mapped_column(part_of("promotions"))
    user_id: Mapped[UUID] = mapped_column(part_of("users"), index=True)
    order_id: Mapped[UUID] = mapped_column(part_of("orders"), index=True)
    created_at: Mapped[CreatedAt]
    released_at: Mapped[datetime | None]

    __table_args__ = (Index("uq_promotion_uses_order", "promotion_id", "order_id", unique=True),)
