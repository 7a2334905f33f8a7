"""First answers of mutations, kept so that a retry is answered the same."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, JsonObject


class IdempotencyRecord(Base):
    """The answer to one key in one scope (viewer and mutation field); `fingerprint` hashes the normalised input."""

    __tablename__ = "idempotency_records"

    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    answer: Mapped[JsonObject]
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime]

    __table_args__ = (Index("ix_idempotency_records_expires_at", "expires_at"),)
