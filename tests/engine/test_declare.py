from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import pytest
import strawberry
from graphql import ExecutionResult, GraphQLObjectType, graphql
from sqlalchemy import func

from engine.declare.fields import (
    ReadColumn,
    ReadComputed,
    ReadIdentity,
    ReadRelation,
    ReadRoot,
    column,
    computed,
    connection,
    count,
    exists,
    identity,
    many,
    one,
    reading_of,
    root,
    root_connection,
)
from engine.declare.relation import EVERYONE, Fetch, Many, One, Pages, ascending
from engine.errors import CodedError, ErrorCode
from engine.execution.reference import bind, columns_read
from engine.identity import global_id, key_of
from engine.reads.loaders import Loaders, Reads
from schema.connection import Connection
from tests.engine.library import BOOKS, EPOCH, SECRET, SHELVES, Book, Library

SHELF, OTHER_SHELF = UUID(int=1), UUID(int=2)
A, B, C = (UUID(int=number) for number in (0xA, 0xB, 0xC))

shelf_by_id = One(name="shelf_by_id", model=SHELVES, key=SHELVES.c.id, visible=EVERYONE)
lent_by_id = One(name="lent_by_id", model=BOOKS, key=BOOKS.c.id, where=[BOOKS.c.lent_to.is_not(None)], visible=EVERYONE)
books_by_shelf = Many(
    name="books_by_shelf", model=BOOKS, key=BOOKS.c.shelf_id, order=[ascending(BOOKS.c.id)], visible=EVERYONE
)
pages_by_shelf = Pages(
    name="pages_by_shelf", model=BOOKS, key=BOOKS.c.shelf_id, order=[ascending(BOOKS.c.id)], visible=EVERYONE
)
shelf_pages = Pages(name="shelf_pages", model=SHELVES, order=[ascending(SHELVES.c.id)], visible=EVERYONE)


@dataclass
class Asking:
    """A request, as far as fields see it."""

    loaders: Loaders
    viewer: str = "Ana"
    now: datetime = datetime(2026, 1, 3, tzinfo=UTC)


def shown_title(title: str, lent_to: str | None, *, viewer: str) -> str:
    return f"{title} (yours)" if lent_to == viewer else title


def age(
    added: datetime, *, now: datetime, of_days: Annotated[int, strawberry.argument(description="Hours.")] = 24
) -> int:
    return (now - added) // timedelta(hours=of_days)


def get_shelf(_context: Asking, *, id: strawberry.ID) -> Fetch:  # noqa: A002 - The name clients know.
    return Fetch(shelf_by_id, key_of("Shelf", id), missing="No shelf has this id.")


def list_shelves(_context: Asking) -> Fetch:
    return Fetch(shelf_pages)


async def get_things(context: Asking) -> list[object]:
    shelf = await context.loaders.one(shelf_by_id, SHELF)
    return [shelf, *await context.loaders.many(books_by_shelf, SHELF)]


@strawberry.interface
class Thing:
    """What has an id."""

    id: strawberry.ID


@strawberry.type(name="Place")
class Place:
    """Rows of `shelves`, as books see them."""

    name: str = column(SHELVES.c.name, "Its name.")


@strawberry.type(name="Book")
class Volume(Thing):
    """Rows of `books`."""

    id: strawberry.ID = identity("Book", BOOKS.c.id)
    title: str = computed(shown_title, BOOKS.c.title, BOOKS.c.lent_to, description="Its title.")
    age: int = computed(age, BOOKS.c.added, description="How long it has been here.")
    is_lent: bool | None = exists(lent_by_id, BOOKS.c.id, "Whether somebody has it.")
    place: Place | None = one(shelf_by_id, BOOKS.c.shelf_id, "Where it stands.")


@strawberry.type
class Shelf(Thing):
    """Rows of `shelves`."""

    id: strawberry.ID = identity("Shelf", SHELVES.c.id)
    books: list[Volume] | None = many(books_by_shelf, SHELVES.c.id, "All its books.")
    pages: Connection[Volume] | None = connection(pages_by_shelf, SHELVES.c.id, "Its books, by pages.")
    book_count: int | None = count(books_by_shelf, SHELVES.c.id, "How many books it has.")


@strawberry.type
class Query:
    """Where reading begins."""

    shelf: Shelf | None = root(get_shelf, EVERYONE, "One shelf.")
    shelves: Connection[Shelf] | None = root_connection(list_shelves, EVERYONE, "All shelves.")
    things: list[Thing] | None = root(get_things, EVERYONE, "A shelf and its books.")

    @strawberry.field
    def plain(self) -> int:
        return 1


SCHEMA = bind(strawberry.Schema(Query, types=[Volume]))


def object_type(name: str) -> GraphQLObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


