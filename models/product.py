"""What shops sell, the choices that go with it, and how much of it is there."""

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Key, Minor, UpdatedAt, is_currency, part_of, refers_to
from models.search import searchable


class Product(Base):
    """One thing one store sells. `compare_at_price` is the former price when it is on offer."""

    __tablename__ = "products"

    id: Mapped[Key]
    store_id: Mapped[UUID] = mapped_column(part_of("stores"))
    category_id: Mapped[UUID] = mapped_column(refers_to("categories"))
    name: Mapped[str]
    description: Mapped[str]
    picture: Mapped[str | None]
    unit: Mapped[str | None]
    price: Mapped[Minor]
    compare_at_price: Mapped[int | None]
    currency: Mapped[str]
    tax_basis_points: Mapped[int] = mapped_column(server_default=text("0"))
    is_available: Mapped[bool] = mapped_column(server_default=text("true"))
    position: Mapped[int] = mapped_column(server_default=text("0"))
    rating_total: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    rating_count: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    words: Mapped[str] = mapped_column(TSVECTOR, searchable(name="A", description="C"))

    __table_args__ = (
        is_currency(),
        CheckConstraint(text("price >= 0"), name="price"),
        CheckConstraint(text("compare_at_price > price"), name="compare_at_price"),
        CheckConstraint(text("tax_basis_points BETWEEN 0 AND 10000"), name="tax_basis_points"),
        CheckConstraint(text("rating_total BETWEEN rating_count AND 5 * rating_count"), name="rating"),
        Index("ix_products_store_id", "store_id", "position", "id"),
        Index("ix_products_category_id", "category_id", "rating_count", "id"),
        Index("ix_products_related", "store_id", "category_id", text("rating_count DESC"), "id"),
        Index("ix_products_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    )


class OptionGroup(Base):
    """A choice that comes with a product: `Size` (exactly one) or `Toppings` (up to three)."""

    __tablename__ = "option_groups"

    id: Mapped[Key]
    product_id: Mapped[UUID] = mapped_column(part_of("products"))
    name: Mapped[str]
    minimum_choices: Mapped[int] = mapped_column(server_default=text("0"))
    maximum_choices: Mapped[int] = mapped_column(server_default=text("1"))
    position: Mapped[int] = mapped_column(server_default=text("0"))

    __table_args__ = (
        CheckConstraint(text("0 <= minimum_choices AND minimum_choices <= maximum_choices"), name="choices"),
        Index("ix_option_groups_product_id", "product_id", "position", "id"),
    )


class Option(Base):
    """One thing to choose in a group; `price_delta` is added to the product's price."""

    __tablename__ = "options"

    id: Mapped[Key]
    group_id: Mapped[UUID] = mapped_column(part_of("option_groups"))
    name: Mapped[str]
    price_delta: Mapped[Minor] = mapped_column(server_default=text("0"))
    currency: Mapped[str]
    is_available: Mapped[bool] = mapped_column(server_default=text("true"))
    position: Mapped[int] = mapped_column(server_default=text("0"))

    __table_args__ = (is_currency(), Index("ix_options_group_id", "group_id", "position", "id"))


class Stock(Base):
    """How many pieces of a product its store has; a product without a row is made to order.

    `initial = available + reserved + sold` at every moment.
    """

    __tablename__ = "stock"

    product_id: Mapped[UUID] = mapped_column(part_of("products"), primary_key=True)
    store_id: Mapped[UUID] = mapped_column(part_of("stores"), index=True)
    initial: Mapped[int]
    available: Mapped[int]
    reserved: Mapped[int] = mapped_column(server_default=text("0"))
    sold: Mapped[int] = mapped_column(server_default=text("0"))
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (
        CheckConstraint(text("initial = available + reserved + sold"), name="balance"),
        CheckConstraint(text("available >= 0 AND reserved >= 0 AND sold >= 0"), name="not_negative"),
        Index("ix_stock_sold_out", "product_id", postgresql_where=text("available = 0")),
    )
