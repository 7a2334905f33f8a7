"""People who deliver, and where they are now."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.order import CourierStatus
from models.base import Base, CreatedAt, Key, UpdatedAt, one_of, part_of


class Courier(Base):
    """A courier's working side; the person behind it is a user. `cell` is the H3 cell of the last place."""

    __tablename__ = "couriers"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(part_of("users"), unique=True)
    vehicle: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=CourierStatus.OFFLINE)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    cell: Mapped[int | None] = mapped_column(BigInteger)
    located_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        one_of("vehicle", ["bicycle", "scooter", "car"]),
        one_of("status", CourierStatus),
        CheckConstraint(text("(latitude IS NULL) = (longitude IS NULL)"), name="place"),
        Index("ix_couriers_cell", "cell", postgresql_where=text("status = 'online'")),
    )
