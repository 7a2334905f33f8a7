"""Ariadne with aiodataloader over asyncpg. Parsed and validated documents are kept; rows stay asyncpg's records."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from aiodataloader import DataLoader
from ariadne import ObjectType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL
from graphql import DocumentNode, GraphQLError, GraphQLResolveInfo, parse, validate
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from bench.peers import shapes
from bench.peers.records import MANY, ONE, Reads, Record

PAGE = 20
reads = Reads()
Info = GraphQLResolveInfo
Field = Callable[..., Any]


class Context:
    """One request: who asks, and its loaders."""

    def __init__(self, request: Request, _data: object) -> None:
        user = request.headers.get("x-user-id")
        self.user = UUID(user) if user else None
        self.one = {name: DataLoader(partial(reads.one, name)) for name in ONE}
        self.many = {name: DataLoader(partial(reads.many, name)) for name in MANY}
        self._pages: dict[tuple[str, int], DataLoader[UUID, list[Record]]] = {}

    def page(self, name: str, first: int) -> DataLoader[UUID, list[Record]]:
        """The loader of a relation's first rows."""
        loader = self._pages.get((name, first))
        if loader is None:
            loader = self._pages[name, first] = DataLoader(partial(reads.page, name, first))
        return loader


def column(name: str) -> Field:
    """The field is the column."""
    return lambda row, _info: row[name]


def identity(kind: str) -> Field:
    """The field is the global id."""
    return lambda row, _info: shapes.global_id(kind, row["id"])


def money(name: str) -> Field:
    """The field is an amount in the row's currency; nothing stays nothing."""
    return lambda row, _info: None if row[name] is None else shapes.amount(row[name], row["currency"])


def picture(row: Record, _info: Info) -> str | None:
    """The path of the row's picture."""
    return shapes.picture(row["picture"])


def rating(row: Record, _info: Info) -> float | None:
    """The mean of the row's ratings."""
    return shapes.mean(row["rating_total"], row["rating_count"])


def one(name: str, key: str) -> Field:
    """The field is the row that a column names."""
    return lambda row, info: info.context.one[name].load(row[key])


def many(name: str) -> Field:
    """The field is a list of rows."""
    return lambda row, info: info.context.many[name].load(row["id"])


def page(name: str) -> Field:
    """The field is the first page of a list."""

    async def resolve(row: Record, info: Info, first: int = PAGE) -> Mapping[str, object]:
        return edges(await info.context.page(name, first).load(row["id"]))

    return resolve


def edges(rows: Any) -> Mapping[str, object]:  # noqa: ANN401 - Records of any table.
    """Rows as a page."""
    return {"edges": [{"node": row} for row in rows]}


def columns(*names: str) -> dict[str, Field]:
    """Fields that are columns; `ratingCount` is the column `rating_count`."""
    snake = ("".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name) for name in names)
    return {name: column(found) for name, found in zip(names, snake, strict=True)}


def viewer(_root: None, info: Info) -> Awaitable[Record] | None:
    """Who asks."""
    context = info.context
    return None if context.user is None else context.one["user"].load(context.user)


async def stores(_root: None, _info: Info, near: Mapping[str, float], first: int = PAGE) -> Mapping[str, object]:
    """Stores around a place."""
    return edges(await reads.near(near["latitude"], near["longitude"], first))


def product(_root: None, info: Info, id: str) -> Awaitable[Record]:  # noqa: A002 - The argument's name.
    """One product."""
    found: Awaitable[Record] = info.context.one["product"].load(shapes.key_of(id))
    return found


TYPES: dict[str, dict[str, Field]] = {
    "Viewer": {"id": identity("user"), **columns("name"), "orders": page("orders")},
    "User": {
        "id": identity("user"),
        "name": lambda row, _info: shapes.short_name(row["name"]),
        "picture": picture,
    },
    "Order": {
        "id": identity("order"),
        "number": lambda row, _info: str(row["number"]),
        "status": lambda row, _info: row["status"].upper(),
        "placedAt": lambda row, _info: shapes.moment(row["placed_at"]),
        "total": money("total"),
        "store": one("store", "store_id"),
        "lines": many("lines"),
    },
    "OrderLine": {
        "id": identity("orderline"),
        **columns("name", "quantity"),
        "total": money("total"),
        "product": one("product", "product_id"),
    },
    "Store": {
        "id": identity("store"),
        **columns("name", "ratingCount", "priceLevel"),
        "picture": picture,
        "rating": rating,
        "products": page("products"),
    },
    "Product": {
        "id": identity("product"),
        **columns("name", "description", "unit", "isAvailable", "ratingCount"),
        "picture": picture,
        "price": money("price"),
        "compareAtPrice": money("compare_at_price"),
        "percentOff": lambda row, _info: shapes.percent_off(row["price"], row["compare_at_price"]),
        "rating": rating,
        "store": one("store", "store_id"),
        "category": one("category", "category_id"),
        "optionGroups": many("groups"),
        "reviews": page("reviews"),
        "related": page("related"),
    },
    "Category": {"id": identity("category"), **columns("name"), "picture": picture},
    "OptionGroup": {
        "id": identity("optiongroup"),
        **columns("name", "minimumChoices", "maximumChoices"),
        "options": many("options"),
    },
    "Option": {"id": identity("option"), **columns("name", "isAvailable"), "priceDelta": money("price_delta")},
    "Review": {
        "id": identity("review"),
        **columns("rating", "body"),
        "createdAt": lambda row, _info: shapes.moment(row["created_at"]),
        "author": one("user", "author_id"),
    },
}


def object_type(name: str, fields: Mapping[str, Field]) -> ObjectType:
    """The resolvers of one type."""
    made = ObjectType(name)
    for field, resolve in fields.items():
        made.set_field(field, resolve)
    return made


class Documents:
    """Documents that were parsed and validated once."""

    def __init__(self) -> None:
        self._parsed: dict[str, DocumentNode] = {}
        self._valid: set[int] = set()

    def parse(self, _context: object, data: Mapping[str, Any]) -> DocumentNode:
        """Ariadne's `query_parser`."""
        text = data["query"]
        if text not in self._parsed:
            self._parsed[text] = parse(text)
        return self._parsed[text]

    def validate(self, schema: Any, document: DocumentNode, *rest: Any, **named: Any) -> list[GraphQLError]:  # noqa: ANN401 - Ariadne's own signature.
        """Ariadne's `query_validator`. A document lives as long as the server, so its identity is its own."""
        if id(document) in self._valid:
            return []
        errors = validate(schema, document, *rest, **named)
        if not errors:
            self._valid.add(id(document))
        return errors


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Hold the pool open."""
    await reads.open()
    yield


documents = Documents()
query = QueryType()
for name, resolve in {"viewer": viewer, "stores": stores, "product": product}.items():
    query.set_field(name, resolve)
schema = make_executable_schema(
    Path(__file__).with_name("schema.graphql").read_text(),
    query,
    *(object_type(name, fields) for name, fields in TYPES.items()),
)
server = GraphQL(
    schema,
    context_value=Context,
    query_parser=documents.parse,
    query_validator=documents.validate,
)
app = Starlette(routes=[Route("/graphql", server)], lifespan=lifespan)
