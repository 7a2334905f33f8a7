"""Per-request batched reads: each relation is read once per level, with all the keys that level asks for.

Loaders live as long as one request, or one event of a subscription. No statement runs for a key that was read before.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import cast

from aiodataloader import DataLoader
from sqlalchemy import ColumnElement, FromClause

from engine.execution.pages import Cursors, Page, PageArguments, page_of
from engine.execution.relation import Many, One, Pages, Relation
from engine.execution.statement import KEY, Statement, page_of_rows, rows_by_key

Fetch = Callable[[str, Sequence[object]], Awaitable[Sequence[Mapping[str, object]]]]


class Row(dict[str, object]):
    """One row as read, by column name, with the table it came from, which tells its GraphQL type where that is open."""

    __slots__ = ("table",)

    def __init__(self, record: Mapping[str, object], table: FromClause) -> None:
        super().__init__(record)
        self.table = table


class Reads:
    """What all requests share: which columns the API shows of each table, finished statements, and the cursors' secret."""

    def __init__(self, columns: Mapping[FromClause, Sequence[ColumnElement[object]]], secret: bytes) -> None:
        self.cursors = Cursors(secret)
        self._columns = columns
        self._statements: dict[tuple[Relation, bool, bool], Statement] = {}

    def rows(self, relation: Relation) -> Statement:
        """The statement for all rows of some keys."""
        return self._statement(relation, (relation, False, False), rows_by_key)

    def page(self, relation: Pages, arguments: PageArguments) -> Statement:
        """The statement for a page of each of some keys."""
        shape = (relation, arguments.backward, arguments.cursor is not None)
        return self._statement(
            relation, shape, lambda _, columns: page_of_rows(relation, columns, backward=shape[1], from_cursor=shape[2])
        )

    def _statement(
        self,
        relation: Relation,
        shape: tuple[Relation, bool, bool],
        build: Callable[[Relation, Sequence[ColumnElement[object]]], Statement],
    ) -> Statement:
        statement = self._statements.get(shape)
        if statement is None:
            columns = self._columns.get(relation.table) or tuple(relation.table.c)
            statement = self._statements[shape] = build(relation, columns)
        return statement


class Loaders:
    """The loaders of one request.

    `fetch` runs one statement and returns its rows; `ambient` are the parameters every statement may name: the
    viewer's and the clock's.
    """

    def __init__(self, reads: Reads, fetch: Fetch, ambient: Mapping[str, object]) -> None:
        self._reads = reads
        self._fetch = fetch
        self._ambient = ambient
        self._loaders: dict[object, DataLoader[object, object]] = {}
        self._running: set[asyncio.Task[object]] = set()

    async def one(self, relation: One, key: object) -> Row | None:
        """The row of a key, or None."""
        rows = await self._loader(relation, None, {}).load(key)
        return cast("list[Row]", rows)[0] if rows else None

    async def each(self, relation: One, keys: Sequence[object]) -> list[Row | None]:
        """The rows of several keys, in the order of the keys."""
        found = await self._loader(relation, None, {}).load_many(keys)
        return [rows[0] if rows else None for rows in cast("list[list[Row]]", found)]

    async def many(self, relation: Many, key: object) -> list[Row]:
        """All rows of a key, in the relation's order; a relation without a key takes any."""
        return cast("list[Row]", await self._loader(relation, None, {}).load(key))

    async def page(
        self, relation: Pages, key: object, arguments: PageArguments, parameters: Mapping[str, object] | None = None
    ) -> Page:
        """A page of a key's rows; keys that ask for the same page with the same parameters are read together."""
        return cast("Page", await self._loader(relation, arguments, parameters or {}).load(key))

    def close(self) -> None:
        """End the reads that are still under way; their statements are cancelled on the server."""
        for task in self._running:
            task.cancel()

    def _loader(
        self, relation: Relation, page: PageArguments | None, parameters: Mapping[str, object]
    ) -> DataLoader[object, object]:
        identity = (relation, page, *sorted((name, repr(value)) for name, value in parameters.items()))
        loader = self._loaders.get(identity)
        if loader is None:

            async def load(keys: list[object]) -> list[object]:
                return await self._owned(self._read(relation, page, parameters, keys))

            loader = self._loaders[identity] = DataLoader(load)
        return loader

    async def _owned(self, work: Awaitable[list[object]]) -> list[object]:
        """Await work in the loader's own task, which `close` can reach when the request is abandoned."""
        task = cast("asyncio.Task[object]", asyncio.current_task())
        self._running.add(task)
        try:
            return await work
        finally:
            self._running.discard(task)

    async def _read(
        self, relation: Relation, page: PageArguments | None, parameters: Mapping[str, object], keys: list[object]
    ) -> list[object]:
        values = {**self._ambient, **parameters, "keys": keys}
        if page is None or not isinstance(relation, Pages):
            return self._by_key(relation, keys, await self._rows(self._reads.rows(relation), values, relation))
        values["limit"] = page.size + 1
        if page.cursor is not None:
            values |= self._reads.cursors.read(relation, page.cursor)
        grouped = self._by_key(relation, keys, await self._rows(self._reads.page(relation, page), values, relation))
        return [page_of(relation, self._reads.cursors, page, rows) for rows in grouped]

    async def _rows(self, statement: Statement, values: Mapping[str, object], relation: Relation) -> list[Row]:
        return [Row(record, relation.table) for record in await self._fetch(statement.sql, statement.values(values))]

    @staticmethod
    def _by_key(relation: Relation, keys: list[object], rows: list[Row]) -> list[list[Row]]:
        if relation.key is None:
            return [rows for _ in keys]
        grouped: dict[object, list[Row]] = {key: [] for key in keys}
        for row in rows:
            grouped[row[KEY]].append(row)
        return [grouped[key] for key in keys]
