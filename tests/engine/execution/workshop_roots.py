"""The workshop's root fields, and everything that runs requests in it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import strawberry
from graphql import GraphQLSchema
from sqlalchemy import ColumnElement, func
from strawberry.schema.config import StrawberryConfig

from adapters.postgres import Database
from engine.declare.fields import root, root_connection
from engine.declare.relation import EVERYONE, Fetch
from engine.errors import ErrorCode, FieldError
from engine.execution.reference import bind, columns_read
from engine.identity import key_of, split_id
from engine.reads.loaders import Loaders, Reads
from tests.engine.execution.side_by_side import Pair, Watched
from tests.engine.execution.workshop import (
    SCALARS,
    Connection,
    Context,
    Maker,
    Node,
    Part,
    Shelf,
)
from tests.engine.execution.workshop_tables import (
    EPOCH,
    all_parts,
    maker_by_id,
    maker_key,
    makers,
    part_by_id,
    part_key,
)
from tests.engine.execution.workshop_values import Box, Circle, Offset, Shape, Square, boxed, nested

AMBIENT = {"now": EPOCH, "sees_all": False}
# What graphql-core awaits: root fields and relations.
WAITING = frozenset(
    {"add", "addStrictly", "anyBoss", "anyMaker", "boss", "box", "broken", "children", "hasBoss", "linked", "maker"}
    | {"makers", "nodesOfTeam", "opinions", "pages", "parent", "parts", "partsOfTeam", "plain", "shapes", "shelf"}
    | {"strictBoss", "strictBroken", "strictMaker", "strictOpinions", "strictPages", "strictTeam", "team", "teamSize"}
    | {"chain", "tell"}
)
RELATIONS = {"maker": maker_by_id, "part": part_by_id}


def get_maker(_context: Context, *, id: strawberry.ID) -> Fetch:  # noqa: A002 - The name clients know.
    return Fetch(maker_by_id, key_of("Maker", id), missing="No such maker.")


def get_any_maker(_context: Context, *, id: strawberry.ID | None = None) -> Fetch | None:  # noqa: A002 - The same.
    return None if id is None else Fetch(maker_by_id, key_of("Maker", id))


def list_makers(_context: Context) -> Fetch:
    return Fetch(makers)


def list_parts(_context: Context, *, at_least: int = 0) -> Fetch:
    if at_least > 500:
        raise FieldError(ErrorCode.BAD_USER_INPUT, "Nothing costs that much.")
    return Fetch(all_parts, parameters={"at_least": at_least})


async def found(context: Context, identity: str) -> object:
    parts = split_id(identity)
    return None if parts is None else await context.loaders.one(RELATIONS[parts[0]], parts[1])


async def show_shelf(context: Context, *, ids: list[strawberry.ID]) -> Shelf:
    """Rows in plain objects; an id of an unknown kind fails the whole shelf."""
    things: list[Any] = [await found(context, own) for own in ids]
    third: Any = await found(context, maker_id(3))
    return Shelf(title=f"{len(ids)} things", maker=third, things=things, anything=[*things, Circle(name="x", radius=1)])


async def opine(context: Context, *, hurt: bool = True) -> list[object]:
    """Rows, holes and failures in one list."""
    first = await found(context, maker_id(1))
    return [
        first,
        None,
        *([KeyError("secret"), FieldError(ErrorCode.NOT_FOUND, "Lost.")] if hurt else []),
        await found(context, part_id(4)),
    ]


def fail(_context: Context, *, code: bool = False) -> int:
    if code:
        raise FieldError(ErrorCode.FORBIDDEN, "Not for you.")
    raise RuntimeError("postgres://user:secret@db")


def get_box(_context: Context, *, score: int = 1) -> Box | None:
    return boxed(score)


def get_chain(_context: Context, *, length: int) -> Box:
    return nested(length)


def list_shapes(_context: Context) -> list[object]:
    return [Shape.of(number) for number in range(7)]


def repeat(
    _context: Context, *, offset: Offset | None = None, numbers: list[int | None] | None = None, by: int = 4
) -> str:
    return f"{offset} {numbers} {by}"


async def add_up(context: Context, *, to: int = 1) -> int:
    """Waits the longer the earlier it is asked, so that only one after the other gives the sums in order."""
    for _ in range(5 - len(context.log)):
        await asyncio.sleep(0)
    if to == 3:
        raise FieldError(ErrorCode.CONFLICT, f"After {context.log}.")
    context.log.append(to)
    return sum(context.log)


def maker_id(number: int) -> strawberry.ID:
    return strawberry.ID(f"maker_{maker_key(number).hex}")


def part_id(number: int) -> strawberry.ID:
    return strawberry.ID(f"part_{part_key(number).hex}")


@strawberry.type
class Query:
    maker: Maker | None = root(get_maker, EVERYONE, "")
    strict_maker: Maker = root(get_any_maker, EVERYONE, "")
    any_maker: Node | None = root(get_any_maker, EVERYONE, "")
    makers: list[Maker] | None = root(list_makers, EVERYONE, "")
    parts: Connection[Part] | None = root_connection(list_parts, EVERYONE, "")
    shelf: Shelf | None = root(show_shelf, EVERYONE, "")
    opinions: list[Node | None] | None = root(opine, EVERYONE, "")
    strict_opinions: list[Node] = root(opine, EVERYONE, "")
    broken: int | None = root(fail, EVERYONE, "")
    strict_broken: int = root(fail, EVERYONE, "")
    shapes: list[Shape | None] | None = root(list_shapes, EVERYONE, "")
    box: Box | None = root(get_box, EVERYONE, "")
    chain: Box | None = root(get_chain, EVERYONE, "")
    tell: str | None = root(repeat, EVERYONE, "")

    @strawberry.field
    async def plain(self) -> str:
        return "a resolver of its own"


@strawberry.type
class Mutation:
    add: int | None = root(add_up, EVERYONE, "")
    add_strictly: int = root(add_up, EVERYONE, "")
    maker: Maker | None = root(get_maker, EVERYONE, "")


def moment_in_sql(value: ColumnElement[object]) -> ColumnElement[str]:
    """`isoformat` in SQL: microseconds only where there are some."""
    text = func.to_char(func.timezone("UTC", value), 'YYYY-MM-DD"T"HH24:MI:SS.US+00:00')
    return func.replace(text, ".000000+", "+")


def workshop_schema(query: type = Query) -> GraphQLSchema:
    """Both executors' schema."""
    return bind(
        strawberry.Schema(
            query=query,
            mutation=Mutation,
            types=[Maker, Part, Circle, Square],
            config=StrawberryConfig(scalar_map=SCALARS),
        )
    )


