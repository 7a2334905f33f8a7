import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import Text, Uuid, bindparam, cast, func

from engine.declare.pages import PageArguments
from engine.declare.relation import EVERYONE, Many, One, Pages, Rule, ascending, descending
from engine.errors import ErrorCode, FieldError
from engine.reads.loaders import Loaders, Records, Row
from tests.engine.library import BOOKS, SHELVES, Book, Library, until

SHELF, OTHER_SHELF, EMPTY_SHELF = UUID(int=1), UUID(int=2), UUID(int=3)
A, B, C, D = (UUID(int=number) for number in (0xA, 0xB, 0xC, 0xD))
READER = UUID(int=0x99)

shelf_by_id = One(name="shelf_by_id", model=SHELVES, key=SHELVES.c.id, visible=EVERYONE)
book_by_id = One(name="book_by_id", model=BOOKS, key=BOOKS.c.id, visible=EVERYONE)
books_by_shelf = Many(
    name="books_by_shelf",
    model=BOOKS,
    key=BOOKS.c.shelf_id,
    order=[descending(BOOKS.c.stars), ascending(BOOKS.c.id)],
    visible=EVERYONE,
)
pages_by_shelf = Pages(
    name="pages_by_shelf",
    model=BOOKS,
    key=BOOKS.c.shelf_id,
    order=[ascending(BOOKS.c.stars), ascending(BOOKS.c.id)],
    visible=EVERYONE,
)
all_books = Many(name="all_books", model=BOOKS, order=[ascending(BOOKS.c.id)], visible=EVERYONE)
books_lent = Many(
    name="books_lent",
    model=BOOKS,
    key=BOOKS.c.shelf_id,
    order=[ascending(BOOKS.c.id)],
    visible=Rule("who borrowed it", BOOKS.c.lent_to == cast(bindparam("reader", type_=Uuid), Text)),
)
shelves_by_book = Many(
    name="shelves_by_book",
    model=SHELVES,
    key=BOOKS.c.id,
    join=(BOOKS, BOOKS.c.shelf_id == SHELVES.c.id),
    order=[ascending(SHELVES.c.id)],
    visible=EVERYONE,
)
slow_books = Many(
    name="slow_books",
    model=BOOKS,
    where=[cast(func.pg_sleep(60), Text) == ""],
    order=[ascending(BOOKS.c.id)],
    visible=EVERYONE,
)


@pytest.fixture(autouse=True)
async def _stocked(library: Library) -> None:
    await library.add_shelves(SHELF, OTHER_SHELF, EMPTY_SHELF)
    await library.add(
        Book(A, SHELF, stars=1, lent_to=str(READER)),
        Book(B, OTHER_SHELF, stars=3),
        Book(C, SHELF, stars=5),
        Book(D, None),
    )


def ids(rows: Sequence[object]) -> list[object]:
    return [row["id"] if isinstance(row, Row) else None for row in rows]


async def test_each_level_costs_one_statement_whatever_the_number_of_keys(library: Library) -> None:
    shelves = [UUID(int=number) for number in range(100, 200)]
    await library.add_shelves(*shelves)
    await library.add(*(Book(UUID(int=shelf.int * 1000 + number), shelf) for shelf in shelves for number in range(3)))
    loaders = library.loaders()

    async def below(shelf: UUID) -> list[object]:
        books = await loaders.many(books_by_shelf, shelf)
        return [await loaders.one(shelf_by_id, book["shelf_id"]) for book in books]

    found = await asyncio.gather(*map(below, shelves))
    assert [ids(rows) for rows in found] == [[shelf] * 3 for shelf in shelves]
    assert len(library.statements) == 2


async def test_rows_come_back_to_the_keys_that_asked_for_them(library: Library) -> None:
    loaders = library.loaders()
    keys = [EMPTY_SHELF, OTHER_SHELF, SHELF, UUID(int=404), SHELF]
    found = await asyncio.gather(*(loaders.many(books_by_shelf, key) for key in keys))
    assert [ids(rows) for rows in found] == [[], [B], [C, A], [], [C, A]]
    assert len(library.statements) == 1


async def test_a_row_of_each_key_comes_in_the_keys_order_with_gaps(library: Library) -> None:
    found = await library.loaders().each(book_by_id, [C, UUID(int=404), A, C])
    assert ids(found) == [C, None, A, C]
    assert len(library.statements) == 1


async def test_a_key_without_a_row_has_none(library: Library) -> None:
    assert await library.loaders().one(book_by_id, UUID(int=404)) is None


async def test_a_row_knows_its_table(library: Library) -> None:
    row = await library.loaders().one(book_by_id, A)
    assert row is not None
    assert row.table is BOOKS


async def test_what_one_request_has_read_is_not_read_again_and_what_another_read_is(library: Library) -> None:
    loaders = library.loaders()
    await loaders.one(book_by_id, A)
    await loaders.one(book_by_id, A)
    assert len(library.statements) == 1
    await library.loaders().one(book_by_id, A)
    assert len(library.statements) == 2


async def test_relations_with_the_same_key_are_read_apart(library: Library) -> None:
    loaders = library.loaders()
    many, count = await asyncio.gather(loaders.many(books_by_shelf, SHELF), loaders.count(books_by_shelf, SHELF))
    assert (ids(many), count) == ([C, A], 2)
    assert len(library.statements) == 2


async def test_counts_are_read_together_and_nothing_counts_as_zero(library: Library) -> None:
    loaders = library.loaders()
    keys = [SHELF, EMPTY_SHELF, OTHER_SHELF]
    assert await asyncio.gather(*(loaders.count(pages_by_shelf, key) for key in keys)) == [2, 0, 1]
    assert len(library.statements) == 1


