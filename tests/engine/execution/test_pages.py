from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta
from itertools import product
from random import Random
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.declare.pages import Cursors, Page, PageArguments, page_arguments
from engine.declare.relation import EVERYONE, Pages, Sort, ascending, descending
from engine.errors import ErrorCode, FieldError
from engine.reads.loaders import Row
from tests.engine.library import BOOKS, EPOCH, SECRET, Book, Library

SHELF, OTHER_SHELF = UUID(int=1), UUID(int=2)
MOST_PAGES = 100


def by(name: str, *order: Sort) -> Pages:
    return Pages(name=name, model=BOOKS, key=BOOKS.c.shelf_id, order=order, visible=EVERYONE)


UP = by("up", ascending(BOOKS.c.stars), ascending(BOOKS.c.added), ascending(BOOKS.c.id))
DOWN = by("down", descending(BOOKS.c.stars), descending(BOOKS.c.added), descending(BOOKS.c.id))
MIXED = by("mixed", descending(BOOKS.c.stars), ascending(BOOKS.c.added), descending(BOOKS.c.id))
BY_WEIGHT = by("by_weight", descending(BOOKS.c.weight * 2), ascending(BOOKS.c.title), ascending(BOOKS.c.id))
ORDERS: dict[str, Callable[[Book], tuple[object, ...]]] = {
    "up": lambda book: (book.stars, book.added, book.id),
    "down": lambda book: (-book.stars, EPOCH - book.added, -book.id.int),
    "mixed": lambda book: (-book.stars, book.added, -book.id.int),
    "by_weight": lambda book: (-book.weight, book.title, book.id),
}
EVERY_TYPE = Pages(
    name="every_type",
    model=BOOKS,
    visible=EVERYONE,
    order=[*(ascending(BOOKS.c[name]) for name in ("stars", "weight", "title", "added")), ascending(BOOKS.c.id)],
)
CURSORS = Cursors(SECRET)
VALUES: tuple[object, ...] = (3, 0.1, "Pão", EPOCH, UUID(int=7))


def books_with_ties(shelf: UUID, count: int) -> list[Book]:
    """Books of which many are equal in all but their ids."""
    chance = Random(shelf.int)  # noqa: S311 - Chance here guards nothing.
    return [
        Book(
            UUID(int=chance.getrandbits(128)),
            shelf,
            title=chance.choice(["Açores", "Zebra", "azores"]),
            stars=chance.randint(1, 3),
            weight=chance.choice([0.1, 0.30000000000000004, 0.3]),
            added=EPOCH + timedelta(microseconds=chance.randint(0, 2)),
        )
        for _ in range(count)
    ]


def ids(page: Page) -> list[UUID]:
    return [row["id"] for row in page.nodes if isinstance(row, Row) and isinstance(row["id"], UUID)]


async def walk(
    library: Library,
    relation: Pages,
    size: int,
    *,
    backward: bool = False,
    between: Callable[[Page], Awaitable[None]] | None = None,
) -> list[UUID]:
    """The ids of all pages, each read by a request of its own, in the list's order."""
    seen: list[UUID] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        page = await library.loaders().page(relation, SHELF, PageArguments(size, cursor, backward))
        info = page.page_info
        seen = [*ids(page), *seen] if backward else [*seen, *ids(page)]
        if not (info.has_previous_page if backward else info.has_next_page):
            return seen
        assert len(page.edges) == size
        if between is not None:
            await between(page)
        cursor = info.start_cursor if backward else info.end_cursor
    pytest.fail("the list has no end")


@pytest.mark.parametrize("relation", [UP, DOWN, MIXED, BY_WEIGHT], ids=lambda relation: relation.name)
async def test_every_way_through_a_list_shows_every_row_once_in_its_order(library: Library, relation: Pages) -> None:
    books = books_with_ties(SHELF, 40)
    await library.add_shelves(SHELF, OTHER_SHELF)
    await library.add(*books, *books_with_ties(OTHER_SHELF, 40))
    order = ORDERS[relation.name]
    expected = [book.id for book in sorted(books, key=order)]
    if relation is BY_WEIGHT:
        collated = await library.connection.fetch(
            "SELECT id FROM books WHERE shelf_id = $1 ORDER BY weight DESC, title, id", SHELF
        )
        expected = [row["id"] for row in collated]
    for size, backward in product((1, 3, 40, 100), (False, True)):
        assert await walk(library, relation, size, backward=backward) == expected, (size, backward)


