"""Chat around an order."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Key, part_of, refers_to


class Conversation(Base):
    """The talk between customer, courier and merchant about one order."""

    __tablename__ = "conversations"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(part_of("orders"), unique=True)
    created_at: Mapped[CreatedAt]
    last_message_at: Mapped[datetime | None]


class Participant(Base):
    """A person in a conversation and how far they have read."""

    __tablename__ = "participants"

    conversation_id: Mapped[UUID] = mapped_column(part_of("conversations"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(part_of("users"), primary_key=True, index=True)
    read_until: Mapped[datetime | None]
    joined_at: Mapped[CreatedAt]


class Message(Base):
    """One message. Its id is made by the sender's device, so that a retry is the same row."""

    __tablename__ = "messages"

    id: Mapped[Key]
    conversation_id: Mapped[UUID] = mapped_column(part_of("conversations"))
    sender_id: Mapped[UUID] = mapped_column(refers_to("users"), index=True)
    body: Mapped[str]
    sent_at: Mapped[CreatedAt]

    __table_args__ = (
        CheckConstraint(text("length(body) BETWEEN 1 AND 2000"), name="body"),
        Index("ix_messages_conversation_id", "conversation_id", "sent_at", "id"),
    )
