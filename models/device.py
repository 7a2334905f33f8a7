"""Phones and browsers a person uses: where a push goes and which app version asks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Key, one_of, part_of


class Device(Base):
    """One installation of an app. `push_token` is None until the person allows notifications."""

    __tablename__ = "devices"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(part_of("users"), index=True)
    platform: Mapped[str]
    name: Mapped[str | None]
    app_version: Mapped[str | None]
    push_token: Mapped[str | None]
    last_seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        one_of("platform", ["ios", "android", "web"]),
        Index("uq_devices_push_token", "push_token", unique=True, postgresql_where=text("revoked_at IS NULL")),
    )
