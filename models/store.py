"""Shops: where they are, when they are open, where they deliver and for how much."""

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CreatedAt, Json, JsonObject, Key, Minor, UpdatedAt, is_currency
from models.search import searchable


class Store(Base):
    """A shop. Hours, exceptions and zones are value objects whose shapes stand in `domain.hours` and `domain.delivery`.

    `cell` is the shop's H3 cell at resolution 8; `rating` is the mean of its reviews, kept by the database.
    """

    __tablename__ = "stores"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str]
    picture: Mapped[str | None]
    phone: Mapped[str | None]
    street: Mapped[str]
    city: Mapped[str]
    postal_code: Mapped[str]
    country: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    cell: Mapped[int] = mapped_column(BigInteger)
    timezone: Mapped[str]
    currency: Mapped[str]
    hours: Mapped[Json]
    hours_exceptions: Mapped[JsonObject]
    delivery_zones: Mapped[Json]
    minimum_order: Mapped[Minor] = mapped_column(server_default=text("0"))
    preparation_minutes: Mapped[int] = mapped_column(server_default=text("15"))
    price_level: Mapped[int] = mapped_column(server_default=text("2"))
    is_accepting_orders: Mapped[bool] = mapped_column(server_default=text("true"))
    rating_total: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    rating_count: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]
    words: Mapped[str] = mapped_column(TSVECTOR, searchable(name="A", description="C", city="D"))

    __table_args__ = (
        is_currency(),
        CheckConstraint(text("latitude BETWEEN -90 AND 90"), name="latitude"),
        CheckConstraint(text("longitude BETWEEN -180 AND 180"), name="longitude"),
        CheckConstraint(text("jsonb_typeof(hours) = 'array'"), name="hours"),
        CheckConstraint(text("jsonb_typeof(hours_exceptions) = 'object'"), name="hours_exceptions"),
        CheckConstraint(text("jsonb_typeof(delivery_zones) = 'array'"), name="delivery_zones"),
        CheckConstraint(text("price_level BETWEEN 1 AND 4"), name="price_level"),
        CheckConstraint(text("rating_total BETWEEN rating_count AND 5 * rating_count"), name="rating"),
        CheckConstraint(text("minimum_order >= 0 AND preparation_minutes >= 0"), name="not_negative"),
        Index("ix_stores_cell", "cell"),
        Index("ix_stores_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    )
