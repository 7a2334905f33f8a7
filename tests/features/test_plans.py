"""How PostgreSQL answers what the service asks: from indexes, never by reading a large table from end to end."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import asyncpg
import pytest

import loaders
from adapters.postgres import SESSION
from engine.declare.relation import Condition, Relation
from engine.identity import global_id
from services.home import SECTIONS
from tests.factories.phone import Json, Phone, phone_of
from tests.factories.places import CHIADO
from tests.factories.service import Service, running_service

LARGE = 1000
FOLDERS = (Path(__file__).parents[2] / "web/graphiql/src/operations", Path(__file__).parent / "operations")
SCREENS = {path.stem: path.read_text() for folder in FOLDERS for path in sorted(folder.glob("*.graphql"))}
PAGE = "first: $first, after: $after, last: $last, before: $before"
LIST = f"({PAGE}) {{ edges {{ cursor }} }}"
TYPES = "$first: Int, $after: String, $last: Int, $before: String"

STORES = f"""
query Stores($near: LocationInput!, $sort: StoreSort!, $filter: StoreFilter, {TYPES}) {{
  page: stores(near: $near, sort: $sort, filter: $filter, {PAGE}) {{ edges {{ cursor }} }}
}}
"""
LISTS = {
    "products": f"query Own($id: ID!, {TYPES}) {{ node: store(id: $id) {{ page: products{LIST} }} }}",
    "shop reviews": f"query Own($id: ID!, {TYPES}) {{ node: store(id: $id) {{ page: reviews{LIST} }} }}",
    "reviews": f"query Own($id: ID!, {TYPES}) {{ node: product(id: $id) {{ page: reviews{LIST} }} }}",
    "related": f"query Own($id: ID!, {TYPES}) {{ node: product(id: $id) {{ page: related{LIST} }} }}",
    "orders": f"query Own({TYPES}) {{ node: viewer {{ page: orders{LIST} }} }}",
    "favourites": f"query Own({TYPES}) {{ node: viewer {{ page: favourites{LIST} }} }}",
    "notifications": f"query Own({TYPES}) {{ node: viewer {{ page: notifications{LIST} }} }}",
}
OF_A_CATEGORY = """
query Narrowed($id: ID!, $category: ID!, $active: Boolean!) {
  store(id: $id) { products(category: $category) { nodes { name } } }
  viewer { orders(active: $active) { nodes { number } } }
}
"""
REST = """
query Rest($ids: [ID!]!, $slug: String!, $order: ID!) {
  nodes(ids: $ids) { id ... on Review { author { name } store { name } product { name } } }
  store(slug: $slug) { promotions { store { name } } reviews { nodes { author { name } } } }
  order(id: $order) { delivery { courier { person { name } } } }
  categories { children { parent { name } } }
}
"""


@pytest.fixture
async def planner(demo_database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection whose statements are planned as the service's are."""
    connection = await asyncpg.connect(demo_database_url, server_settings=SESSION)
    yield connection
    await connection.close()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The relations that statements were built from, and which of their optional conditions came in."""
    built: dict[str, set[str]] = {}
    conditions = Relation.conditions

    def noted(relation: Relation, given: frozenset[str] = frozenset()) -> list[Condition]:
        built.setdefault(relation.name, set()).update(given)
        return conditions(relation, given)

    monkeypatch.setattr(Relation, "conditions", noted)
    return built


@pytest.fixture
def fresh(built: dict[str, set[str]], service: Service) -> Iterator[Service]:
    """A service that has built no statement yet."""
    assert built == {}
    with running_service(service.settings, service.clock) as fresh:
        yield fresh


def every_relation() -> dict[str, Relation]:
    """All relations there are, by name."""
    modules = [import_module(f"loaders.{module.name}") for module in iter_modules(loaders.__path__)]
    values = [value for module in modules for value in vars(module).values()] + [section.rows for section in SECTIONS]
    return {value.name: value for value in values if isinstance(value, Relation)}


async def page_every_way(phone: Phone, document: str, **variables: Json) -> None:
    """Read the first page, the last, and one from a cursor in either direction."""
    pages = [await phone.read(document, **variables, **{size: 2}) for size in ("first", "last")]
    for page, place, size in zip(pages, ("after", "before"), ("first", "last"), strict=True):
        edges = page.get("node", page)["page"]["edges"]
        await phone.read(document, **variables, **{size: 2, place: edges[0]["cursor"]})


async def ask_for_everything(ana: Phone, stranger: Phone, city: asyncpg.Connection) -> None:
    """Use every relation of the API in every way it can be read."""
    assert ana.person is not None
    row = await city.fetchrow("""
        SELECT p.id AS product, p.category_id AS category, s.id AS store, s.slug
        FROM products p JOIN stores s ON s.id = p.store_id
        WHERE (SELECT count(*) FROM products o WHERE o.store_id = s.id AND o.category_id = p.category_id) > 3
        ORDER BY p.rating_count DESC, p.id LIMIT 1
    """)
    product, category = global_id("Product", row["product"]), global_id("Category", row["category"])
    store, kind = global_id("Store", row["store"]), (await ana.read("{ categories { id } }"))["categories"][0]["id"]
    for name, document in SCREENS.items():
        asked: dict[str, dict[str, Json]] = {
            "product": {"id": product},
            "orders": {"first": 10},
            "stores": {"near": CHIADO, "first": 20},
        }
        await ana.read(document, **asked.get(name, {}))
    await stranger.read(SCREENS["home"])
    every_filter = {"openNow": True, "minimumRating": 1, "priceLevel": 4, "category": kind}
    for sort in ("DISTANCE", "RATING", "PRICE"):
        await page_every_way(stranger, STORES, near=CHIADO, sort=sort)
        await stranger.read(STORES, near=CHIADO, sort=sort, filter=every_filter)
    for name, document in LISTS.items():
        node = {"products": store, "shop reviews": store, "reviews": product, "related": product}.get(name)
        await page_every_way(ana, document, **({"id": node} if node else {}))
    await stranger.read(SCREENS["search"], text="b", near=None)
    await ana.read(OF_A_CATEGORY, id=store, category=category, active=True)
    order = await city.fetchval("SELECT id FROM orders WHERE customer_id = $1 LIMIT 1", ana.person.id)
    ids = [global_id("Order", order), product, store, category]
    for table, kind in (("addresses", "Address"), ("carts", "Cart"), ("notifications", "Notification")):
        ids.append(global_id(kind, await city.fetchval(f"SELECT id FROM {table} LIMIT 1")))  # noqa: S608 - Names of ours.
    for table, kind in (("promotions", "Promotion"), ("reviews", "Review")):
        ids.append(global_id(kind, await city.fetchval(f"SELECT id FROM {table} LIMIT 1")))  # noqa: S608 - The same.
    await ana.read(REST, ids=ids, slug=row["slug"], order=global_id("Order", order))


async def test_every_statement_is_answered_from_indexes(
    fresh: Service,
    ana: Phone,
    built: dict[str, set[str]],
    city: asyncpg.Connection,
    planner: asyncpg.Connection,
) -> None:
    async with phone_of(fresh, ana.person) as phone, phone_of(fresh) as stranger:
        await ask_for_everything(phone, stranger, city)

    relations = every_relation()
    assert sorted(built) == sorted(relations)
    assert {name: frozenset(given) for name, given in built.items()} == {
        name: frozenset(relation.optional) for name, relation in relations.items()
    }
    rows = await city.fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > $1",
        LARGE,
    )
    large = {row["relname"] for row in rows}
    assert {"orders", "products", "reviews", "users"} <= large
    statements = dict(fresh.statements)
    read_through = {
        sql: tables for sql, values in statements.items() if (tables := await scanned(planner, sql, values) & large)
    }
    print(f"{len(statements)} statements of {len(relations)} relations explained")  # noqa: T201 - Read by people.
    assert "\n\n".join(f"{sorted(tables)}: {sql}" for sql, tables in read_through.items()) == ""


async def test_a_statement_without_an_index_would_be_found(planner: asyncpg.Connection) -> None:
    assert await scanned(planner, "SELECT id FROM products WHERE description = $1::TEXT", ["x"]) == {"products"}
    assert await scanned(planner, "SELECT name FROM products WHERE id = $1::UUID", [None]) == set()


async def scanned(connection: asyncpg.Connection, sql: str, values: Sequence[object]) -> set[str]:
    """The tables that the plan of a statement reads from end to end."""
    await connection.execute(f"PREPARE asked AS {sql}")
    arguments = f"({', '.join(map(literal, values))})" if values else ""
    plan = json.loads(await connection.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE asked{arguments}"))
    await connection.execute("DEALLOCATE asked")
    return {node["Relation Name"] for node in nodes(plan[0]["Plan"]) if node["Node Type"] == "Seq Scan"}


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node of a plan."""
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def literal(value: object) -> str:
    """A value as SQL, its type left to the parameter it stands for."""
    match value:
        case None:
            return "NULL"
        case list() | tuple():
            return quoted("{" + ",".join(f'"{item}"' for item in value) + "}")
        case datetime():
            return quoted(value.isoformat())
        case _:
            return quoted(str(value))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
