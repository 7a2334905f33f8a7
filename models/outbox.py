"""Events that leave the service, written in the transaction they tell of."""

from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, JsonObject


class OutboxEvent(Base):
    """One past fact on its way out. The relay claims unsent rows; `sent_at` says it went."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    topic: Mapped[str]
    kind: Mapped[str]
    payload: Mapped[JsonObject]
    created_at: Mapped[CreatedAt]
    sent_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_outbox_unsent", "id", postgresql_where=text("sent_at IS NULL")),
        Index("ix_outbox_topic", "topic", "id"),
    )
