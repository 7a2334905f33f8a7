from collections.abc import Callable

import asyncpg
import pytest

from domain.place import Place, distance_metres
from engine.errors import ErrorCode
from engine.identity import global_id
from tests.factories.phone import Json, Phone
from tests.factories.places import CHIADO, MID_ATLANTIC

STORES = """
query Stores(
  $near: LocationInput!, $filter: StoreFilter, $sort: StoreSort! = DISTANCE,
  $first: Int, $after: String, $last: Int, $before: String
) {
  stores(near: $near, filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before) {
    edges {
      cursor
      node { id name isOpen rating ratingCount priceLevel distanceMetres(to: $near) }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


async def all_stores(phone: Phone, **variables: Json) -> list[Json]:
    return await phone.all_nodes(STORES, "stores", near=CHIADO, **variables)


def ids(stores: list[Json]) -> list[str]:
    return [store["id"] for store in stores]


@pytest.mark.parametrize("sort", ["DISTANCE", "RATING", "PRICE"])
async def test_paging_forth_and_back_gives_every_store_in_reach_once_in_one_order(
    stranger: Phone, city: asyncpg.Connection, sort: str
) -> None:
    forth = ids(await all_stores(stranger, sort=sort, first=7))
    back = ids(await all_stores(stranger, sort=sort, first=9, backward=True))

    here = Place(**CHIADO)
    rows = await city.fetch("SELECT id, latitude, longitude FROM stores")
    in_reach = [row["id"] for row in rows if distance_metres(here, Place(row["latitude"], row["longitude"])) <= 6000]
    assert sorted(forth) == sorted(global_id("Store", key) for key in in_reach)
    assert back == forth


async def test_a_page_costs_one_statement_whichever_it_is(stranger: Phone) -> None:
    first = await stranger.ask(STORES, near=CHIADO, first=10)
    end = first.data["stores"]["pageInfo"]["endCursor"]
    second = await stranger.ask(STORES, near=CHIADO, first=10, after=end)
    last = await stranger.ask(STORES, near=CHIADO, last=100)

    assert [len(answer.statements) for answer in (first, second, last)] == [1, 1, 1]


async def test_a_page_says_what_lies_on_either_side(stranger: Phone) -> None:
    first = (await stranger.read(STORES, near=CHIADO, first=2))["stores"]
    middle = (await stranger.read(STORES, near=CHIADO, first=2, after=first["pageInfo"]["endCursor"]))["stores"]
    last = (await stranger.read(STORES, near=CHIADO, last=2))["stores"]

    sides = [(page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]) for page in (first, middle, last)]
    assert sides == [(False, True), (True, True), (True, False)]
    assert [page["pageInfo"]["startCursor"] for page in (first, middle)] == [
        page["edges"][0]["cursor"] for page in (first, middle)
    ]


async def test_a_page_is_twenty_stores_unless_told(stranger: Phone) -> None:
    assert len((await stranger.read(STORES, near=CHIADO))["stores"]["edges"]) == 20


async def test_far_from_everything_the_page_is_empty(stranger: Phone) -> None:
    assert (await stranger.read(STORES, near=MID_ATLANTIC))["stores"] == {
        "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    }


@pytest.mark.parametrize(
    ("sort", "key"),
    [("DISTANCE", lambda store: store["distanceMetres"]), ("PRICE", lambda store: store["priceLevel"])],
)
async def test_each_sort_orders_by_what_it_says(stranger: Phone, sort: str, key: Callable[[Json], int]) -> None:
    stores = await all_stores(stranger, sort=sort)

    places = [(key(store), store["distanceMetres"]) for store in stores]
    assert places == sorted(places)
    assert len(set(map(key, stores))) > 2


async def test_a_few_good_ratings_count_less_than_many(stranger: Phone, city: asyncpg.Connection) -> None:
    stores = await all_stores(stranger, sort="RATING")

    rows = await city.fetch("SELECT id, (rating_total + 40.0) / (rating_count + 10.0) AS weighted FROM stores")
    weighted = {global_id("Store", row["id"]): row["weighted"] for row in rows}
    places = [(-weighted[store["id"]], store["distanceMetres"]) for store in stores]
    assert places == sorted(places)


async def test_open_now_parts_the_list_in_two(stranger: Phone) -> None:
    every = await all_stores(stranger)
    open_ones = await all_stores(stranger, filter={"openNow": True})
    closed_ones = await all_stores(stranger, filter={"openNow": False})

    assert ids(open_ones) == [store["id"] for store in every if store["isOpen"]]
    assert ids(closed_ones) == [store["id"] for store in every if not store["isOpen"]]


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"minimumRating": 4.5}, lambda store: (store["rating"] or 0) >= 4.5),
        ({"priceLevel": 1}, lambda store: store["priceLevel"] == 1),
        ({"priceLevel": 2, "minimumRating": 4}, lambda store: store["priceLevel"] <= 2 and (store["rating"] or 0) >= 4),
    ],
)
async def test_a_filter_keeps_exactly_what_it_says(
    stranger: Phone, wanted: Json, holds: Callable[[Json], bool]
) -> None:
    every = await all_stores(stranger)

    kept = await all_stores(stranger, filter=wanted)

    assert ids(kept) == [store["id"] for store in every if holds(store)]
    assert 0 < len(kept) < len(every)


async def test_a_category_keeps_the_shops_of_that_kind(stranger: Phone, city: asyncpg.Connection) -> None:
    kind = (await stranger.read("{ categories { id } }"))["categories"][0]["id"]

    kept = await all_stores(stranger, filter={"category": kind})

    of_kind = await city.fetch(
        "SELECT store_id FROM store_categories WHERE category_id = $1", kind.removeprefix("category_")
    )
    assert 0 < len(kept) < len(of_kind)
    assert set(ids(kept)) <= {global_id("Store", row["store_id"]) for row in of_kind}


async def test_a_filter_of_nulls_is_no_filter(stranger: Phone) -> None:
    nothing = {"openNow": None, "category": None, "minimumRating": None, "priceLevel": None}

    assert await all_stores(stranger, filter=nothing) == await all_stores(stranger, filter=None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": 0},
        {"first": -1},
        {"first": 101},
        {"last": 101},
        {"first": 2, "last": 2},
        {"first": 2, "before": "x"},
        {"after": "not a cursor"},
        {"after": "äöü"},
        {"after": ""},
        {"after": "AAAAAAAAAAAAAAAA"},
        {"near": {"latitude": 91, "longitude": 0}},
    ],
)
async def test_a_page_that_cannot_be_is_refused_before_any_statement(stranger: Phone, wrong: Json) -> None:
    answer = await stranger.ask(STORES, **{"near": CHIADO, **wrong})

    assert answer.errors == [(ErrorCode.BAD_USER_INPUT, ["stores"])]
    assert answer.partial == {"stores": None}
    assert answer.statements == []


async def test_a_cursor_of_another_list_or_a_changed_one_is_refused(stranger: Phone) -> None:
    near = (await stranger.read(STORES, near=CHIADO, first=1))["stores"]["pageInfo"]["endCursor"]
    changed = near[:-4] + ("AAAA" if near[-4:] != "AAAA" else "BBBB")

    elsewhere = await stranger.ask(STORES, near=CHIADO, sort="RATING", after=near)
    forged = await stranger.ask(STORES, near=CHIADO, after=changed)

    assert elsewhere.errors == forged.errors == [(ErrorCode.BAD_USER_INPUT, ["stores"])]


@pytest.mark.parametrize("kind", ["store", "nonsense"])
async def test_a_filter_by_what_is_no_category_is_not_found(stranger: Phone, kind: str) -> None:
    answer = await stranger.ask(STORES, near=CHIADO, filter={"category": f"{kind}_{'0' * 32}"})

    assert answer.errors == [(ErrorCode.NOT_FOUND, ["stores"])]
