from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from engine.errors import ErrorCode
from tests.factories.phone import Answer, Json, Phone, phone_of
from tests.factories.places import ALEXANDERPLATZ, CHIADO, MID_ATLANTIC
from tests.factories.service import Service, running_service

SCREEN = """
query Home($near: LocationInput!, $first: Int! = 10) {
  home(near: $near, first: $first) {
    sections {
      __typename
      key
      title
      ... on OrderSection { items { id status isActive placedAt } }
      ... on StoreSection { items { id name distanceMetres(to: $near) } }
      ... on ProductSection { items { id name isAvailable } }
      ... on PromotionSection { items { id title endsAt } }
      ... on CategorySection { items { id name } }
    }
  }
}
"""
FAVOURITES = 1


def sections_of(answer: Answer) -> dict[str, Json]:
    return {section["key"]: section["items"] for section in answer.data["home"]["sections"]}


async def test_a_signed_in_person_sees_every_section_in_its_order(ana: Phone) -> None:
    answer = await ana.ask(SCREEN, near=CHIADO)

    assert [(section["key"], section["__typename"]) for section in answer.data["home"]["sections"]] == [
        ("active-order", "OrderSection"),
        ("favourites", "StoreSection"),
        ("order-again", "ProductSection"),
        ("near-you", "StoreSection"),
        ("offers", "PromotionSection"),
        ("categories", "CategorySection"),
    ]
    assert len(answer.statements) == 1


async def test_a_stranger_sees_what_belongs_to_nobody(stranger: Phone) -> None:
    answer = await stranger.ask(SCREEN, near=CHIADO)

    assert list(sections_of(answer)) == ["near-you", "offers", "categories"]
    assert len(answer.statements) == 1


async def test_a_section_without_items_is_left_out(stranger: Phone) -> None:
    assert list(sections_of(await stranger.ask(SCREEN, near=MID_ATLANTIC))) == ["offers", "categories"]


async def test_the_sections_hold_what_is_the_viewers(ana: Phone, city: asyncpg.Connection) -> None:
    assert ana.person is not None
    sections = sections_of(await ana.ask(SCREEN, near=CHIADO))

    assert [order["isActive"] for order in sections["active-order"]] == [True]
    kept = await city.fetch(
        "SELECT s.name FROM favourites f JOIN stores s ON s.id = f.store_id WHERE f.user_id = $1"
        " ORDER BY f.created_at DESC, f.id DESC",
        ana.person.id,
    )
    assert [store["name"] for store in sections["favourites"]] == [row["name"] for row in kept]
    ordered = await city.fetch(
        "SELECT p.name FROM products p JOIN order_lines l ON l.product_id = p.id JOIN orders o ON o.id = l.order_id"
        " WHERE o.customer_id = $1 AND p.is_available GROUP BY p.id ORDER BY count(*) DESC, p.id LIMIT 10",
        ana.person.id,
    )
    assert [product["name"] for product in sections["order-again"]] == [row["name"] for row in ordered]


async def test_near_you_begins_next_door(stranger: Phone) -> None:
    near = sections_of(await stranger.ask(SCREEN, near=CHIADO, first=100))["near-you"]

    distances = [store["distanceMetres"] for store in near]
    assert distances == sorted(distances)
    assert distances[-1] <= 6000
    assert len(near) > 50


async def test_offers_are_of_the_place_and_show_no_vouchers(stranger: Phone, city: asyncpg.Connection) -> None:
    offers = sections_of(await stranger.ask(SCREEN, near=ALEXANDERPLATZ, first=100))["offers"]

    keys = [offer["id"].removeprefix("promotion_") for offer in offers]
    rows = await city.fetch(
        "SELECT p.code, s.city FROM promotions p LEFT JOIN stores s ON s.id = p.store_id WHERE p.id = ANY($1::uuid[])",
        keys,
    )
    assert {row["code"] for row in rows} == {None}
    assert {row["city"] for row in rows} == {None, "Berlin"}
    assert [offer["endsAt"] for offer in offers] == sorted(offer["endsAt"] for offer in offers)


async def test_first_limits_every_section(ana: Phone) -> None:
    sections = sections_of(await ana.ask(SCREEN, near=CHIADO, first=1))

    assert len(sections) == 6
    assert {len(items) for items in sections.values()} == {1}


@pytest.mark.parametrize("first", [0, -1, 101])
async def test_a_section_size_beyond_the_limits_is_refused_as_one_error(ana: Phone, first: int) -> None:
    answer = await ana.ask(SCREEN, near=CHIADO, first=first)

    assert answer.errors == [(ErrorCode.BAD_USER_INPUT, ["home"])]
    assert answer.partial == {"home": None}
    assert answer.statements == []


@pytest.mark.parametrize("near", [{"latitude": 90.1, "longitude": 0}, {"latitude": 0, "longitude": -180.5}])
async def test_a_place_beyond_the_earths_degrees_is_refused(stranger: Phone, near: Json) -> None:
    assert (await stranger.ask(SCREEN, near=near)).errors == [(ErrorCode.BAD_USER_INPUT, ["home"])]


@pytest.mark.parametrize(
    "near", [{"latitude": 90, "longitude": 180}, {"latitude": -90, "longitude": -180}, {"latitude": 0, "longitude": 0}]
)
async def test_the_ends_of_the_earth_are_places(stranger: Phone, near: Json) -> None:
    assert list(sections_of(await stranger.ask(SCREEN, near=near))) == ["offers", "categories"]


@asynccontextmanager
async def held(connection: asyncpg.Connection, table: str) -> AsyncIterator[None]:
    """Nobody can read the table meanwhile."""
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    yield
    await transaction.rollback()


@pytest.mark.parametrize(
    ("lock_timeout_ms", "code"), [(100, ErrorCode.UNAVAILABLE), (3000, ErrorCode.TIMEOUT)], ids=["fails", "is late"]
)
async def test_a_section_that_fails_or_is_late_fails_alone(
    service: Service, ana: Phone, city: asyncpg.Connection, lock_timeout_ms: int, code: ErrorCode
) -> None:
    intact = await ana.read(SCREEN, near=CHIADO)
    settings = service.settings.model_copy(update={"lock_timeout_ms": lock_timeout_ms})
    with running_service(settings, service.clock) as impatient:
        async with phone_of(impatient, ana.person) as phone, held(city, "favourites"):
            answer = await phone.ask(SCREEN, near=CHIADO)

    assert answer.response.status_code == 200
    assert answer.errors == [(code, ["home", "sections", FAVOURITES, "items"])]
    intact["home"]["sections"][FAVOURITES]["items"] = None
    assert answer.partial == intact