@pytest.fixture
async def asking(library: Library) -> Asking:
    await library.add_shelves(SHELF, OTHER_SHELF)
    await library.add(
        Book(A, SHELF, title="One", lent_to="Ana"),
        Book(B, SHELF, title="Two", added=EPOCH + timedelta(days=1)),
        Book(C, OTHER_SHELF, title="Three", lent_to="Rui"),
    )
    library.reads = Reads(columns_read(SCHEMA), SECRET)
    return Asking(library.loaders())


async def ask(asking: Asking, document: str, **variables: object) -> ExecutionResult:
    return await graphql(SCHEMA, document, context_value=asking, variable_values=variables)


async def test_each_kind_of_field_reads_what_it_declares(asking: Asking, library: Library) -> None:
    found = await ask(
        asking,
        """
        query ($id: ID!) {
          shelf(id: $id) { id bookCount books { id title age hours: age(ofDays: 1) isLent place { name } } }
        }
        """,
        id=global_id("Shelf", SHELF),
    )
    assert found.errors is None
    place = {"name": SHELF.hex}
    assert found.data == {
        "shelf": {
            "id": global_id("Shelf", SHELF),
            "bookCount": 2,
            "books": [
                {"id": f"book_{A.hex}", "title": "One (yours)", "age": 2, "hours": 48, "isLent": True, "place": place},
                {"id": f"book_{B.hex}", "title": "Two", "age": 1, "hours": 24, "isLent": False, "place": place},
            ],
        }
    }
    assert len(library.statements) == 5


async def test_connections_take_the_four_arguments_of_a_page(asking: Asking, library: Library) -> None:
    document = """
        query ($after: String) {
          shelves(first: 1, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes { pages(last: 1) { edges { cursor node { title } } } }
          }
        }
    """
    first = await ask(asking, document)
    assert first.errors is None
    assert first.data is not None
    info = first.data["shelves"]["pageInfo"]
    second = await ask(Asking(library.loaders()), document, after=info["endCursor"])
    assert second.data is not None
    titles = [
        [edge["node"]["title"] for edge in shelf["pages"]["edges"]]
        for page in (first, second)
        for shelf in (page.data or {})["shelves"]["nodes"]
    ]
    assert titles == [["Two"], ["Three"]]
    assert (info["hasNextPage"], second.data["shelves"]["pageInfo"]["hasNextPage"]) == (True, False)


async def test_a_row_of_an_open_type_is_of_its_tables_type(asking: Asking) -> None:
    found = await ask(asking, "{ things { __typename id } }")
    assert found.errors is None
    assert found.data is not None
    assert [thing["__typename"] for thing in found.data["things"]] == ["Shelf", "Book", "Book"]


async def test_a_missing_row_is_not_found_where_the_root_field_says_so(asking: Asking) -> None:
    found = await ask(asking, "query ($id: ID!) { shelf(id: $id) { id } }", id=global_id("Shelf", UUID(int=404)))
    assert found.data == {"shelf": None}
    assert found.errors is not None
    original = found.errors[0].original_error
    assert isinstance(original, CodedError)
    assert (original.code, original.message) == (ErrorCode.NOT_FOUND, "No shelf has this id.")


async def test_no_statement_reads_a_column_that_no_field_shows(asking: Asking, library: Library) -> None:
    await ask(asking, "{ things { id } }")
    assert library.statements
    assert not any("weight" in sql or "stars" in sql for sql in library.statements)
    assert {column.key for column in columns_read(SCHEMA)[BOOKS]} == {"id", "title", "lent_to", "added", "shelf_id"}


def test_a_declaration_can_be_read_back_from_the_built_schema() -> None:
    book, shelf, query = object_type("Book").fields, object_type("Shelf").fields, object_type("Query").fields
    assert reading_of(book["id"]) == ReadIdentity("Book", BOOKS.c.id)
    assert reading_of(object_type("Place").fields["name"]) == ReadColumn(SHELVES.c.name)
    title = reading_of(book["title"])
    assert isinstance(title, ReadComputed)
    assert [source.key for source in title.columns] == ["title", "lent_to"]
    assert title.ambient == {"viewer"}
    assert reading_of(shelf["books"]) == ReadRelation("many", books_by_shelf, SHELVES.c.id)
    assert reading_of(query["shelf"]) == ReadRoot(get_shelf, EVERYONE)
    assert reading_of(query["shelves"]) == ReadRoot(list_shelves, EVERYONE, paged=True)
    assert reading_of(query["plain"]) is None


def test_the_clock_and_the_viewer_are_no_arguments_of_a_field() -> None:
    fields = object_type("Book").fields
    assert set(fields["title"].args) == set()
    assert {name: argument.description for name, argument in fields["age"].args.items()} == {"ofDays": "Hours."}
    assert set(object_type("Shelf").fields["pages"].args) == {"first", "after", "last", "before"}


@pytest.mark.parametrize("source", ["title", None, func.now(), BOOKS, Book])
def test_only_a_column_of_a_table_can_be_declared(source: object) -> None:
    with pytest.raises(TypeError, match="no column of a table"):
        column(source, "Not a column.")