async def test_pages_of_many_keys_cost_one_statement_and_each_has_its_own_limit(library: Library) -> None:
    await library.add(*(Book(UUID(int=number), OTHER_SHELF, stars=number) for number in range(20, 30)))
    loaders = library.loaders()
    keys = [OTHER_SHELF, EMPTY_SHELF, SHELF]
    pages = await asyncio.gather(*(loaders.page(pages_by_shelf, key, PageArguments(2)) for key in keys))
    assert [ids(page.nodes) for page in pages] == [[B, UUID(int=20)], [], [A, C]]
    assert [page.page_info.has_next_page for page in pages] == [True, False, False]
    assert len(library.statements) == 1


async def test_other_pages_of_a_relation_are_other_statements(library: Library) -> None:
    loaders = library.loaders()
    sizes = (1, 2)
    pages = await asyncio.gather(*(loaders.page(pages_by_shelf, SHELF, PageArguments(size)) for size in sizes))
    assert [ids(page.nodes) for page in pages] == [[A], [A, C]]
    assert len(library.statements) == 2


async def test_a_relation_without_a_key_is_one_list(library: Library) -> None:
    assert ids(await library.loaders().many(all_books, "any")) == [A, B, C, D]


async def test_the_key_may_stand_in_a_joined_table(library: Library) -> None:
    loaders = library.loaders()
    found = await asyncio.gather(*(loaders.many(shelves_by_book, book) for book in (D, B, A)))
    assert [ids(rows) for rows in found] == [[], [OTHER_SHELF], [SHELF]]
    assert len(library.statements) == 1


async def test_the_rule_of_sight_is_part_of_the_statement(library: Library) -> None:
    assert ids(await library.loaders({"reader": READER}).many(books_lent, SHELF)) == [A]
    assert await library.loaders({"reader": SHELF}).many(books_lent, SHELF) == []
    assert await library.loaders({"reader": READER}).count(books_lent, SHELF) == 1


async def test_a_statement_is_never_sent_without_the_viewer_it_names(library: Library) -> None:
    with pytest.raises(KeyError, match="reader"):
        await library.loaders().many(books_lent, SHELF)
    assert library.statements == []


async def test_a_read_that_failed_is_tried_again_when_it_is_asked_for_again(library: Library) -> None:
    failures = iter([FieldError(ErrorCode.UNAVAILABLE, "Gone.")])

    async def fetch(sql: str, values: Sequence[object]) -> Records:
        if (failure := next(failures, None)) is not None:
            raise failure
        return await library.fetch(sql, values)

    loaders = Loaders(library.reads, fetch, {})
    outcomes = await asyncio.gather(loaders.one(book_by_id, A), loaders.one(book_by_id, B), return_exceptions=True)
    assert [getattr(outcome, "code", None) for outcome in outcomes] == [ErrorCode.UNAVAILABLE] * 2
    assert ids([await loaders.one(book_by_id, A)]) == [A]


async def test_closing_cancels_what_runs_on_the_server(library: Library) -> None:
    async def running() -> int:
        found = await library.connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%pg_sleep%'"
        )
        return int(found)

    async def one_runs() -> bool:
        return await running() == 1

    async def none_runs() -> bool:
        return await running() == 0

    loaders = library.loaders()
    waiting = asyncio.create_task(loaders.many(slow_books, "any"))
    await until(one_runs)
    loaders.close()
    await until(none_runs)
    waiting.cancel()
    await asyncio.wait([waiting])
    assert waiting.cancelled()
    assert ids(await library.loaders().many(all_books, "any")) == [A, B, C, D]


@pytest.mark.parametrize("narrowed", [False, True])
async def test_nothing_begins_after_closing(library: Library, *, narrowed: bool) -> None:
    loaders = library.loaders()
    reading = loaders.narrowed(library.reads, {}) if narrowed else loaders
    waiting = asyncio.create_task(reading.many(books_by_shelf, SHELF))
    await asyncio.sleep(0)
    loaders.close()
    _, pending = await asyncio.wait([waiting], timeout=0.1)
    waiting.cancel()
    await asyncio.wait([waiting])
    assert pending == {waiting}
    assert library.statements == []


async def test_giving_up_on_a_page_leaves_it_to_others_who_wait_for_it(library: Library) -> None:
    loaders = library.loaders()
    impatient, patient = (asyncio.create_task(loaders.page(pages_by_shelf, SHELF, PageArguments(2))) for _ in range(2))
    await asyncio.sleep(0)
    impatient.cancel()
    assert ids((await patient).nodes) == [A, C]
    assert ids((await loaders.page(pages_by_shelf, SHELF, PageArguments(2))).nodes) == [A, C]
    assert impatient.cancelled()
    assert len(library.statements) == 1


def test_a_list_is_not_ordered_by_what_may_be_missing() -> None:
    with pytest.raises(TypeError, match="may be NULL"):
        ascending(BOOKS.c.lent_to)
    assert descending(func.coalesce(BOOKS.c.lent_to, "")).descending


def test_only_expressions_order_a_list() -> None:
    with pytest.raises(TypeError, match="no column expression"):
        ascending("stars")  # type: ignore[arg-type]  # The mistake under test.


async def test_counting_reads_no_rows(library: Library) -> None:
    await library.loaders().count(books_by_shelf, SHELF)
    assert "title" not in library.statements[0]
