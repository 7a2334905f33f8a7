"""Places a customer wants deliveries at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Key, UpdatedAt, part_of


class Address(Base):
    """A delivery address with its place in degrees (WGS 84); one per person may be the default."""

    __tablename__ = "addresses"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(part_of("users"))
    label: Mapped[str]
    street: Mapped[str]
    unit: Mapped[str | None]
    city: Mapped[str]
    postal_code: Mapped[str]
    country: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    cell: Mapped[int] = mapped_column(BigInteger)
    instructions: Mapped[str | None]
    is_default: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(text("latitude BETWEEN -90 AND 90"), name="latitude"),
        CheckConstraint(text("longitude BETWEEN -180 AND 180"), name="longitude"),
        Index("ix_addresses_user_id", "user_id", "created_at", "id"),
        Index(
            "uq_addresses_default", "user_id", unique=True, postgresql_where=text("is_default AND deleted_at IS NULL")
        ),
    )
