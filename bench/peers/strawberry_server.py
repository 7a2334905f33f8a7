"""Strawberry as most write it: types made from ORM rows, data loaders per request, both of its document caches on."""

from typing import Any, Self
from uuid import UUID

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

import models
from bench.peers import shapes
from bench.peers.strawberry_goods import PAGE, Asked, Connection, Loaders, LocationInput, Money, Product, Store, rows


@strawberry.type
class OrderLine:
    """One line of an order."""

    product_key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str
    quantity: int
    total: Money

    @classmethod
    def of(cls, row: models.OrderLine) -> Self:
        """From its row."""
        return cls(
            product_key=row.product_id,
            id=strawberry.ID(shapes.global_id("orderline", row.id)),
            name=row.name,
            quantity=row.quantity,
            total=Money(amount=row.total, currency=row.currency),
        )

    @strawberry.field
    async def product(self, info: Asked) -> Product:
        """The product as it is today."""
        return Product.of(await info.context["loaders"].one["product"].load(self.product_key))


@strawberry.type
class Order:
    """An order."""

    key: strawberry.Private[UUID]
    store_key: strawberry.Private[UUID]
    id: strawberry.ID
    number: str
    status: str
    placed_at: str
    total: Money

    @classmethod
    def of(cls, row: models.Order) -> Self:
        """From its row."""
        return cls(
            key=row.id,
            store_key=row.store_id,
            id=strawberry.ID(shapes.global_id("order", row.id)),
            number=str(row.number),
            status=row.status.upper(),
            placed_at=shapes.moment(row.placed_at),
            total=Money(amount=row.total, currency=row.currency),
        )

    @strawberry.field
    async def store(self, info: Asked) -> Store:
        """Who sells it."""
        return Store.of(await info.context["loaders"].one["store"].load(self.store_key))

    @strawberry.field
    async def lines(self, info: Asked) -> list[OrderLine]:
        """What was ordered."""
        return [OrderLine.of(row) for row in await info.context["loaders"].many["lines"].load(self.key)]


@strawberry.type
class Viewer:
    """Who asks."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    name: str

    @strawberry.field
    async def orders(self, info: Asked, first: int = PAGE) -> Connection[Order]:
        """Own orders."""
        found = await info.context["loaders"].page("orders", first).load(self.key)
        return Connection.of(Order.of(row) for row in found)


@strawberry.type
class Query:
    """Everything that can be asked here."""

    @strawberry.field
    async def viewer(self, info: Asked) -> Viewer | None:
        """Who asks."""
        user = info.context["request"].headers.get("x-user-id")
        if user is None:
            return None
        row = await info.context["loaders"].one["user"].load(UUID(user))
        return Viewer(key=row.id, id=strawberry.ID(shapes.global_id("user", row.id)), name=row.name)

    @strawberry.field
    async def stores(self, near: LocationInput, first: int = PAGE) -> Connection[Store]:
        """Stores around a place."""
        return Connection.of(Store.of(row) for row in await rows.near(near.latitude, near.longitude, first))

    @strawberry.field
    async def product(self, info: Asked, id: strawberry.ID) -> Product:  # noqa: A002 - The argument's name.
        """One product."""
        return Product.of(await info.context["loaders"].one["product"].load(shapes.key_of(id)))


class Server(GraphQL[dict[str, Any], None]):
    """Strawberry's ASGI app with loaders in the context."""

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> dict[str, Any]:
        """Made anew for every request."""
        return {"request": request, "response": response, "loaders": Loaders()}


schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
app = Starlette(routes=[Route("/graphql", Server(schema, graphql_ide=None))])
