"""The way from the shop to the door."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.order import DeliveryStatus
from models.base import Base, CreatedAt, Key, UpdatedAt, one_of, part_of, refers_to


class Delivery(Base):
    """One order's way. `code` is what the customer tells the courier at the door, `eta_basis` what the ETA rests on."""

    __tablename__ = "deliveries"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(part_of("orders"), unique=True)
    courier_id: Mapped[UUID | None] = mapped_column(refers_to("couriers"))
    status: Mapped[str] = mapped_column(server_default=DeliveryStatus.PENDING)
    pickup_latitude: Mapped[float]
    pickup_longitude: Mapped[float]
    dropoff_latitude: Mapped[float]
    dropoff_longitude: Mapped[float]
    distance_metres: Mapped[int]
    code: Mapped[str]
    eta: Mapped[datetime | None]
    eta_basis: Mapped[str | None]
    photo: Mapped[str | None]
    assigned_at: Mapped[datetime | None]
    picked_up_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        one_of("status", DeliveryStatus),
        CheckConstraint(text("distance_metres >= 0"), name="distance_metres"),
        CheckConstraint(text("status = 'pending' OR status = 'failed' OR courier_id IS NOT NULL"), name="has_courier"),
        Index("ix_deliveries_courier_id", "courier_id", "created_at", "id"),
    )


class Position(Base):
    """Where a courier was at a moment of a delivery; degrees, WGS 84."""

    __tablename__ = "positions"

    id: Mapped[Key]
    delivery_id: Mapped[UUID] = mapped_column(part_of("deliveries"))
    latitude: Mapped[float]
    longitude: Mapped[float]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_positions_delivery_id", "delivery_id", "at", "id"),)