@pytest.mark.parametrize("backward", [False, True])
async def test_rows_that_stay_are_seen_once_whatever_comes_and_goes_between_pages(
    library: Library, *, backward: bool
) -> None:
    books = books_with_ties(SHELF, 30)
    await library.add_shelves(SHELF)
    await library.add(*books)
    newcomers = iter(books_with_ties(OTHER_SHELF, 30))
    gone: set[UUID] = set()

    async def change(page: Page) -> None:
        """The row the next page goes on from is taken away, and another comes, before it or after it."""
        edge = ids(page)[0 if backward else -1]
        gone.add(edge)
        await library.remove(edge)
        newcomer = next(newcomers)
        await library.add(Book(newcomer.id, SHELF, stars=newcomer.stars, added=newcomer.added))

    seen = await walk(library, MIXED, 4, backward=backward, between=change)
    stayed = [book.id for book in sorted(books, key=ORDERS["mixed"]) if book.id not in gone]
    assert len(gone) >= 7
    assert len(seen) == len(set(seen))
    assert [key for key in seen if key in set(stayed)] == stayed


async def test_a_row_that_came_is_seen_when_it_lies_ahead(library: Library) -> None:
    await library.add_shelves(SHELF)
    await library.add(*(Book(UUID(int=number), SHELF, stars=number) for number in (10, 20, 30)))
    first = await library.loaders().page(UP, SHELF, PageArguments(2))
    await library.add(Book(UUID(int=15), SHELF, stars=15), Book(UUID(int=25), SHELF, stars=25))
    rest = await library.loaders().page(UP, SHELF, PageArguments(5, first.page_info.end_cursor))
    assert ids(rest) == [UUID(int=25), UUID(int=30)]


async def test_a_page_says_whether_there_is_more_on_either_side(library: Library) -> None:
    await library.add_shelves(SHELF)
    await library.add(*(Book(UUID(int=number), SHELF, stars=number) for number in range(3)))

    async def sides(size: int, cursor: str | None = None, *, backward: bool = False) -> tuple[bool, bool]:
        page = await library.loaders().page(UP, SHELF, PageArguments(size, cursor, backward))
        return page.page_info.has_previous_page, page.page_info.has_next_page

    middle = (await library.loaders().page(UP, SHELF, PageArguments(2))).edges[1].cursor
    assert await sides(3) == (False, False)
    assert await sides(2) == (False, True)
    assert await sides(2, backward=True) == (True, False)
    assert await sides(1, middle) == (True, False)
    assert await sides(1, middle, backward=True) == (False, True)


async def test_an_empty_page_has_no_cursors(library: Library) -> None:
    page = await library.loaders().page(UP, SHELF, PageArguments())
    assert (page.nodes, page.edges) == ([], [])
    assert (page.page_info.start_cursor, page.page_info.end_cursor) == (None, None)
    assert (page.page_info.has_previous_page, page.page_info.has_next_page) == (False, False)


async def test_a_refused_cursor_costs_no_statement(library: Library) -> None:
    with pytest.raises(FieldError) as refused:
        await library.loaders().page(UP, SHELF, PageArguments(5, CURSORS.write(DOWN, [1, EPOCH, SHELF])))
    assert refused.value.code is ErrorCode.BAD_USER_INPUT
    assert library.statements == []


def refusal(cursor: str, relation: Pages = EVERY_TYPE) -> ErrorCode:
    with pytest.raises(FieldError) as refused:
        CURSORS.read(relation, cursor)
    return refused.value.code


