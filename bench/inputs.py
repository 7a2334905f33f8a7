"""The requests of each workload: the document as a phone would send it, and variables drawn from the city's rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import orjson

from bench.environment import rows
from engine.identity import global_id

DOCUMENTS = Path(__file__).parent / "workloads"

# Whose turn it is follows from the key's hash: the same on every machine, and nobody's choice.
CUSTOMERS_AT_HOME: Final = """
SELECT a.user_id, a.latitude, a.longitude FROM addresses a
WHERE a.is_default AND (SELECT count(*) FROM orders o WHERE o.customer_id = a.user_id) >= 3
ORDER BY md5(a.user_id::text) LIMIT $1
"""
# The page is full: ten reviews and six others of its kind. A customer looks at each.
REVIEWED_PRODUCTS: Final = """
SELECT p.id, a.user_id FROM (
    SELECT p.id, row_number() OVER (ORDER BY md5(p.id::text)) AS turn FROM products p
    WHERE (SELECT count(*) FROM reviews r WHERE r.product_id = p.id) >= 10
    AND (SELECT count(*) FROM products q
         WHERE q.store_id = p.store_id AND q.category_id = p.category_id AND q.is_available AND q.id <> p.id) >= 6
) p JOIN (
    SELECT user_id, row_number() OVER (ORDER BY md5(user_id::text)) AS turn FROM addresses WHERE is_default
) a USING (turn) ORDER BY turn LIMIT $1
"""


@dataclass(frozen=True, slots=True)
class Request:
    """One request of one customer."""

    user_id: UUID
    body: bytes


@dataclass(frozen=True, slots=True)
class Workload:
    """An operation with many sets of variables."""

    name: str
    requests: Sequence[Request]


async def home(url: str) -> Workload:
    """The home screen, each request another customer at their own door."""
    found = await rows(url, CUSTOMERS_AT_HOME, 256)
    requests = [_request("home", row["user_id"], near=_near(row)) for row in found]
    return Workload("home", requests)


async def product(url: str) -> Workload:
    """One product's page."""
    found = await rows(url, REVIEWED_PRODUCTS, 1000)
    requests = [_request("product", row["user_id"], id=global_id("Product", row["id"])) for row in found]
    return Workload("product", requests)


async def deep(url: str) -> Workload:
    """The whole assortment of the sixty nearest stores."""
    found = await rows(url, CUSTOMERS_AT_HOME, 64)
    requests = [_request("deep", row["user_id"], near=_near(row)) for row in found]
    return Workload("deep", requests)


TITLES: Final = {
    "home": "The home screen: the last 3 orders with their lines, the 10 nearest stores with 5 products each",
    "product": "One product's page: options, 10 reviews with their authors, 6 related products",
    "deep": "The 60 nearest stores with all they sell: about 1,500 products with options and prices",
}
WORKLOADS: Final = {"home": home, "product": product, "deep": deep}


def _near(row: Mapping[str, object]) -> dict[str, object]:
    return {"latitude": row["latitude"], "longitude": row["longitude"]}


def _request(name: str, user_id: UUID, **variables: object) -> Request:
    document = (DOCUMENTS / f"{name}.graphql").read_text()
    return Request(user_id, orjson.dumps({"query": document, "variables": variables}))
