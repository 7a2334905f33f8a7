from contextlib import AsyncExitStack
from uuid import uuid4

import asyncpg
import pytest

from domain.viewer import Role
from engine.errors import ErrorCode
from engine.identity import global_id
from tests.factories.people import somebody_else
from tests.factories.phone import Answer, Phone, phone_of
from tests.factories.service import Service

SCREEN = """
query OrderScreen($id: ID!) {
  order(id: $id) {
    number
    status
    isActive
    itemsTotal { amount } discount { amount } deliveryFee { amount } tip { amount } tax { amount }
    total { amount currency }
    recipient
    placedAt
    promisedAt
    store { name phone location { latitude longitude } }
    lines { name quantity unitPrice { amount } total { amount } options { name priceDelta { amount } } product { id } }
    timeline { status actor at }
    delivery { status eta distanceMetres courier { vehicle location { latitude longitude } person { name picture } } }
    payment { status amount { amount } captured { amount } cardBrand cardLast4 }
  }
}
"""


@pytest.fixture
async def order(city: asyncpg.Connection, ana: Phone) -> asyncpg.Record:
    """The order that Ana waits for."""
    assert ana.person is not None
    return await city.fetchrow(
        "SELECT o.*, s.name AS store FROM orders o JOIN stores s ON s.id = o.store_id"
        " WHERE o.customer_id = $1 AND o.finished_at IS NULL",
        ana.person.id,
    )


def without_request_id(answer: Answer) -> bytes:
    """The bytes of an answer, but for the id that no two answers share."""
    identity = answer.response.headers["x-request-id"].encode()
    assert identity in answer.response.content
    return answer.response.content.replace(identity, b"")


async def test_the_order_screen_shows_all_parts_of_the_order(
    ana: Phone, city: asyncpg.Connection, order: asyncpg.Record
) -> None:
    answer = await ana.ask(SCREEN, id=global_id("Order", order["id"]))
    shown = answer.data["order"]

    assert shown["number"] == str(order["number"])
    assert shown["status"] == order["status"].upper()
    assert shown["isActive"] is True
    assert shown["store"]["name"] == order["store"]
    assert shown["total"] == {"amount": order["total"], "currency": "EUR"}
    assert sum(line["total"]["amount"] for line in shown["lines"]) == shown["itemsTotal"]["amount"]
    assert shown["total"]["amount"] == (
        shown["itemsTotal"]["amount"]
        - shown["discount"]["amount"]
        + shown["deliveryFee"]["amount"]
        + shown["tip"]["amount"]
    )
    lines = await city.fetch(
        "SELECT name, quantity FROM order_lines WHERE order_id = $1 ORDER BY position", order["id"]
    )
    assert [(line["name"], line["quantity"]) for line in shown["lines"]] == [tuple(line) for line in lines]
    timeline = shown["timeline"]
    assert (timeline[0]["status"], timeline[-1]["status"]) == ("PLACED", shown["status"])
    assert timeline == sorted(timeline, key=lambda step: step["at"])
    assert shown["delivery"]["courier"]["person"]["name"] == "Rui D."
    assert shown["payment"]["amount"]["amount"] == order["total"]
    assert len(answer.statements) == 1


async def test_the_people_of_an_order_see_it_alike(
    order: asyncpg.Record, ana: Phone, rui: Phone, marta: Phone, sam: Phone
) -> None:
    answers = [await phone.read(SCREEN, id=global_id("Order", order["id"])) for phone in (ana, rui, marta, sam)]

    assert answers[0]["order"]
    assert answers == [answers[0]] * 4


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.COURIER, Role.MERCHANT, None])
async def test_others_get_the_same_bytes_for_a_real_order_as_for_a_random_id(
    service: Service,
    phones: AsyncExitStack,
    city: asyncpg.Connection,
    order: asyncpg.Record,
    role: Role | None,
) -> None:
    courier = await city.fetchval(
        "SELECT c.user_id FROM couriers c JOIN deliveries d ON d.courier_id = c.id WHERE d.order_id = $1", order["id"]
    )
    merchants = await city.fetch("SELECT user_id FROM user_roles WHERE store_id = $1", order["store_id"])
    insiders = [order["customer_id"], courier, *(row["user_id"] for row in merchants)]
    person = None if role is None else await somebody_else(city, role, *insiders)
    phone = await phones.enter_async_context(phone_of(service, person))

    real = await phone.ask(SCREEN, id=global_id("Order", order["id"]))
    random = await phone.ask(SCREEN, id=global_id("Order", uuid4()))

    assert real.errors == [(ErrorCode.NOT_FOUND, ["order"])]
    assert real.partial == {"order": None}
    assert without_request_id(real) == without_request_id(random)
    assert len(real.statements) == len(random.statements) == 1


async def test_an_id_of_another_kind_is_not_found(ana: Phone, order: asyncpg.Record) -> None:
    answer = await ana.ask(SCREEN, id=global_id("Store", order["id"]))

    assert answer.errors == [(ErrorCode.NOT_FOUND, ["order"])]
    assert answer.statements == []


async def test_staff_of_a_shop_see_all_of_its_orders_and_none_of_another(
    marta: Phone, city: asyncpg.Connection
) -> None:
    assert marta.person is not None
    own = await city.fetchval("SELECT id FROM orders WHERE store_id = $1 LIMIT 1", marta.person.store_ids[0])
    other = await city.fetchval("SELECT id FROM orders WHERE store_id <> $1 LIMIT 1", marta.person.store_ids[0])
    document = "query Order($id: ID!) { order(id: $id) { number } }"

    assert (await marta.ask(document, id=global_id("Order", own))).data["order"]
    assert (await marta.ask(document, id=global_id("Order", other))).errors == [(ErrorCode.NOT_FOUND, ["order"])]


async def test_a_courier_sees_the_orders_they_carry_and_no_others(rui: Phone, city: asyncpg.Connection) -> None:
    assert rui.person is not None
    rows = await city.fetch(
        "SELECT d.order_id FROM deliveries d JOIN couriers c ON c.id = d.courier_id WHERE c.user_id = $1", rui.person.id
    )
    own = rows[0]["order_id"]
    other = await city.fetchval("SELECT id FROM orders WHERE id <> ALL($1)", [row["order_id"] for row in rows])
    document = "query Order($id: ID!) { order(id: $id) { number } }"

    assert (await rui.ask(document, id=global_id("Order", own))).data["order"]
    assert (await rui.ask(document, id=global_id("Order", other))).errors == [(ErrorCode.NOT_FOUND, ["order"])]
