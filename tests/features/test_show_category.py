import asyncpg

from tests.factories.phone import Phone

CATEGORIES = "{ categories { slug name picture parent { slug } children { slug parent { slug } } } }"


async def test_the_kinds_of_shops_come_in_order_with_the_kinds_of_goods_below(
    stranger: Phone, city: asyncpg.Connection
) -> None:
    answer = await stranger.ask(CATEGORIES)
    shown = answer.data["categories"]

    kinds = await city.fetch("SELECT id, slug FROM categories WHERE parent_id IS NULL ORDER BY position, id")
    assert [category["slug"] for category in shown] == [kind["slug"] for kind in kinds]
    for category, kind in zip(shown, kinds, strict=True):
        below = await city.fetch("SELECT slug FROM categories WHERE parent_id = $1 ORDER BY position, id", kind["id"])
        assert [child["slug"] for child in category["children"]] == [row["slug"] for row in below]
        assert {child["parent"]["slug"] for child in category["children"]} <= {kind["slug"]}
        assert category["parent"] is None
    assert len(answer.statements) == 1
