"""The Strawberry peer's types of shops and goods, made from ORM rows; the server itself is in strawberry_server.py."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

import strawberry
from aiodataloader import DataLoader
from strawberry.types import Info

import models
from bench.peers import shapes
from bench.peers.rows import MANY, ONE, Rows

rows = Rows()
Item = TypeVar("Item")
PAGE = 20


class Loaders:
    """The loaders of one request."""

    def __init__(self) -> None:
        self.one = {name: DataLoader(partial(rows.one, name)) for name in ONE}
        self.many = {name: DataLoader(partial(rows.many, name)) for name in MANY}
        self._pages: dict[tuple[str, int], DataLoader[UUID, list[Any]]] = {}

    def page(self, name: str, first: int) -> DataLoader[UUID, list[Any]]:
        """The loader of a relation's first rows."""
        loader = self._pages.get((name, first))
        if loader is None:
            loader = self._pages[name, first] = DataLoader(partial(rows.page, name, first))
        return loader


Asked = Info[dict[str, Any], None]


@strawberry.type
class Edge(Generic[Item]):
    """One item of a page."""

    node: Item


@strawberry.type
class Connection(Generic[Item]):
    """A page."""

    edges: list[Edge[Item]]

    @classmethod
    def of(cls, items: Iterable[Item]) -> Self:
        """A page of these items."""
        return cls(edges=[Edge(node=item) for item in items])


@strawberry.input
class LocationInput:
    """A place in degrees."""

    latitude: float
    longitude: float


@strawberry.type
class Money:
    """An amount in minor units."""

    amount: int
    currency: str


@strawberry.type
class User:
    """A person as others see them."""

    id: strawberry.ID
    name: str
    picture: str | None

    @classmethod
    def of(cls, row: models.User) -> Self:
        """From its row."""
        identity = strawberry.ID(shapes.global_id("user", row.id))
        return cls(id=identity, name=shapes.short_name(row.name), picture=shapes.picture(row.picture))


@strawberry.type
class Category:
    """A kind of goods."""

    id: strawberry.ID
    name: str
    picture: str | None

    @classmethod
    def of(cls, row: models.Category) -> Self:
        """From its row."""
        identity = strawberry.ID(shapes.global_id("category", row.id))
        return cls(id=identity, name=row.name, picture=shapes.picture(row.picture))


@strawberry.type
class Option:
    """One thing to choose."""

    id: strawberry.ID
    name: str
    price_delta: Money
    is_available: bool

    @classmethod
    def of(cls, row: models.Option) -> Self:
        """From its row."""
        return cls(
            id=strawberry.ID(shapes.global_id("option", row.id)),
            name=row.name,
            price_delta=Money(amount=row.price_delta, currency=row.currency),
            is_available=row.is_available,
        )


@strawberry.type
class OptionGroup:
    """A choice."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    minimum_choices: int
    maximum_choices: int

    @classmethod
    def of(cls, row: models.OptionGroup) -> Self:
        """From its row."""
        return cls(
            key=row.id,
            id=strawberry.ID(shapes.global_id("optiongroup", row.id)),
            name=row.name,
            minimum_choices=row.minimum_choices,
            maximum_choices=row.maximum_choices,
        )

    @strawberry.field
    async def options(self, info: Asked) -> list[Option]:
        """What there is to choose from."""
        return [Option.of(row) for row in await info.context["loaders"].many["options"].load(self.key)]


@strawberry.type
class Review:
    """What somebody thought."""

    author_key: strawberry.Private[UUID]
    id: strawberry.ID
    rating: int
    body: str | None
    created_at: str

    @classmethod
    def of(cls, row: models.Review) -> Self:
        """From its row."""
        return cls(
            author_key=row.author_id,
            id=strawberry.ID(shapes.global_id("review", row.id)),
            rating=row.rating,
            body=row.body,
            created_at=shapes.moment(row.created_at),
        )

    @strawberry.field
    async def author(self, info: Asked) -> User:
        """Who wrote it."""
        return User.of(await info.context["loaders"].one["user"].load(self.author_key))


@strawberry.type
class Store:
    """A shop."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    picture: str | None
    rating: float | None
    rating_count: int
    price_level: int

    @classmethod
    def of(cls, row: models.Store) -> Self:
        """From its row."""
        return cls(
            key=row.id,
            id=strawberry.ID(shapes.global_id("store", row.id)),
            name=row.name,
            picture=shapes.picture(row.picture),
            rating=shapes.mean(row.rating_total, row.rating_count),
            rating_count=row.rating_count,
            price_level=row.price_level,
        )

    @strawberry.field
    async def products(self, info: Asked, first: int = PAGE) -> "Connection[Product]":
        """What it sells."""
        found = await info.context["loaders"].page("products", first).load(self.key)
        return Connection.of(Product.of(row) for row in found)


@strawberry.type
class Product:
    """One thing one store sells."""

    key: strawberry.Private[UUID]
    store_key: strawberry.Private[UUID]
    category_key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    description: str
    picture: str | None
    unit: str | None
    price: Money
    compare_at_price: Money | None
    percent_off: int | None
    is_available: bool
    rating: float | None
    rating_count: int

    @classmethod
    def of(cls, row: models.Product) -> Self:
        """From its row."""
        former = row.compare_at_price
        return cls(
            key=row.id,
            store_key=row.store_id,
            category_key=row.category_id,
            id=strawberry.ID(shapes.global_id("product", row.id)),
            name=row.name,
            description=row.description,
            picture=shapes.picture(row.picture),
            unit=row.unit,
            price=Money(amount=row.price, currency=row.currency),
            compare_at_price=None if former is None else Money(amount=former, currency=row.currency),
            percent_off=shapes.percent_off(row.price, former),
            is_available=row.is_available,
            rating=shapes.mean(row.rating_total, row.rating_count),
            rating_count=row.rating_count,
        )

    @strawberry.field
    async def store(self, info: Asked) -> Store:
        """Who sells it."""
        return Store.of(await info.context["loaders"].one["store"].load(self.store_key))

    @strawberry.field
    async def category(self, info: Asked) -> Category:
        """What kind of goods it is."""
        return Category.of(await info.context["loaders"].one["category"].load(self.category_key))

    @strawberry.field
    async def option_groups(self, info: Asked) -> list[OptionGroup]:
        """The choices that go with it."""
        return [OptionGroup.of(row) for row in await info.context["loaders"].many["groups"].load(self.key)]

    @strawberry.field
    async def reviews(self, info: Asked, first: int = PAGE) -> Connection[Review]:
        """What customers wrote."""
        found = await info.context["loaders"].page("reviews", first).load(self.key)
        return Connection.of(Review.of(row) for row in found)

    @strawberry.field
    async def related(self, info: Asked, first: int = PAGE) -> "Connection[Product]":
        """Others of its kind."""
        found = await info.context["loaders"].page("related", first).load(self.key)
        return Connection.of(Product.of(row) for row in found)
