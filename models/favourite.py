"""Stores a customer keeps at hand."""

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Key, part_of


class Favourite(Base):
    """One customer's mark on one store; marking twice changes nothing."""

    __tablename__ = "favourites"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(part_of("users"))
    store_id: Mapped[UUID] = mapped_column(part_of("stores"), index=True)
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        Index("uq_favourites_user_store", "user_id", "store_id", unique=True),
        Index("ix_favourites_user_id", "user_id", "created_at", "id"),
    )
