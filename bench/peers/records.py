"""Batched reads for the Ariadne peer: one asyncpg statement for all keys of a level. Nothing here knows GraphQL."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import asyncpg

from bench.near import near_parameters, near_statement

CONNECTIONS: Final = 10
# Prepared statements are planned once.
SETTINGS: Final = {"plan_cache_mode": "force_generic_plan"}
Record = Mapping[str, Any]

_PRODUCT: Final = """p.id, p.store_id, p.category_id, p.name, p.description, p.picture, p.unit, p.price,
    p.compare_at_price, p.currency, p.is_available, p.rating_total, p.rating_count"""
ONE: Final = {
    "user": "SELECT id, name, picture FROM users WHERE id = ANY($1::uuid[])",
    "store": """SELECT id, name, picture, rating_total, rating_count, price_level
        FROM stores WHERE id = ANY($1::uuid[])""",
    "product": f"SELECT {_PRODUCT} FROM products p WHERE p.id = ANY($1::uuid[])",  # noqa: S608 - A constant.
    "category": "SELECT id, name, picture FROM categories WHERE id = ANY($1::uuid[])",
}
MANY: Final = {
    "lines": """SELECT order_id AS key, id, product_id, name, quantity, total, currency
        FROM order_lines WHERE order_id = ANY($1::uuid[]) ORDER BY position, id""",
    "groups": """SELECT product_id AS key, id, name, minimum_choices, maximum_choices
        FROM option_groups WHERE product_id = ANY($1::uuid[]) ORDER BY position, id""",
    "options": """SELECT group_id AS key, id, name, price_delta, currency, is_available
        FROM options WHERE group_id = ANY($1::uuid[]) ORDER BY position, id""",
}
_PAGE: Final = "SELECT k.key, page.* FROM unnest($1::uuid[]) k(key) CROSS JOIN LATERAL (SELECT {} LIMIT $2) page"
PAGES: Final = {
    "orders": _PAGE.format(
        """o.id, o.store_id, o.number, o.status, o.placed_at, o.total, o.currency
        FROM orders o WHERE o.customer_id = k.key ORDER BY o.placed_at DESC, o.id DESC"""
    ),
    "products": _PAGE.format(_PRODUCT + " FROM products p WHERE p.store_id = k.key ORDER BY p.position, p.id"),
    "reviews": _PAGE.format(
        """r.id, r.author_id, r.rating, r.body, r.created_at
        FROM reviews r WHERE r.product_id = k.key ORDER BY r.created_at DESC, r.id DESC"""
    ),
    "related": _PAGE.format(
        _PRODUCT
        + """ FROM products t
        JOIN products p ON p.store_id = t.store_id AND p.category_id = t.category_id AND p.id <> t.id
        WHERE t.id = k.key AND p.is_available ORDER BY p.rating_count DESC, p.id"""
    ),
}
_STORE: Final = "id, name, picture, rating_total, rating_count, price_level"
NEAR: Final = f"SELECT * FROM ({near_statement(_STORE)}) s ORDER BY distance, id"  # noqa: S608 - The same.


class Reads:
    """The reads over a pool of ten connections that keep no state, so that nothing is reset between requests."""

    def __init__(self) -> None:
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        """Connect to the database of libpq's variables."""
        self._pool = await asyncpg.create_pool(
            min_size=CONNECTIONS, max_size=CONNECTIONS, reset=_keep, server_settings=SETTINGS
        )

    async def one(self, name: str, keys: Sequence[UUID]) -> list[Record | None]:
        """The row of each key."""
        found = {row["id"]: row for row in await self._fetch(ONE[name], list(keys))}
        return [found.get(key) for key in keys]

    async def many(self, name: str, keys: Sequence[UUID]) -> list[list[Record]]:
        """All rows of each key."""
        return _grouped(keys, await self._fetch(MANY[name], list(keys)))

    async def page(self, name: str, first: int, keys: Sequence[UUID]) -> list[list[Record]]:
        """The first rows of each key."""
        return _grouped(keys, await self._fetch(PAGES[name], list(keys), first))

    async def near(self, latitude: float, longitude: float, first: int) -> Sequence[Record]:
        """Stores around a place."""
        return await self._fetch(NEAR, *near_parameters(latitude, longitude, first))

    async def _fetch(self, statement: str, *values: object) -> Sequence[Record]:
        if self._pool is None:
            raise RuntimeError("the pool is not open")
        rows: Sequence[Record] = await self._pool.fetch(statement, *values)
        return rows


def _grouped(keys: Sequence[UUID], rows: Sequence[Record]) -> list[list[Record]]:
    found: dict[UUID, list[Record]] = {key: [] for key in keys}
    for row in rows:
        found[row["key"]].append(row)
    return [found[key] for key in keys]


async def _keep(_connection: asyncpg.Connection) -> None:
    """Reads leave nothing behind in a session."""
