from uuid import uuid4

import asyncpg
import pytest

from engine.errors import ErrorCode
from engine.identity import global_id
from tests.factories.phone import Phone

NODE = "query Node($id: ID!) { node(id: $id) { __typename id } }"
NODES = "query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"

# A row of Ana's for each type that implements Node, or one of everybody's.
ROWS = {
    "Address": "SELECT id FROM addresses WHERE user_id = $1 AND deleted_at IS NULL",
    "Cart": "SELECT id FROM carts WHERE customer_id = $1 AND status = 'active'",
    "Category": "SELECT id FROM categories WHERE $1::uuid IS NOT NULL",
    "Notification": "SELECT id FROM notifications WHERE user_id = $1",
    "Order": "SELECT id FROM orders WHERE customer_id = $1",
    "Product": "SELECT id FROM products WHERE $1::uuid IS NOT NULL",
    "Promotion": "SELECT id FROM promotions WHERE $1::uuid IS NOT NULL AND code IS NULL"
    " AND starts_at < now() AND ends_at > now() + interval '2 hours'",
    "Review": "SELECT id FROM reviews WHERE $1::uuid IS NOT NULL",
    "Store": "SELECT id FROM stores WHERE $1::uuid IS NOT NULL",
}
OF_ONE_PERSON = ("Address", "Cart", "Notification", "Order")


async def id_of(city: asyncpg.Connection, kind: str, phone: Phone) -> str:
    assert phone.person is not None
    return global_id(kind, await city.fetchval(f"{ROWS[kind]} ORDER BY id LIMIT 1", phone.person.id))


async def test_every_type_of_node_is_told_here(stranger: Phone) -> None:
    document = """{ __type(name: "Node") { possibleTypes { name } } }"""

    types = (await stranger.read(document))["__type"]["possibleTypes"]

    assert {found["name"] for found in types} == set(ROWS)


@pytest.mark.parametrize("kind", ROWS)
async def test_anything_is_found_again_by_its_id(ana: Phone, city: asyncpg.Connection, kind: str) -> None:
    identity = await id_of(city, kind, ana)

    answer = await ana.ask(NODE, id=identity)

    assert answer.data == {"node": {"__typename": kind, "id": identity}}
    assert len(answer.statements) == 1


@pytest.mark.parametrize("kind", OF_ONE_PERSON)
async def test_a_strangers_answer_is_the_same_for_a_real_and_a_random_id(
    ana: Phone, stranger: Phone, rui: Phone, city: asyncpg.Connection, kind: str
) -> None:
    # Rui carries Ana's latest order, and so may see that one.
    row = f"{ROWS[kind]} ORDER BY id LIMIT 1"
    assert ana.person is not None
    real = global_id(kind, await city.fetchval(row, ana.person.id))

    for phone in (stranger, rui):
        answers = [await phone.ask(NODE, id=identity) for identity in (real, global_id(kind, uuid4()))]
        bodies = [answer.response.text.replace(answer.response.headers["x-request-id"], "") for answer in answers]
        assert answers[0].errors == [(ErrorCode.NOT_FOUND, ["node"])]
        assert bodies[0] == bodies[1]


@pytest.mark.parametrize(
    "identity",
    ["", "store", "store_", "_", "user_" + "0" * 32, "payment_" + "0" * 32, "store_" + "g" * 32, "\u0000", "🍕", "__"],
)
async def test_what_is_no_id_of_a_node_is_not_found_without_a_statement(ana: Phone, identity: str) -> None:
    answer = await ana.ask(NODE, id=identity)

    assert answer.errors == [(ErrorCode.NOT_FOUND, ["node"])]
    assert answer.statements == []


async def test_a_voucher_is_no_public_offer(stranger: Phone, city: asyncpg.Connection) -> None:
    key = await city.fetchval("SELECT id FROM promotions WHERE code IS NOT NULL LIMIT 1")

    assert (await stranger.ask(NODE, id=global_id("Promotion", key))).errors == [(ErrorCode.NOT_FOUND, ["node"])]


async def test_nodes_come_in_the_order_of_their_ids_with_a_statement_a_type(
    ana: Phone, city: asyncpg.Connection
) -> None:
    ids = [await id_of(city, kind, ana) for kind in ROWS]
    mixed = [ids[8], ids[0], f"store_{'0' * 32}", ids[4], "nonsense", ids[8], *ids]

    answer = await ana.ask(NODES, ids=mixed)

    found = [node and node["id"] for node in answer.data["nodes"]]
    assert found == [ids[8], ids[0], None, ids[4], None, ids[8], *ids]
    assert len(answer.statements) == len(ROWS)


async def test_nodes_of_others_are_null(ana: Phone, stranger: Phone, city: asyncpg.Connection) -> None:
    private = [await id_of(city, kind, ana) for kind in OF_ONE_PERSON]
    store = await id_of(city, "Store", ana)

    answer = await stranger.ask(NODES, ids=[*private, store])

    assert answer.data["nodes"] == [None, None, None, None, {"__typename": "Store", "id": store}]


async def test_a_hundred_nodes_of_a_type_are_one_statement(stranger: Phone, city: asyncpg.Connection) -> None:
    rows = await city.fetch("SELECT id FROM products ORDER BY id LIMIT 100")
    ids = [global_id("Product", row["id"]) for row in rows]

    answer = await stranger.ask(NODES, ids=ids)

    assert [node["id"] for node in answer.data["nodes"]] == ids
    assert len(answer.statements) == 1


async def test_no_ids_are_no_nodes(stranger: Phone) -> None:
    answer = await stranger.ask(NODES, ids=[])

    assert answer.data == {"nodes": []}
    assert answer.statements == []


async def test_more_than_a_hundred_ids_are_refused(stranger: Phone) -> None:
    answer = await stranger.ask(NODES, ids=[f"store_{'0' * 32}"] * 101)

    assert answer.errors == [(ErrorCode.BAD_USER_INPUT, ["nodes"])]
    assert answer.partial == {"nodes": None}
    assert answer.statements == []
