"""Kinds of shops and, below them, kinds of goods."""

from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, part_of, refers_to


class Category(Base):
    """A kind of shop (no parent: `Groceries`) or a kind of goods in it (`Fruit`)."""

    __tablename__ = "categories"

    id: Mapped[Key]
    parent_id: Mapped[UUID | None] = mapped_column(refers_to("categories"))
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    picture: Mapped[str | None]
    position: Mapped[int] = mapped_column(server_default=text("0"))

    __table_args__ = (Index("ix_categories_parent_id", "parent_id", "position", "id"),)


class StoreCategory(Base):
    """A store is listed under a kind of shop; the first position is its main kind."""

    __tablename__ = "store_categories"

    store_id: Mapped[UUID] = mapped_column(part_of("stores"), primary_key=True)
    category_id: Mapped[UUID] = mapped_column(refers_to("categories"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(server_default=text("0"))
