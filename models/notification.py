"""What the app told a person, and what they want to be told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.order import NotificationKind
from models.base import Base, CreatedAt, Key, one_of, part_of


class Notification(Base):
    """One entry of a person's list; `order_id` is where a tap leads."""

    __tablename__ = "notifications"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(part_of("users"))
    kind: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    order_id: Mapped[UUID | None] = mapped_column(part_of("orders"), index=True)
    created_at: Mapped[CreatedAt]
    read_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("kind", NotificationKind),
        Index("ix_notifications_user_id", "user_id", "created_at", "id"),
        Index("ix_notifications_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )


class NotificationPreference(Base):
    """Whether a kind of notification may reach a person's phone; a missing row means yes."""

    __tablename__ = "notification_preferences"

    user_id: Mapped[UUID] = mapped_column(part_of("users"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    push: Mapped[bool] = mapped_column(server_default=text("true"))

    __table_args__ = (one_of("kind", NotificationKind),)
