"""The tables of a workshop that was built to hurt, its rows, and how they hang together."""

import math
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
    Uuid,
    bindparam,
    cast,
    func,
    or_,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateTable

from engine.declare.relation import EVERYONE, Many, One, Pages, Rule, ascending, descending

METADATA = MetaData()
MAKERS = Table(
    "makers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("boss_id", Uuid, nullable=True),
    Column("name", Text, nullable=False),
    Column("grade", Text, nullable=True),
    Column("score", Integer, nullable=False),
    Column("big", BigInteger, nullable=False),
    Column("exact", Numeric, nullable=False),
    Column("height", Double, nullable=True),
    Column("born", DateTime(timezone=True), nullable=True),
    Column("joined", DateTime(timezone=True), nullable=False),
    Column("latitude", Double, nullable=True),
    Column("longitude", Double, nullable=True),
    Column("tags", ARRAY(Text), nullable=False),
    Column("links", ARRAY(Uuid), nullable=False),
    Column("visits", ARRAY(DateTime(timezone=True)), nullable=False),
    Column("facts", JSONB, nullable=False),
    Column("is_away", Boolean, nullable=False),
    Column("mood", Text, nullable=False),
    CheckConstraint(text("mood IN ('f', 'r-2')"), info={"column": "mood", "words": frozenset({"f", "r-2"})}),
)
PARTS = Table(
    "parts",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("maker_id", Uuid, nullable=True),
    Column("parent_id", Uuid, nullable=True),
    Column("label", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("cents", Integer, nullable=True),
    Column("currency", Text, nullable=True),
    Column("weight", Double, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("colour", Text, nullable=False),
)
EPOCH = datetime(2026, 3, 1, 12, tzinfo=UTC)
MAKER_COUNT, PART_COUNT = 12, 60

is_shown = Rule("all but the hidden ones", or_(PARTS.c.label != "hidden", bindparam("sees_all", type_=Boolean)))

maker_by_id = One(name="maker_by_id", model=MAKERS, key=MAKERS.c.id, visible=EVERYONE)
part_by_id = One(name="part_by_id", model=PARTS, key=PARTS.c.id, visible=is_shown)
makers = Many(name="makers", model=MAKERS, order=[ascending(MAKERS.c.name)], visible=EVERYONE)
makers_by_boss = Many(
    name="makers_by_boss", model=MAKERS, key=MAKERS.c.boss_id, order=[descending(MAKERS.c.name)], visible=EVERYONE
)
parts_by_maker = Many(
    name="parts_by_maker",
    model=PARTS,
    key=PARTS.c.maker_id,
    order=[descending(PARTS.c.position), ascending(PARTS.c.id)],
    visible=is_shown,
)
parts_by_parent = Pages(
    name="parts_by_parent",
    model=PARTS,
    key=PARTS.c.parent_id,
    order=[ascending(PARTS.c.weight), descending(PARTS.c.made_at), ascending(PARTS.c.id)],
    visible=is_shown,
)
pages_by_maker = Pages(
    name="pages_by_maker",
    model=PARTS,
    key=PARTS.c.maker_id,
    where=[or_(bindparam("colour", type_=Text).is_(None), PARTS.c.colour == bindparam("colour", type_=Text))],
    order=[descending(PARTS.c.made_at), descending(PARTS.c.id)],
    visible=is_shown,
)
parts_of_team = Many(
    name="parts_of_team",
    model=PARTS,
    key=MAKERS.c.boss_id,
    join=(MAKERS, MAKERS.c.id == PARTS.c.maker_id),
    order=[ascending(PARTS.c.position), ascending(PARTS.c.id)],
    visible=is_shown,
)
all_parts = Pages(
    name="all_parts",
    model=PARTS,
    where=[PARTS.c.cents >= bindparam("at_least", type_=Integer)],
    order=[ascending(func.coalesce(PARTS.c.cents, 0)), ascending(PARTS.c.id)],
    visible=is_shown,
)

slow_parts = Pages(
    name="slow_parts",
    model=PARTS,
    where=[cast(func.pg_sleep(bindparam("seconds", type_=Double)), Text) == ""],
    order=[ascending(PARTS.c.id)],
    visible=EVERYONE,
)


def maker_key(number: int) -> UUID:
    """The key of a maker."""
    return UUID(int=0xA000 + number)


def part_key(number: int) -> UUID:
    """The key of a part."""
    return UUID(int=0xB000 + number)


async def stock(url: str) -> None:
    """Build the workshop in an empty database."""
    connection = await asyncpg.connect(url)
    for table in METADATA.sorted_tables:
        await connection.execute(str(CreateTable(table).compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its dialects untyped.
    for table, rows in (
        (MAKERS, [maker(number) for number in range(MAKER_COUNT)]),
        (PARTS, [part(number) for number in range(PART_COUNT)]),
    ):
        places = ", ".join(f"${place}" for place in range(1, len(table.c) + 1))
        await connection.executemany(f"INSERT INTO {table.name} VALUES ({places})", rows)  # noqa: S608 - Our own tables.
    await connection.close()


def maker(number: int) -> tuple[object, ...]:
    """A row of `makers`. Microseconds end in zeros here and there: PostgreSQL's JSON leaves those out."""
    return (
        maker_key(number),
        maker_key((number * 7) % 5) if number % 3 else None,
        f'Maker {chr(65 + number)} „ü\\"\n😀',
        (None, "f", "r-2", "unheard of")[number % 4],
        number,
        number * 1_000_000_000,
        number,
        (number / 3, None, math.nan, float(number), math.inf, 1e20, -0.0)[number % 7],
        None if number % 3 == 0 else EPOCH - timedelta(days=9000 + number, microseconds=number * 1000),
        EPOCH + timedelta(milliseconds=number * 120, microseconds=number % 2),
        None if number % 5 == 0 else 38.7 + number,
        None if number % 2 else -9.1,
        ["a", 'b"', "ü"][: number % 4],
        [part_key(number), part_key(999), part_key(number), part_key(number + 1)][: number % 5],
        [EPOCH + timedelta(hours=hour) for hour in range(number % 3)],
        f'{{"b": 1, "a": [1.0, null, "x"], "deep": {{"n": {number}}}}}',
        number % 2 == 0,
        ("f", "r-2")[number % 2],
    )


def part(number: int) -> tuple[object, ...]:
    """A row of `parts`: a forest of a few levels."""
    return (
        part_key(number),
        maker_key(number % MAKER_COUNT) if number % 7 else None,
        part_key(number // 3) if number % 4 else None,
        "hidden" if number % 11 == 5 else f"part {number}",
        number % 6,
        None if number % 5 == 0 else number * 10,
        None if number % 8 == 3 else "EUR",
        (number % 9) / 2,
        EPOCH + timedelta(milliseconds=(number % 10) * 100),
        ("red", "green", "blue", "mauve")[number % 4] if number != 50 else "unheard of",
    )
