"""What was ordered, as it was at that moment: names, prices and the address are copies that never change again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.order import OrderStatus
from models.base import Base, CreatedAt, Json, Key, Minor, UpdatedAt, is_currency, one_of, part_of, refers_to


class Order(Base):
    """An order with its totals: `total = items_total - discount + delivery_fee + tip`; tax is included in it.

    `number` is what people read out to each other; it orders nothing and grants nothing.
    """

    __tablename__ = "orders"

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(BigInteger, Identity(start=10001), unique=True)
    customer_id: Mapped[UUID] = mapped_column(refers_to("users"))
    store_id: Mapped[UUID] = mapped_column(refers_to("stores"))
    cart_id: Mapped[UUID | None] = mapped_column(ForeignKey("carts.id", ondelete="SET NULL"), unique=True)
    promotion_id: Mapped[UUID | None] = mapped_column(refers_to("promotions"))
    status: Mapped[str] = mapped_column(server_default=OrderStatus.PLACED)
    currency: Mapped[str]
    items_total: Mapped[Minor]
    discount: Mapped[Minor] = mapped_column(server_default=text("0"))
    delivery_fee: Mapped[Minor] = mapped_column(server_default=text("0"))
    tip: Mapped[Minor] = mapped_column(server_default=text("0"))
    tax: Mapped[Minor] = mapped_column(server_default=text("0"))
    total: Mapped[Minor]
    recipient: Mapped[str]
    street: Mapped[str]
    unit: Mapped[str | None]
    city: Mapped[str]
    postal_code: Mapped[str]
    country: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    instructions: Mapped[str | None]
    problem: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    placed_at: Mapped[CreatedAt]
    promised_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        one_of("status", OrderStatus),
        is_currency(),
        CheckConstraint(text("total = items_total - discount + delivery_fee + tip"), name="total"),
        CheckConstraint(text("least(items_total, discount, delivery_fee, tip, tax, total) >= 0"), name="not_negative"),
        Index("ix_orders_customer_id", "customer_id", "placed_at", "id"),
        Index("ix_orders_store_id", "store_id", "placed_at", "id"),
        Index("ix_orders_promotion_id", "promotion_id"),
        Index(
            "ix_orders_active",
            "status",
            "placed_at",
            postgresql_where=text("status IN ('placed', 'accepted', 'preparing', 'ready', 'picked_up')"),
        ),
    )


class OrderLine(Base):
    """One line of an order. `options` is `[{"name": str, "price_delta": int}, ...]` as chosen."""

    __tablename__ = "order_lines"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(part_of("orders"))
    product_id: Mapped[UUID] = mapped_column(refers_to("products"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    options: Mapped[Json]
    note: Mapped[str | None]
    quantity: Mapped[int]
    unit_price: Mapped[Minor]
    total: Mapped[Minor]
    currency: Mapped[str]

    __table_args__ = (
        is_currency(),
        CheckConstraint(text("quantity >= 1"), name="quantity"),
        CheckConstraint(text("total = unit_price * quantity"), name="total"),
        Index("ix_order_lines_order_id", "order_id", "position", "id"),
    )


class OrderEvent(Base):
    """One step of an order's timeline: which state it reached, when, and who moved it."""

    __tablename__ = "order_events"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(part_of("orders"))
    status: Mapped[str]
    actor: Mapped[str]
    note: Mapped[str | None]
    at: Mapped[CreatedAt]

    __table_args__ = (
        one_of("status", OrderStatus),
        one_of("actor", ["customer", "merchant", "courier", "support", "clock"]),
        Index("ix_order_events_order_id", "order_id", "at", "id"),
    )