@given(
    st.tuples(
        st.integers(-(2**31), 2**31 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.datetimes(timezones=st.just(UTC)),
        st.uuids(),
    )
)
def test_a_cursor_gives_back_the_values_it_was_made_of(values: tuple[object, ...]) -> None:
    cursor = CURSORS.write(EVERY_TYPE, values)
    assert CURSORS.read(EVERY_TYPE, cursor) == {f"at_{index}": value for index, value in enumerate(values)}
    assert cursor.isascii()
    assert not set(cursor) & set("+/= ")


def test_a_cursor_belongs_to_one_list_in_one_order_of_one_service() -> None:
    cursor = CURSORS.write(UP, [1, EPOCH, SHELF])
    same_name = by("up", ascending(BOOKS.c.stars), ascending(BOOKS.c.added), descending(BOOKS.c.id))
    assert CURSORS.read(UP, cursor) == {"at_0": 1, "at_1": EPOCH, "at_2": SHELF}
    for other in (DOWN, same_name, by("other", *UP.order), by("up", *UP.order[:2])):
        assert refusal(cursor, other) is ErrorCode.BAD_USER_INPUT
    assert refusal(Cursors(bytes(31) + b"x").write(UP, [1, EPOCH, SHELF]), UP) is ErrorCode.BAD_USER_INPUT


def test_no_byte_of_a_cursor_can_be_changed_dropped_or_added() -> None:
    cursor = CURSORS.write(EVERY_TYPE, VALUES)
    for index in range(len(cursor)):
        for garbled in (
            *(cursor[:index] + letter + cursor[index + 1 :] for letter in "Aa0-_!é" if letter != cursor[index]),
            cursor[:index] + cursor[index + 1 :],
            cursor[:index] + " " + cursor[index:],
            cursor[:index],
        ):
            assert refusal(garbled) is ErrorCode.BAD_USER_INPUT, garbled
    for tail in ("=", "==", "A", "\n", "\0"):
        assert refusal(cursor + tail) is ErrorCode.BAD_USER_INPUT


def test_a_signature_does_not_stretch_to_other_values() -> None:
    raw = urlsafe_b64decode(CURSORS.write(UP, [1, EPOCH, SHELF]) + "==")
    forged = urlsafe_b64encode(raw.replace(b"[1,", b"[9,")).decode().rstrip("=")
    assert refusal(forged, UP) is ErrorCode.BAD_USER_INPUT


@given(st.text() | st.text("ABCabc012-_=", max_size=40) | st.binary().map(lambda raw: urlsafe_b64encode(raw).decode()))
@example("")
@example("=")
@example("A")
@example("\ud800")
@example("çürsör")
@example("A" * 1_000_000)
@example("null")
@example("\0" * 16)
def test_no_text_breaks_the_reader_of_cursors(text: str) -> None:
    assert refusal(text) is ErrorCode.BAD_USER_INPUT


@pytest.mark.parametrize("size", [1, 20, 100])
def test_a_page_has_one_to_a_hundred_rows(size: int) -> None:
    assert page_arguments(first=size) == PageArguments(size)
    assert page_arguments(last=size, before="x") == PageArguments(size, "x", backward=True)


@pytest.mark.parametrize("size", [0, -1, 101, 2**31 - 1, -(2**31)])
def test_any_other_size_is_refused_with_its_name(size: int) -> None:
    with pytest.raises(FieldError, match=f"first was {size}") as refused:
        page_arguments(first=size)
    assert refused.value.code is ErrorCode.BAD_USER_INPUT
    with pytest.raises(FieldError, match=f"last was {size}") as refused:
        page_arguments(last=size)
    assert refused.value.code is ErrorCode.BAD_USER_INPUT


def test_a_page_without_arguments_is_the_first_twenty() -> None:
    assert page_arguments() == PageArguments(20)
    assert page_arguments(after="x") == PageArguments(20, "x")
    assert page_arguments(before="x") == PageArguments(20, "x", backward=True)


@pytest.mark.parametrize(
    ("first", "after", "last", "before"),
    [(1, None, 1, None), (1, None, None, "x"), (None, "x", 1, None), (None, "x", None, "x")],
)
def test_one_page_has_one_direction(first: int | None, after: str | None, last: int | None, before: str | None) -> None:
    with pytest.raises(FieldError) as refused:
        page_arguments(first, after, last, before)
    assert refused.value.code is ErrorCode.BAD_USER_INPUT