@asynccontextmanager
async def opened_workshop(url: str, query: type = Query) -> AsyncIterator[Pair]:
    """Both executors over a stocked workshop."""
    schema = workshop_schema(query)
    database = Database(url, connections=4, acquire_timeout=10, server_settings={})
    reads = Reads(columns_read(schema), bytes(32))

    def context() -> Context:
        return Context(viewer="someone", now=EPOCH, loaders=Loaders(reads, database.fetch, AMBIENT), log=[])

    compiler = Watched(schema, scalars={"Moment": moment_in_sql}, ambient=frozenset(AMBIENT))
    async with database.opened():
        yield Pair(schema, compiler, context, WAITING)


def words() -> dict[str, list[object]]:
    """What arguments are chosen from."""
    makers_and_parts = [maker_id(number) for number in range(4)] + [part_id(number) for number in (0, 5, 8, 13)]
    ids: list[object] = [*makers_and_parts, f"maker_{UUID(int=1).hex}", "nonsense"]
    return {
        "id": [*ids, *(maker_id(number) for number in range(12))],
        "ids": [*makers_and_parts, f"part_{UUID(int=1).hex}"],
        "first": [1, 1, 2, 2, 2, 3, 3, 5, 20, 0, 101],
        "last": [1, 2, 3, 0],
        "after": ["forged"],
        "before": ["forged"],
        "by": [1, 2, 3, 0, -7],
        "to": [1, 2, 3, 10],
        "atLeast": [0, 50, 300, 501],
        "length": [0, 1, 2, 5, 9],
        "score": list(range(8)),
        "Int": [0, 1, -5, 2**31 - 1],
        "Float": [0.5, 3, -1.25],
        "String": ["x", 'ü "quoted" \\', ""],
        "Boolean": [True, False],
        "ID": ids,
        "Moment": ["2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05.120000+00:00"],
    }
