import asyncpg
import pytest

from engine.errors import ErrorCode
from engine.identity import global_id
from tests.factories.phone import Json, Phone
from tests.factories.places import CHIADO, MID_ATLANTIC

STORE = "query Store($id: ID, $slug: String) { store(id: $id, slug: $slug) { id slug name } }"
SCREEN = """
query StoreScreen($id: ID!, $near: LocationInput!) {
  store(id: $id) {
    name
    isFavourite
    openingHours { weekday opens closes }
    deliveryQuote(to: $near) { distanceMetres minutes fee { amount currency } freeFrom { amount } }
    categories { name }
    promotions { title store { id } }
    products(first: 20) {
      edges { node { name price { amount currency } isSoldOut category { name } optionGroups { options { name } } } }
    }
    reviews(first: 5) { edges { node { rating body author { name } } } }
  }
}
"""


@pytest.fixture
async def shop(city: asyncpg.Connection) -> asyncpg.Record:
    """A shop in Chiado that has everything a shop can have."""
    return await city.fetchrow("""
        SELECT s.* FROM stores s
        WHERE s.city = 'Lisbon' AND s.rating_count > 5
          AND EXISTS (SELECT FROM promotions p WHERE p.store_id = s.id AND p.code IS NULL AND p.ends_at > now())
          AND EXISTS (SELECT FROM option_groups g JOIN products p ON p.id = g.product_id WHERE p.store_id = s.id)
        ORDER BY (s.latitude - 38.7106) ^ 2 + (s.longitude + 9.1409) ^ 2 LIMIT 1
    """)


async def test_a_store_is_found_by_its_id_and_by_its_slug(stranger: Phone, shop: asyncpg.Record) -> None:
    expected = {"store": {"id": global_id("Store", shop["id"]), "slug": shop["slug"], "name": shop["name"]}}

    by_id = await stranger.ask(STORE, id=global_id("Store", shop["id"]))
    by_slug = await stranger.ask(STORE, slug=shop["slug"])

    assert by_id.data == by_slug.data == expected
    assert len(by_id.statements) == len(by_slug.statements) == 1


@pytest.mark.parametrize(
    "unknown",
    [
        {"id": f"store_{'0' * 32}"},
        {"id": "store_"},
        {"id": "store_0191f3"},
        {"id": f"STORE_{'0' * 32}"},
        {"id": f"store_{'0' * 31}\u0660"},
        {"id": ""},
        {"id": "\u0000"},
        {"id": 7},
        {"slug": "no-such-shop"},
        {"slug": ""},
        {"slug": "' OR 1=1 --"},
        {"slug": "x" * 5000},
    ],
)
async def test_what_names_no_store_is_not_found(stranger: Phone, unknown: Json) -> None:
    answer = await stranger.ask(STORE, **unknown)

    assert answer.response.status_code == 200
    assert answer.errors == [(ErrorCode.NOT_FOUND, ["store"])]
    assert answer.partial == {"store": None}


async def test_an_id_of_another_kind_is_not_found_as_an_unknown_one_is(
    stranger: Phone, city: asyncpg.Connection
) -> None:
    key = await city.fetchval("SELECT id FROM products LIMIT 1")

    product = await stranger.ask(STORE, id=global_id("Product", key))
    unknown = await stranger.ask(STORE, id=global_id("Store", key))

    assert product.errors == unknown.errors == [(ErrorCode.NOT_FOUND, ["store"])]
    assert product.body["errors"][0]["message"] == unknown.body["errors"][0]["message"]


@pytest.mark.parametrize("both_or_none", [{}, {"id": f"store_{'0' * 32}", "slug": "x"}])
async def test_a_store_is_asked_for_in_one_way(stranger: Phone, both_or_none: Json) -> None:
    assert (await stranger.ask(STORE, **both_or_none)).errors == [(ErrorCode.BAD_USER_INPUT, ["store"])]


