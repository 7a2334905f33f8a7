"""People and the roles they hold. Sessions, passwords and codes have tables of their own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.viewer import Role
from models.base import Base, CreatedAt, Key, UpdatedAt, one_of, part_of


class User(Base):
    """A person. E-mail and phone are unique among people who are not deleted, letter case aside."""

    __tablename__ = "users"

    id: Mapped[Key]
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    locale: Mapped[str] = mapped_column(server_default="en")
    picture: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(text("phone ~ '^\\+[0-9]{6,15}$'"), name="phone_e164"),
        Index("uq_users_email", text("lower(email)"), unique=True, postgresql_where=text("deleted_at IS NULL")),
        Index("uq_users_phone", "phone", unique=True, postgresql_where=text("deleted_at IS NULL")),
    )


class UserRole(Base):
    """One role of one person; a merchant's role names the store, the other roles name none."""

    __tablename__ = "user_roles"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(part_of("users"))
    role: Mapped[str]
    store_id: Mapped[UUID | None] = mapped_column(part_of("stores"), index=True)
    created_at: Mapped[CreatedAt]

    __table_args__ = (
        one_of("role", Role),
        CheckConstraint(text("(role = 'merchant') = (store_id IS NOT NULL)"), name="store_of_merchant"),
        UniqueConstraint("user_id", "role", "store_id", postgresql_nulls_not_distinct=True),
        Index("ix_user_roles_role", "role", "user_id"),
    )
