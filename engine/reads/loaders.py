"""Per-request batched reads: each relation is read once per level, with all the keys that level asks for.

Loaders live as long as one request, or one event of a subscription. A key that was read before is not read again, but
for a root field's own rows, which nothing else waits for.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import orjson
from aiodataloader import DataLoader
from asyncpg import PostgresError
from sqlalchemy import ColumnElement, FromClause

from engine.declare.pages import Cursors, Edge, Page, PageArguments, page_from, page_of
from engine.declare.relation import Fetch, Many, One, Pages, Relation
from engine.errors import CodedError, ErrorCode, FieldError
from engine.reads.statement import CLOSE, KEY, Shape, Statement, counts_by_key, page_of_rows, rows_by_key

Records = Sequence[Mapping[str, object]]
Run = Callable[[str, Sequence[object]], Awaitable[Records]]
Read = Callable[[list[object]], Awaitable[list[object]]]


class Row(dict[str, object]):
    """One row as read, by column name, with the table it came from, which tells its GraphQL type where that is open."""

    __slots__ = ("table",)

    def __init__(self, record: Mapping[str, object], table: FromClause) -> None:
        super().__init__(record)
        self.table = table


class Selected:
    """One row with the cells that an operation selects of it, for generated code; resolvers only pass it on."""

    __slots__ = ("record", "table")

    def __init__(self, record: Any, table: FromClause) -> None:  # noqa: ANN401 - A driver's record, or an array.
        self.record = record
        self.table = table

    def __getitem__(self, name: str) -> object:
        return self.record[name]


AnyRow = Row | Selected


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of several lists that are read together: its first page, within so many seconds."""

    relation: Pages
    parameters: Mapping[str, object]
    seconds: float


class Reads:
    """What all requests share: the columns the API shows of each table, finished statements, the cursors' secret."""

    # Pages may be asked for in many shapes; a client that tries them all shall not fill the memory.
    most_statements = 500

    def __init__(self, columns: Mapping[FromClause, Sequence[ColumnElement[object]]], secret: bytes) -> None:
        self.cursors = Cursors(secret)
        self._columns = columns
        self._statements: dict[tuple[object, ...], Statement] = {}
        self._variant: object = None

    def rows(self, relation: Relation) -> Statement:
        """The statement for all rows of some keys."""
        return self._statement(rows_by_key, relation)

    def counts(self, relation: Relation) -> Statement:
        """The statement that counts the rows of some keys."""
        return self._statement(counts_by_key, relation)

    def page(self, relation: Pages, shape: Shape) -> Statement:
        """The statement for a page of each of some keys."""
        return self._statement(page_of_rows, relation, shape=shape)

    def _statement(self, build: Callable[..., Statement], relation: Relation, **shape: Shape) -> Statement:
        identity = (build, relation, *shape.values(), self._variant)
        return self._kept(identity, lambda: build(relation, self.columns(relation.table), **shape))

    def _kept(self, identity: tuple[object, ...], build: Callable[[], Statement]) -> Statement:
        """The statement of this identity, built on first use; when there are too many, all are forgotten."""
        statement = self._statements.get(identity)
        if statement is None:
            if len(self._statements) >= self.most_statements:
                self._statements.clear()
            statement = self._statements[identity] = build()
        return statement

    def columns(self, table: FromClause) -> Sequence[ColumnElement[Any]]:
        """What is read of a table's rows."""
        return self._columns.get(table) or tuple(table.c)

    def merged(self, _relations: tuple[Pages, ...], /) -> Statement | None:
        """The statement that reads a page of each of several relations at once, if there is one."""
        return None

    def made(self, record: Mapping[str, object], table: FromClause) -> AnyRow:
        """A row as this request's fields want it."""
        return Row(record, table)


