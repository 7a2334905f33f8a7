"""Money: one payment per order, and a ledger in which every movement balances."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.order import PaymentStatus
from models.base import Base, CreatedAt, Key, Minor, UpdatedAt, is_currency, one_of, refers_to


class Payment(Base):
    """What the provider said about an order's money. No card number is ever stored, only brand and last four digits."""

    __tablename__ = "payments"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(refers_to("orders"), unique=True)
    provider: Mapped[str]
    provider_reference: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default=PaymentStatus.PENDING)
    amount: Mapped[Minor]
    captured: Mapped[Minor] = mapped_column(server_default=text("0"))
    refunded: Mapped[Minor] = mapped_column(server_default=text("0"))
    currency: Mapped[str]
    card_brand: Mapped[str | None]
    card_last4: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        one_of("status", PaymentStatus),
        is_currency(),
        CheckConstraint(text("0 <= refunded AND refunded <= captured AND captured <= amount"), name="amounts"),
        CheckConstraint(text("card_last4 ~ '^[0-9]{4}$'"), name="card_last4"),
        UniqueConstraint("provider", "provider_reference"),
    )


class LedgerEntry(Base):
    """One side of a money movement. The entries of one `movement_id` add up to zero; no entry is ever changed."""

    __tablename__ = "ledger_entries"

    id: Mapped[Key]
    movement_id: Mapped[UUID]
    payment_id: Mapped[UUID] = mapped_column(refers_to("payments"), index=True)
    account: Mapped[str]
    amount: Mapped[Minor]
    currency: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        one_of("account", ["customer", "store", "courier", "service", "tax"]),
        is_currency(),
        Index("ix_ledger_entries_movement_id", "movement_id", "account"),
    )
