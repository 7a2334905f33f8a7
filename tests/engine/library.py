"""A small library to read from: tables of its own, in a database of its own, with every statement on record."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
from sqlalchemy import Column, DateTime, Double, ForeignKey, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from adapters.postgres import Database
from engine.reads.loaders import Loaders, Reads, Records

METADATA = MetaData()
SHELVES = Table("shelves", METADATA, Column("id", Uuid, primary_key=True), Column("name", Text, nullable=False))
BOOKS = Table(
    "books",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("shelf_id", Uuid, ForeignKey("shelves.id"), nullable=True),
    Column("title", Text, nullable=False),
    Column("stars", Integer, nullable=False),
    Column("weight", Double, nullable=False),
    Column("added", DateTime(timezone=True), nullable=False),
    Column("lent_to", Text, nullable=True),
)
SECRET = bytes(32)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Book:
    """A row of `books`, as tests make it."""

    id: UUID
    shelf_id: UUID | None
    title: str = "A book"
    stars: int = 3
    weight: float = 0.5
    added: datetime = EPOCH
    lent_to: str | None = None


@dataclass
class Library:
    """Rows go in through `connection`, and come out through loaders that read as a request would."""

    connection: asyncpg.Connection
    database: Database
    reads: Reads = field(default_factory=lambda: Reads({}, SECRET))
    statements: list[str] = field(default_factory=list)

    def loaders(self, ambient: Mapping[str, object] | None = None) -> Loaders:
        """Those of a new request."""
        return Loaders(self.reads, self.fetch, ambient or {})

    async def fetch(self, sql: str, values: Sequence[object]) -> Records:
        self.statements.append(sql)
        return await self.database.fetch(sql, values)

    async def add_shelves(self, *shelves: UUID) -> None:
        await self.connection.executemany("INSERT INTO shelves VALUES ($1, $2)", [(key, key.hex) for key in shelves])

    async def add(self, *books: Book) -> None:
        rows = [tuple(vars(book).values()) for book in books]
        await self.connection.executemany("INSERT INTO books VALUES ($1, $2, $3, $4, $5, $6, $7)", rows)

    async def remove(self, book: UUID) -> None:
        await self.connection.execute("DELETE FROM books WHERE id = $1", book)


@asynccontextmanager
async def opened_library(url: str) -> AsyncIterator[Library]:
    """A library without shelves in an empty database."""
    connection = await asyncpg.connect(url)
    for table in METADATA.sorted_tables:
        await connection.execute(str(CreateTable(table).compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its dialects untyped.
    database = Database(url, connections=4, acquire_timeout=5, server_settings={})
    try:
        async with database.opened():
            yield Library(connection, database)
    finally:
        await connection.close()


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 10) -> None:
    """Wait for a condition, and fail when it does not come."""
    async with asyncio.timeout(seconds):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.01)
