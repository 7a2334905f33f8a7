import asyncpg
import pytest

from engine.identity import global_id
from tests.factories.phone import Json, Phone

PROFILE = "{ viewer { id name email phone locale picture } }"
LISTS = """
query Lists(
  $list: Boolean = false, $active: Boolean, $first: Int, $after: String, $last: Int, $before: String
) {
  viewer {
    orders(active: $active, first: $first, after: $after, last: $last, before: $before) @skip(if: $list) {
      edges { node { id isActive placedAt } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    notifications(first: $first, after: $after, last: $last, before: $before) @include(if: $list) {
      edges { node { id kind title readAt createdAt } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}
"""
CART = """
{
  viewer {
    cart {
      id
      version
      store { name }
      lines { quantity note product { name price { amount currency } } options { name priceDelta { amount } } }
    }
  }
}
"""


def key(phone: Phone) -> object:
    assert phone.person is not None
    return phone.person.id


async def test_a_person_sees_the_own_profile(ana: Phone, city: asyncpg.Connection) -> None:
    answer = await ana.ask(PROFILE)

    row = await city.fetchrow("SELECT * FROM users WHERE id = $1", key(ana))
    assert answer.data["viewer"] == {
        "id": global_id("User", row["id"]),
        "name": "Ana Demo",
        "email": "ana@doorstep.example",
        "phone": row["phone"],
        "locale": row["locale"],
        "picture": row["picture"] and f"/pictures/{row['picture']}",
    }
    assert len(answer.statements) == 1


async def test_a_stranger_is_nobody_and_costs_nothing(stranger: Phone) -> None:
    answer = await stranger.ask(PROFILE)

    assert answer.data == {"viewer": None}
    assert answer.statements == []


async def test_addresses_come_in_the_order_they_were_added_without_deleted_ones(
    ana: Phone, city: asyncpg.Connection
) -> None:
    answer = await ana.ask("{ viewer { addresses { id label street isDefault location { latitude longitude } } } }")

    rows = await city.fetch(
        "SELECT * FROM addresses WHERE user_id = $1 AND deleted_at IS NULL ORDER BY created_at, id", key(ana)
    )
    assert answer.data["viewer"]["addresses"] == [
        {
            "id": global_id("Address", row["id"]),
            "label": row["label"],
            "street": row["street"],
            "isDefault": row["is_default"],
            "location": {"latitude": row["latitude"], "longitude": row["longitude"]},
        }
        for row in rows
    ]
    assert len(rows) == 3
    assert len(answer.statements) == 1


@pytest.mark.parametrize("active", [None, True, False])
async def test_orders_page_to_their_end_newest_first_and_narrow_to_active_ones(
    ana: Phone,
    city: asyncpg.Connection,
    active: bool | None,  # noqa: FBT001 - Parameters of a test come by name.
) -> None:
    forth = await ana.all_nodes(LISTS, "viewer", "orders", first=3, active=active)
    back = await ana.all_nodes(LISTS, "viewer", "orders", first=2, active=active, backward=True)

    rows = await city.fetch(
        "SELECT id, finished_at FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC, id DESC", key(ana)
    )
    wanted = [row["id"] for row in rows if active is None or (row["finished_at"] is None) == active]
    assert [order["id"] for order in forth] == [global_id("Order", order) for order in wanted]
    assert back == forth
    assert wanted
    assert active is None or {order["isActive"] for order in forth} == {active}


async def test_a_page_of_orders_with_what_was_in_them_is_one_statement_a_level(ana: Phone) -> None:
    answer = await ana.ask("""
    {
      viewer {
        orders(first: 5) {
          nodes { number total { amount currency } store { name } lines { name quantity product { picture } } }
        }
      }
    }
    """)

    orders = answer.data["viewer"]["orders"]["nodes"]
    assert len(orders) == 5
    assert all(order["lines"] and order["store"]["name"] for order in orders)
    assert len(answer.statements) == 1


async def test_favourites_come_latest_first(ana: Phone, city: asyncpg.Connection) -> None:
    answer = await ana.ask("{ viewer { favourites(first: 50) { nodes { id isFavourite } } } }")

    rows = await city.fetch(
        "SELECT store_id FROM favourites WHERE user_id = $1 ORDER BY created_at DESC, id DESC", key(ana)
    )
    assert answer.data["viewer"]["favourites"]["nodes"] == [
        {"id": global_id("Store", row["store_id"]), "isFavourite": True} for row in rows
    ]
    assert len(rows) > 1
    assert len(answer.statements) == 1