class Loaders:
    """The loaders of one request.

    `fetch` runs one statement and returns its rows; `ambient` are the parameters every statement may name: the
    viewer's and the clock's. What a key leads to is shared by all who ask for it, so one of them that is cancelled
    takes nothing from the others (`asyncio.shield`); `close` ends the reads of all.
    """

    def __init__(self, reads: Reads, fetch: Run, ambient: Mapping[str, object]) -> None:
        self._reads = reads
        self._fetch = fetch
        self._ambient = ambient
        self._loaders: dict[object, DataLoader[object, object]] = {}
        self._running: set[asyncio.Task[object]] = set()
        self._closed = asyncio.Event()

    @property
    def cursors(self) -> Cursors:
        """Who signs and reads this request's cursors."""
        return self._reads.cursors

    def narrowed(self, reads: Reads, parameters: Mapping[str, object]) -> "Loaders":
        """Loaders of the same request that read what one operation's root field selects."""
        loaders = Loaders(reads, self._fetch, {**self._ambient, **parameters})
        loaders._running, loaders._closed = self._running, self._closed
        return loaders

    async def one(self, relation: One, key: object) -> AnyRow | None:
        """The row of a key, or None."""
        rows = await asyncio.shield(self._rows_loader(relation).load(key))
        return cast("list[AnyRow]", rows)[0] if rows else None

    async def each(self, relation: One, keys: Sequence[object]) -> list[AnyRow | None]:
        """The rows of several keys, in the order of the keys."""
        found = await asyncio.shield(self._rows_loader(relation).load_many(keys))
        return [rows[0] if rows else None for rows in cast("list[list[AnyRow]]", found)]

    async def many(self, relation: Many, key: object) -> list[AnyRow]:
        """All rows of a key, in the relation's order; a relation without a key takes any."""
        return cast("list[AnyRow]", await asyncio.shield(self._rows_loader(relation).load(key)))

    async def count(self, relation: Relation, key: object) -> int:
        """How many rows a key has."""
        return cast("int", await asyncio.shield(self._loader((self._counts, relation)).load(key)))

    async def page(
        self, relation: Pages, key: object, arguments: PageArguments, parameters: Mapping[str, object] | None = None
    ) -> Page:
        """A page of a key's rows; keys that ask for the same page with the same parameters are read together."""
        named = tuple(sorted((name, repr(value)) for name, value in (parameters or {}).items()))
        read = partial(self._page, parameters=parameters or {})
        loader = self._loader((self._page, relation, arguments, named), partial(read, relation, arguments))
        # A part of a screen that gives up waiting must not take the page from another part that waits for it too.
        return cast("Page", await asyncio.shield(loader.load(key)))

    async def named(self, fetch: Fetch, wanted: PageArguments | None) -> Page | list[AnyRow] | AnyRow | None:
        """What a root field names: a page, rows or one row. Nobody else asks for it, so it waits for no company."""
        key = KEY if fetch.key is None else fetch.key
        if wanted is not None:
            relation = cast("Pages", fetch.relation)
            look = {CLOSE + name: value for name, value in fetch.first_look.items()}
            close = frozenset() if wanted.backward else frozenset(fetch.first_look)
            (page,) = await self._page(relation, wanted, [key], parameters={**fetch.parameters, **look}, close=close)
            return cast("Page", page)
        (found,) = cast("list[list[AnyRow]]", await self._rows(fetch.relation, [key]))
        if isinstance(fetch.relation, Many):
            return found
        if not found and fetch.missing is not None:
            raise FieldError(ErrorCode.NOT_FOUND, fetch.missing)
        return found[0] if found else None

    async def together(self, wanted: Sequence[Wanted], size: int) -> list[Page | BaseException]:
        """The first page of several lists: in one statement when that is quick, else each on its own, failing alone."""
        merged = self._reads.merged(tuple(own.relation for own in wanted))
        if merged is not None and len(wanted) > 1:
            patience = min(own.seconds for own in wanted) / 2
            with suppress(TimeoutError, CodedError, PostgresError):
                async with asyncio.timeout(patience):
                    return list(await self._merged(merged, wanted, size))
        return await asyncio.gather(*(self._alone(own, size) for own in wanted), return_exceptions=True)

    async def _alone(self, own: Wanted, size: int) -> Page:
        async with asyncio.timeout(own.seconds):
            merged = self._reads.merged((own.relation,))
            if merged is None:
                return await self.page(own.relation, KEY, PageArguments(size), own.parameters)
            return (await self._merged(merged, [own], size))[0]

    async def _merged(self, statement: Statement, wanted: Sequence[Wanted], size: int) -> list[Page]:
        values: dict[str, object] = {**self._ambient, "limit": size + 1}
        for own in wanted:
            values |= own.parameters
        (record,) = await self._fetch(statement.sql, statement.values(values))
        lists = [orjson.loads(cast("bytes", text)) for text in record.values()]
        return [
            page_from(PageArguments(size), [self._edge(own.relation, cells) for cells in rows])
            for own, rows in zip(wanted, lists, strict=True)
        ]

    def _edge(self, relation: Pages, cells: list[object]) -> Edge:
        order = tuple(cells[-len(relation.order) :])
        return Edge(Selected(cells, relation.table), relation, self._reads.cursors, order)

    def close(self) -> None:
        """End the reads that are still under way; their statements are cancelled on the server, and no more begin."""
        self._closed.set()
        for task in self._running:
            task.cancel()

    def _rows_loader(self, relation: Relation) -> DataLoader[object, object]:
        return self._loader((self._rows, relation))

    def _loader(self, identity: tuple[object, ...], read: Read | None = None) -> DataLoader[object, object]:
        """The loader of this identity; where `read` is left out, its first two parts are a method and a relation."""
        loader = self._loaders.get(identity)
        if loader is None:
            reader = read or cast("Read", partial(cast("Callable[..., object]", identity[0]), identity[1]))

            async def load(keys: list[object]) -> list[object]:
                return await self._owned(reader, keys)

            loader = self._loaders[identity] = DataLoader(load)
        return loader

    async def _owned(self, read: Read, keys: list[object]) -> list[object]:
        """Read in the loader's own task, which `close` can reach when the request is abandoned."""
        if self._closed.is_set():
            raise asyncio.CancelledError
        task = cast("asyncio.Task[object]", asyncio.current_task())
        self._running.add(task)
        try:
            return await read(keys)
        finally:
            self._running.discard(task)

    async def _rows(self, relation: Relation, keys: list[object]) -> list[object]:
        rows = await self._run(self._reads.rows(relation), {"keys": keys}, relation)
        return list(by_key(relation, keys, rows))

    async def _counts(self, relation: Relation, keys: list[object]) -> list[object]:
        found = await self._run(self._reads.counts(relation), {"keys": keys}, relation)
        counts = {row[KEY]: row["count"] for row in found}
        return [counts.get(key, 0) for key in keys]

    async def _page(
        self,
        relation: Pages,
        page: PageArguments,
        keys: list[object],
        parameters: Mapping[str, object],
        close: frozenset[str] = frozenset(),
    ) -> list[object]:
        cursors = self._reads.cursors
        values = {**parameters, "keys": keys, "limit": page.size + 1}
        if page.cursor is not None:
            values |= cursors.read(relation, page.cursor)
        rows = await self._run(
            self._reads.page(relation, shape_of(relation, page, parameters, close)), values, relation
        )
        return [page_of(relation, cursors, page, found) for found in by_key(relation, keys, rows)]

    async def _run(self, statement: Statement, values: Mapping[str, object], relation: Relation) -> list[AnyRow]:
        records = await self._fetch(statement.sql, statement.values({**self._ambient, **values}))
        return [self._reads.made(record, relation.table) for record in records]


def shape_of(
    relation: Pages, arguments: PageArguments, parameters: Mapping[str, object], close: frozenset[str] = frozenset()
) -> Shape:
    """What these arguments and parameters make of a page's SQL."""
    return Shape(arguments.backward, arguments.cursor is not None, relation.given(parameters), close)


def by_key(relation: Relation, keys: list[object], rows: list[AnyRow]) -> list[list[AnyRow]]:
    """The rows of each key, in the order of the keys; a relation without a key gives all to each."""
    if relation.key is None:
        return [rows for _ in keys]
    grouped: dict[object, list[AnyRow]] = {key: [] for key in keys}
    for row in rows:
        grouped[row[KEY]].append(row)
    return [grouped[key] for key in keys]