async def test_a_character_that_postgresql_cannot_hold_is_the_askers_fault(stranger: Phone) -> None:
    assert (await stranger.ask(STORE, slug="a\u0000b")).errors == [(ErrorCode.BAD_USER_INPUT, ["store"])]


async def test_the_store_screen_shows_all_parts_of_the_store(
    ana: Phone, city: asyncpg.Connection, shop: asyncpg.Record
) -> None:
    answer = await ana.ask(SCREEN, id=global_id("Store", shop["id"]), near=CHIADO)
    store = answer.data["store"]

    products = await city.fetch(
        "SELECT name, price FROM products WHERE store_id = $1 ORDER BY position, id LIMIT 20", shop["id"]
    )
    reviews = await city.fetch(
        "SELECT rating FROM reviews WHERE store_id = $1 AND product_id IS NULL ORDER BY created_at DESC, id DESC"
        " LIMIT 5",
        shop["id"],
    )
    shown = [edge["node"] for edge in store["products"]["edges"]]
    assert [(product["name"], product["price"]["amount"]) for product in shown] == [tuple(row) for row in products]
    assert {product["price"]["currency"] for product in shown} == {"EUR"}
    assert [edge["node"]["rating"] for edge in store["reviews"]["edges"]] == [row["rating"] for row in reviews]
    assert all(edge["node"]["author"]["name"].endswith(".") for edge in store["reviews"]["edges"])
    assert {promotion["store"]["id"] for promotion in store["promotions"]} == {global_id("Store", shop["id"])}
    assert store["deliveryQuote"]["fee"]["currency"] == "EUR"
    assert {hours["weekday"] for hours in store["openingHours"]} <= set(range(1, 8))
    assert len(answer.statements) == 1


async def test_a_store_does_not_deliver_across_the_ocean(stranger: Phone, shop: asyncpg.Record) -> None:
    store = (await stranger.read(SCREEN, id=global_id("Store", shop["id"]), near=MID_ATLANTIC))["store"]

    assert store["deliveryQuote"] is None


async def test_a_stranger_has_no_favourites(stranger: Phone, ana: Phone, city: asyncpg.Connection) -> None:
    assert ana.person is not None
    key = await city.fetchval("SELECT store_id FROM favourites WHERE user_id = $1 LIMIT 1", ana.person.id)
    document = "query Store($id: ID!) { store(id: $id) { isFavourite } }"

    assert await stranger.read(document, id=global_id("Store", key)) == {"store": {"isFavourite": False}}
    assert await ana.read(document, id=global_id("Store", key)) == {"store": {"isFavourite": True}}


async def test_products_narrow_to_a_category_and_page_to_their_end(
    stranger: Phone, city: asyncpg.Connection, shop: asyncpg.Record
) -> None:
    document = """
    query Products($id: ID!, $category: ID, $first: Int, $after: String, $last: Int, $before: String) {
      store(id: $id) {
        products(category: $category, first: $first, after: $after, last: $last, before: $before) {
          edges { node { id } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }
    """
    category = await city.fetchval("SELECT category_id FROM products WHERE store_id = $1 LIMIT 1", shop["id"])
    rows = await city.fetch(
        "SELECT id, category_id FROM products WHERE store_id = $1 ORDER BY position, id", shop["id"]
    )
    wanted: dict[str, Json] = {"id": global_id("Store", shop["id"])}
    of_category = wanted | {"category": global_id("Category", category)}

    forth = await stranger.all_nodes(document, "store", "products", first=3, **wanted)
    back = await stranger.all_nodes(document, "store", "products", first=4, backward=True, **wanted)
    narrowed = await stranger.all_nodes(document, "store", "products", first=2, **of_category)

    assert forth == back == [{"id": global_id("Product", row["id"])} for row in rows]
    assert narrowed == [{"id": global_id("Product", row["id"])} for row in rows if row["category_id"] == category]