async def test_the_cart_shows_its_lines_with_products_and_options(ana: Phone, city: asyncpg.Connection) -> None:
    answer = await ana.ask(CART)
    cart = answer.data["viewer"]["cart"]

    row = await city.fetchrow(
        "SELECT c.*, s.name AS store FROM carts c JOIN stores s ON s.id = c.store_id"
        " WHERE c.customer_id = $1 AND c.status = 'active'",
        key(ana),
    )
    lines = await city.fetch(
        "SELECT l.*, p.name AS product FROM cart_lines l JOIN products p ON p.id = l.product_id"
        " WHERE l.cart_id = $1 ORDER BY l.created_at, l.id",
        row["id"],
    )
    assert (cart["id"], cart["version"], cart["store"]) == (
        global_id("Cart", row["id"]),
        row["version"],
        {"name": row["store"]},
    )
    assert [(line["quantity"], line["note"], line["product"]["name"]) for line in cart["lines"]] == [
        (line["quantity"], line["note"], line["product"]) for line in lines
    ]
    for shown, line in zip(cart["lines"], lines, strict=True):
        assert [option["name"] for option in shown["options"]] == [
            await city.fetchval("SELECT name FROM options WHERE id = $1", option) for option in line["option_ids"]
        ]
    assert len(answer.statements) == 1


async def test_some_cart_holds_options_in_the_order_they_were_chosen(
    city: asyncpg.Connection, ana: Phone, sam: Phone
) -> None:
    """Ana's cart decides nothing here: the rows of another customer are not hers, and not support's either."""
    cart = await city.fetchval("SELECT id FROM carts WHERE customer_id <> $1 AND status = 'active' LIMIT 1", key(ana))
    document = "query Cart($id: ID!) { node(id: $id) { id } }"

    for phone in (ana, sam):
        assert (await phone.ask(document, id=global_id("Cart", cart))).partial == {"node": None}


async def test_notifications_page_to_their_end_newest_first(ana: Phone, city: asyncpg.Connection) -> None:
    forth = await ana.all_nodes(LISTS, "viewer", "notifications", first=7, list=True)
    back = await ana.all_nodes(LISTS, "viewer", "notifications", first=9, list=True, backward=True)

    rows = await city.fetch(
        "SELECT id FROM notifications WHERE user_id = $1 ORDER BY created_at DESC, id DESC", key(ana)
    )
    assert [entry["id"] for entry in forth] == [global_id("Notification", row["id"]) for row in rows]
    assert back == forth


async def test_the_unread_count_counts_what_is_new(ana: Phone, city: asyncpg.Connection) -> None:
    answer = await ana.ask("{ viewer { unreadNotificationCount } }")

    unread = await city.fetchval("SELECT count(*) FROM notifications WHERE user_id = $1 AND read_at IS NULL", key(ana))
    assert answer.data == {"viewer": {"unreadNotificationCount": unread}}
    assert unread > 0
    assert len(answer.statements) == 1


async def test_a_notification_leads_to_its_order(ana: Phone) -> None:
    answer = await ana.ask("{ viewer { notifications(first: 20) { nodes { kind order { id number } } } } }")

    nodes: list[Json] = answer.data["viewer"]["notifications"]["nodes"]
    assert any(node["order"] for node in nodes)
    assert {node["kind"] for node in nodes if node["order"]} <= {"ORDER", "MESSAGE"}
    assert len(answer.statements) == 1


async def test_lists_of_somebody_who_has_nothing_are_empty(sam: Phone) -> None:
    document = """
    {
      viewer {
        addresses { id }
        orders { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
        favourites { nodes { id } }
        cart { id }
        notifications { nodes { id } }
        unreadNotificationCount
      }
    }
    """
    assert (await sam.read(document))["viewer"] == {
        "addresses": [],
        "orders": {
            "nodes": [],
            "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        },
        "favourites": {"nodes": []},
        "cart": None,
        "notifications": {"nodes": []},
        "unreadNotificationCount": 0,
    }
