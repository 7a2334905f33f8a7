import re

import asyncpg
import pytest

from domain.words import fold
from engine.errors import ErrorCode
from tests.factories.phone import Json, Phone
from tests.factories.places import ALEXANDERPLATZ, CHIADO, MID_ATLANTIC

SEARCH = """
query Search($text: String!, $near: LocationInput, $first: Int, $after: String) {
  search(text: $text, near: $near, first: $first, after: $after) {
    edges {
      cursor
      node {
        __typename
        ... on Store { id name description city }
        ... on Product { id name description store { city } }
      }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


async def found(phone: Phone, text: str, **variables: Json) -> list[Json]:
    page = (await phone.read(SEARCH, text=text, **{"first": 100, **variables}))["search"]
    return [edge["node"] for edge in page["edges"]]


def words_of(node: Json) -> list[str]:
    return re.findall(r"\w+", fold(f"{node['name']} {node['description']} {node.get('city', '')}"))


@pytest.fixture
async def accented(city: asyncpg.Connection) -> str:
    """The first word of a shop's name that carries an accent."""
    name: str = await city.fetchval("SELECT name FROM stores WHERE name ~ '^\\w*[ãçáéõ]\\w* ' ORDER BY id LIMIT 1")
    return name.split(maxsplit=1)[0]


async def test_stores_and_products_come_in_one_list_the_stores_first(stranger: Phone) -> None:
    nodes = await found(stranger, "burger", near=CHIADO)

    kinds = [node["__typename"] for node in nodes]
    assert set(kinds) == {"Store", "Product"}
    assert kinds == sorted(kinds, reverse=True)
    assert all("burger" in " ".join(words_of(node)) for node in nodes)


async def test_every_word_may_be_a_beginning(stranger: Phone) -> None:
    nodes = await found(stranger, "choc cook")

    assert nodes
    for node in nodes:
        assert {True} == {any(word.startswith(start) for word in words_of(node)) for start in ("choc", "cook")}


async def test_case_and_accents_do_not_matter(stranger: Phone, accented: str) -> None:
    plain = fold(accented)
    assert plain != accented.lower()

    spellings = [await found(stranger, text) for text in (accented, accented.upper(), plain, plain.title())]

    assert spellings[0]
    assert spellings == [spellings[0]] * 4


async def test_a_name_ranks_above_a_mention(stranger: Phone, city: asyncpg.Connection) -> None:
    name = await city.fetchval(
        "SELECT name FROM products WHERE name ~ '^\\w+ \\w+$' GROUP BY name ORDER BY count(*) DESC, name LIMIT 1"
    )
    nodes = await found(stranger, name)

    ranks = [all(word in fold(node["name"]) for word in fold(name).split()) for node in nodes]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0]


async def test_a_place_narrows_to_what_is_near(stranger: Phone) -> None:
    def cities(nodes: list[Json]) -> set[str]:
        return {node["city"] if node["__typename"] == "Store" else node["store"]["city"] for node in nodes}

    assert cities(await found(stranger, "burger", near=CHIADO)) == {"Lisbon"}
    assert cities(await found(stranger, "burger", near=ALEXANDERPLATZ)) == {"Berlin"}
    assert await found(stranger, "burger", near=MID_ATLANTIC) == []


async def test_paging_gives_every_hit_once(stranger: Phone) -> None:
    paged = await stranger.all_nodes(SEARCH, "search", first=7, text="s", near=CHIADO)
    at_once = await stranger.all_nodes(SEARCH, "search", first=100, text="s", near=CHIADO)

    keys = [node["id"] for node in paged]
    assert len(keys) > 100
    assert len(set(keys)) == len(keys)
    assert paged == at_once


async def test_a_search_costs_a_statement_for_the_hits_and_one_for_each_kind_of_them(stranger: Phone) -> None:
    answer = await stranger.ask(SEARCH, text="burger", near=CHIADO, first=20)

    assert len(answer.data["search"]["edges"]) == 20
    assert len(answer.statements) == 3


@pytest.mark.parametrize("text", ["zzyzx", "burger zzyzx", "пицца", "\u200b"])
async def test_what_is_nowhere_finds_nothing(stranger: Phone, text: str) -> None:
    assert (await stranger.read(SEARCH, text=text))["search"] == {
        "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    }


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", "'", '"', "&", "| !", ":*", "()", "<->", "\\", "%", "🍕", "\u0000", "--", "\u202e"]
)
async def test_text_without_words_finds_nothing_and_asks_nothing(stranger: Phone, text: str) -> None:
    answer = await stranger.ask(SEARCH, text=text)

    assert answer.data["search"]["edges"] == []
    assert answer.statements == []


@pytest.mark.parametrize(
    "text",
    [
        "burger'",
        '"burger"',
        "burger & | ! :*",
        "!burger",
        "burger:*",
        "burger:A",
        "(burger",
        "burger <-> ",
        "burger \\",
        "🍕 burger",
        "burger\u0000",
        "  burger  ",
        "burger; DROP TABLE stores",
    ],
)
async def test_what_means_something_to_the_database_means_nothing_here(stranger: Phone, text: str) -> None:
    plain = " ".join(re.findall(r"\w+", text))

    assert await found(stranger, text) == await found(stranger, plain)


@pytest.mark.parametrize("text", ["x" * 100, "a " * 50, "_" * 100, "ﬁ ĳ ẞ İ", "1 2 3", "a_b", "٣", "²"])
async def test_odd_words_are_words(stranger: Phone, text: str) -> None:
    assert (await stranger.ask(SEARCH, text=text)).errors == []


async def test_a_search_of_101_characters_is_refused(stranger: Phone) -> None:
    answer = await stranger.ask(SEARCH, text="x" * 101)

    assert answer.errors == [(ErrorCode.BAD_USER_INPUT, ["search"])]
    assert answer.statements == []


async def test_a_cursor_of_another_list_is_refused(stranger: Phone) -> None:
    stores = "query Near($near: LocationInput!) { stores(near: $near, first: 1) { pageInfo { endCursor } } }"
    cursor = (await stranger.read(stores, near=CHIADO))["stores"]["pageInfo"]["endCursor"]

    assert (await stranger.ask(SEARCH, text="x", after=cursor)).errors == [(ErrorCode.BAD_USER_INPUT, ["search"])]
