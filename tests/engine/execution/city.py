"""The real schema on the demo city: who asks, and the values that documents about it are made of."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from graphql import GraphQLSchema, is_object_type

from adapters.postgres import Database
from domain.viewer import STRANGER, Role, Viewer
from engine.declare.fields import ReadRelation, ReadRoot, reading_of
from engine.execution.reference import columns_read
from engine.reads.loaders import Loaders, Reads
from loaders.viewer import AMBIENT, ambient
from resolvers.context import Context
from resolvers.schema import build_schema
from schema.scalars import IN_SQL
from services.demo.people import DEMO_PEOPLE
from tests.engine.execution.comparison import name_of
from tests.engine.execution.random_documents import Words, Written
from tests.engine.execution.side_by_side import Pair, Watched

KINDS = {
    "store": "stores",
    "product": "products",
    "category": "categories",
    "order": "orders",
    "promotion": "promotions",
    "review": "reviews",
    "address": "addresses",
    "cart": "carts",
    "notification": "notifications",
    "user": "users",
}
# One page of every list there is, to take cursors from.
LISTS = """
query Lists($near: LocationInput!, $store: ID!, $product: ID!) {
  viewer {
    orders(first: 4) { edges { cursor } }
    favourites(first: 4) { edges { cursor } }
    notifications(first: 4) { edges { cursor } }
  }
  stores(near: $near, first: 4) { edges { cursor } }
  search(text: "a", first: 4) { edges { cursor } }
  store(id: $store) { products(first: 4) { edges { cursor } } reviews(first: 4) { edges { cursor } } }
  product(id: $product) { related(first: 4) { edges { cursor } } reviews(first: 4) { edges { cursor } } }
}
"""
NEAR = {"latitude": 38.7139, "longitude": -9.1394}


class City(Pair):
    """Both executors over the demo city. `viewer` is who asks next."""

    viewer: Viewer
    viewers: list[Viewer]
    words: Words


def awaited_fields(schema: GraphQLSchema) -> Iterator[str]:
    """The fields that graphql-core awaits: root fields and relations."""
    for graphql_type in schema.type_map.values():
        for name, own in graphql_type.fields.items() if is_object_type(graphql_type) else ():
            if isinstance(reading_of(own), ReadRelation | ReadRoot):
                yield name


@asynccontextmanager
async def opened_city(url: str) -> AsyncIterator[City]:
    """The city of a database."""
    schema = build_schema()
    database = Database(url, connections=4, acquire_timeout=10, server_settings={"statement_timeout": "30000"})
    reads = Reads(columns_read(schema), bytes(32))
    now = datetime.now(UTC)

    def context() -> Context:
        viewer = city.viewer
        return Context(
            viewer=viewer, now=now, loaders=Loaders(reads, database.fetch, ambient(viewer, now)), request_id="r"
        )

    compiler = Watched(schema, scalars=IN_SQL, ambient=AMBIENT)
    city = City(schema, compiler, context, frozenset(awaited_fields(schema)))
    async with database.opened():
        city.viewers = [await find_viewer(database, email) for email in DEMO_PEOPLE.values()]
        city.viewer = city.viewers[0]
        city.words = await words(database, city)
        city.viewers.append(STRANGER)
        city.compiler.answered = 0
        yield city


async def find_viewer(database: Database, email: str) -> Viewer:
    """A person of the demo city."""
    rows = await database.fetch(
        "SELECT r.role, r.store_id, u.id FROM users u JOIN user_roles r ON r.user_id = u.id WHERE u.email = $1", [email]
    )
    person: Any = rows[0]["id"]
    roles: list[Any] = [row["role"] for row in rows]
    stores: list[Any] = [row["store_id"] for row in rows if row["store_id"] is not None]
    return Viewer(person, frozenset(map(Role, roles)), tuple(stores))


async def words(database: Database, city: City) -> dict[str, list[object]]:
    """What arguments are chosen from: ids of every kind, known, unknown and others', cursors, right and wrong sizes."""
    ids: dict[str, list[object]] = {}
    for kind, table in KINDS.items():
        rows = await database.fetch(f"SELECT id FROM {table} ORDER BY md5(id::text) LIMIT 5", [])  # noqa: S608 - Our own tables.
        ids[kind] = [f"{kind}_{UUID(str(row['id'])).hex}" for row in rows]
    mine = await database.fetch(
        "SELECT id FROM orders WHERE customer_id = $1 ORDER BY id LIMIT 5", [city.viewers[0].id]
    )
    ids["order"] += [f"order_{UUID(str(row['id'])).hex}" for row in mine]
    slugs = await database.fetch("SELECT slug FROM stores ORDER BY slug LIMIT 4", [])
    wrong: list[object] = [f"store_{'0' * 32}", "nonsense", f"ship_{'1' * 32}"]
    every = [identity for own in ids.values() for identity in own] + wrong
    cursors = await cursors_of(city, {"near": NEAR, "store": ids["store"][0], "product": ids["product"][0]})
    return {
        **{f"{kind}.id": [*own * 3, *wrong] for kind, own in ids.items()},
        **{f"{name}.{place}": [*own * 8, "forged"] for name, own in cursors.items() for place in ("after", "before")},
        "id": every,
        "ids": every,
        "category": [*ids["category"] * 3, "nonsense"],
        "slug": [*(row["slug"] for row in slugs), "nowhere"],
        "text": ["pi", "p\u00e3o", "a", "caf", "!!", "x" * 101],
        "first": [*[1, 2, 2, 3] * 10, 5, 0, 101],
        "last": [*[1, 2, 3] * 10, -1],
        "latitude": [38.7139, 38.72, 38.7],
        "longitude": [-9.1394, -9.14, -9.2],
        "minimumRating": [4, 4.5, 3.1],
        "priceLevel": [1, 2, 3],
        "Boolean": [True, False],
    }


async def cursors_of(city: City, variables: dict[str, object]) -> dict[str, list[object]]:
    """Cursors by the field of their list."""
    body, _ = await city.answers(Written(LISTS, variables))
    found: dict[str, list[object]] = defaultdict(list)

    def walk(value: object, name: str) -> None:
        for key, inner in value.items() if isinstance(value, dict) else ():
            if key == "cursor":
                found[name].append(inner)
            walk(inner, name if key == "edges" else name_of(key))
        for inner in value if isinstance(value, list) else ():
            walk(inner, name)

    walk(orjson.loads(body)["data"], "")
    return dict(found)
