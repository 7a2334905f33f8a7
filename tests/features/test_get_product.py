import asyncpg
import pytest

from engine.errors import ErrorCode
from engine.identity import global_id
from tests.factories.phone import Phone

SCREEN = """
query ProductScreen($id: ID!) {
  product(id: $id) {
    id
    name
    price { amount currency }
    compareAtPrice { amount }
    percentOff
    isAvailable
    isSoldOut
    rating
    store { name currency }
    category { name parent { name } }
    optionGroups { name minimumChoices maximumChoices options { name priceDelta { amount currency } isAvailable } }
    reviews(first: 10) { edges { node { rating author { name } } } pageInfo { hasNextPage } }
    related(first: 6) { nodes { id name store { name } } }
  }
}
"""


async def test_the_product_screen_shows_all_parts_of_the_product(stranger: Phone, city: asyncpg.Connection) -> None:
    row = await city.fetchrow("""
        SELECT p.*, s.name AS store FROM products p JOIN stores s ON s.id = p.store_id
        WHERE EXISTS (SELECT FROM option_groups g WHERE g.product_id = p.id) AND p.rating_count > 1
        ORDER BY p.rating_count DESC, p.id LIMIT 1
    """)
    answer = await stranger.ask(SCREEN, id=global_id("Product", row["id"]))
    product = answer.data["product"]

    assert product["id"] == global_id("Product", row["id"])
    assert product["price"] == {"amount": row["price"], "currency": row["currency"]}
    assert product["store"] == {"name": row["store"], "currency": row["currency"]}
    groups = await city.fetch(
        "SELECT id, name FROM option_groups WHERE product_id = $1 ORDER BY position, id", row["id"]
    )
    assert [group["name"] for group in product["optionGroups"]] == [group["name"] for group in groups]
    for shown, group in zip(product["optionGroups"], groups, strict=True):
        options = await city.fetch(
            "SELECT name, price_delta FROM options WHERE group_id = $1 ORDER BY position, id", group["id"]
        )
        assert [(option["name"], option["priceDelta"]["amount"]) for option in shown["options"]] == [
            tuple(option) for option in options
        ]
    assert len(product["reviews"]["edges"]) == min(10, row["rating_count"])
    assert len(answer.statements) == 1


async def test_related_products_are_others_of_the_same_kind_in_the_same_store(
    stranger: Phone, city: asyncpg.Connection
) -> None:
    row = await city.fetchrow("""
        SELECT id, store_id, category_id FROM products p
        WHERE (SELECT count(*) FROM products o WHERE o.store_id = p.store_id AND o.category_id = p.category_id) > 6
        ORDER BY id LIMIT 1
    """)
    related = (await stranger.read(SCREEN, id=global_id("Product", row["id"])))["product"]["related"]["nodes"]

    others = await city.fetch(
        "SELECT id FROM products WHERE store_id = $1 AND category_id = $2 AND id <> $3 AND is_available"
        " ORDER BY rating_count DESC, id LIMIT 6",
        row["store_id"],
        row["category_id"],
        row["id"],
    )
    assert [product["id"] for product in related] == [global_id("Product", other["id"]) for other in others]
    assert len(related) > 0


async def test_what_is_sold_out_says_so(stranger: Phone, city: asyncpg.Connection) -> None:
    row = await city.fetchrow("""
        SELECT (SELECT product_id FROM stock WHERE available = 0 ORDER BY product_id LIMIT 1) AS gone,
               (SELECT product_id FROM stock WHERE available > 0 ORDER BY product_id LIMIT 1) AS here
    """)
    document = "query Stock($id: ID!) { product(id: $id) { isSoldOut } }"

    assert await stranger.read(document, id=global_id("Product", row["gone"])) == {"product": {"isSoldOut": True}}
    assert await stranger.read(document, id=global_id("Product", row["here"])) == {"product": {"isSoldOut": False}}


async def test_a_former_price_is_shown_with_what_is_saved(stranger: Phone, city: asyncpg.Connection) -> None:
    row = await city.fetchrow(
        "SELECT id, price, compare_at_price FROM products WHERE compare_at_price > price ORDER BY id LIMIT 1"
    )
    product = (await stranger.read(SCREEN, id=global_id("Product", row["id"])))["product"]

    assert product["compareAtPrice"] == {"amount": row["compare_at_price"]}
    assert product["percentOff"] == (row["compare_at_price"] - row["price"]) * 100 // row["compare_at_price"]


async def test_a_product_alone_is_one_statement(stranger: Phone, city: asyncpg.Connection) -> None:
    key = await city.fetchval("SELECT id FROM products LIMIT 1")

    answer = await stranger.ask("query Name($id: ID!) { product(id: $id) { name } }", id=global_id("Product", key))

    assert answer.data["product"]["name"]
    assert len(answer.statements) == 1


@pytest.mark.parametrize("kind", ["product", "store", "nonsense"])
async def test_what_names_no_product_is_not_found(stranger: Phone, kind: str) -> None:
    answer = await stranger.ask(SCREEN, id=f"{kind}_{'0' * 32}")

    assert answer.errors == [(ErrorCode.NOT_FOUND, ["product"])]
    assert answer.partial == {"product": None}
