"""The workshop's types over rows: fields that fail, are null where they may not be, and hold what has no answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Generic, NewType, TypeVar

import strawberry
from sqlalchemy import Text, cast
from strawberry.types.scalar import ScalarDefinition

from engine.declare.fields import (
    Declared,
    column,
    computed,
    connection,
    count,
    each,
    exists,
    grouped,
    identity,
    many,
    one,
)
from engine.reads.loaders import Loaders
from tests.engine.execution import workshop_values as values
from tests.engine.execution.workshop_tables import (
    MAKERS,
    PARTS,
    maker_by_id,
    makers_by_boss,
    pages_by_maker,
    part_by_id,
    parts_by_maker,
    parts_by_parent,
    parts_of_team,
)
from tests.engine.execution.workshop_values import Box, Circle, Colour, Grade, Shape, Thing

Item = TypeVar("Item")
Blob = NewType("Blob", object)
SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="Moment", serialize=lambda at: at.astimezone(UTC).isoformat(), parse_value=datetime.fromisoformat
    ),
    Blob: strawberry.scalar(name="Blob"),
}
MAKER = Annotated["Maker", strawberry.lazy("tests.engine.execution.workshop")]
PART = Annotated["Part", strawberry.lazy("tests.engine.execution.workshop")]
SCORE = MAKERS.c.score


def from_score(function: Callable[..., object]) -> Declared:
    """A field computed from a maker's score alone."""
    return computed(function, SCORE, description="")


@strawberry.interface
class Node:
    id: strawberry.ID


@strawberry.type
class Price:
    amount: int
    currency: str


@strawberry.type
class Place:
    latitude: float | None
    longitude: float


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class Edge(Generic[Item]):
    node: Item
    cursor: str


@strawberry.type
class Connection(Generic[Item]):
    edges: list[Edge[Item]]
    nodes: list[Item]
    page_info: PageInfo


@strawberry.type
class Maker(Node):
    """Rows of `makers`."""

    id: strawberry.ID = identity("Maker", MAKERS.c.id)
    key: strawberry.ID = column(MAKERS.c.id, "")
    name: str = column(MAKERS.c.name, "")
    grade: Grade | None = column(MAKERS.c.grade, "")
    grade_text: str | None = column(MAKERS.c.grade, "")
    strict_grade: Grade = column(MAKERS.c.grade, "")
    score: int = column(MAKERS.c.score, "")
    score_text: str = column(MAKERS.c.score, "")
    score_id: strawberry.ID = column(MAKERS.c.score, "")
    name_id: strawberry.ID = column(MAKERS.c.name, "")
    grade_id: strawberry.ID | None = column(MAKERS.c.grade, "")
    mood: Grade = column(MAKERS.c.mood, "")
    mood_text: str = column(MAKERS.c.mood, "")
    wrong_mood: Colour | None = column(MAKERS.c.mood, "")
    score_float: float = column(MAKERS.c.score, "")
    score_flag: bool = column(MAKERS.c.is_away, "")
    big: int = column(MAKERS.c.big, "")
    maybe_big: int | None = column(MAKERS.c.big, "")
    big_id: strawberry.ID = column(MAKERS.c.big, "")
    exact: float = column(MAKERS.c.exact, "")
    height: float | None = column(MAKERS.c.height, "")
    strict_height: float = column(MAKERS.c.height, "")
    born: datetime | None = column(MAKERS.c.born, "")
    joined: datetime = column(MAKERS.c.joined, "")
    tags: list[str] = column(MAKERS.c.tags, "")
    visits: list[datetime] = column(MAKERS.c.visits, "")
    facts: Blob = column(MAKERS.c.facts, "")
    is_away: bool = column(MAKERS.c.is_away, "")
    place: Place | None = grouped("", latitude=MAKERS.c.latitude, longitude=MAKERS.c.longitude)
    strict_place: Place = grouped("", latitude=MAKERS.c.latitude, longitude=MAKERS.c.longitude)

    fail: int | None = from_score(values.failing)
    strict_fail: int = from_score(values.failing)
    unsteady: float | None = from_score(values.unsteady)
    graded: Grade | None = from_score(values.graded)
    holed: list[int | None] | None = from_score(values.holed)
    strictly_holed: list[int] | None = from_score(values.holed)
    wholly_holed: list[int] = from_score(values.holed)
    matrix: list[list[int | None] | None] | None = from_score(values.matrix)
    strict_matrix: list[list[int]] | None = from_score(values.matrix)
    streamed: list[int | None] | None = from_score(values.streamed)
    box: Box | None = from_score(values.boxed)
    strict_box: Box = from_score(values.boxed)
    shape: Shape | None = from_score(Shape.of)
    circle: Circle | None = from_score(Shape.of)
    thing: Thing | None = from_score(values.thing)
    scaled: str = computed(values.scaled, MAKERS.c.score, MAKERS.c.height, description="")
    required_scale: int = from_score(values.required_scale)
    arrived: list[str] = computed(
        lambda *cells: [values.told(cell) for cell in cells],
        MAKERS.c.id,
        MAKERS.c.boss_id,
        MAKERS.c.born,
        MAKERS.c.joined,
        MAKERS.c.height,
        MAKERS.c.facts,
        MAKERS.c.big,
        MAKERS.c.is_away,
        MAKERS.c.tags,
        description="",
    )
    arrived_arrays: list[Blob] = computed(
        lambda *cells: [values.told(cell) for cell in cells], MAKERS.c.links, MAKERS.c.visits, description=""
    )
    arrived_exactly: str = computed(values.told, MAKERS.c.exact, description="")
    spelled: str = computed(
        lambda score: f"{score}", MAKERS.c.score, description="", sql=lambda score: cast(score, Text)
    )
    exclaimed: str | None = computed(
        lambda name: name + '"!', MAKERS.c.name, description="", sql=lambda name: name + '"!'
    )
    doubled: int = computed(lambda big: big * 2, MAKERS.c.big, description="", sql=lambda big: big * 2)
    later: datetime = computed(lambda at: at, MAKERS.c.joined, description="", sql=lambda at: at)
    in_words: Grade | None = computed(lambda grade: grade, MAKERS.c.grade, description="", sql=lambda grade: grade)

    boss: MAKER | None = one(maker_by_id, MAKERS.c.boss_id, "")
    strict_boss: MAKER = one(maker_by_id, MAKERS.c.boss_id, "")
    any_boss: Node | None = one(maker_by_id, MAKERS.c.boss_id, "")
    has_boss: bool = exists(maker_by_id, MAKERS.c.boss_id, "")
    team: list[MAKER] | None = many(makers_by_boss, MAKERS.c.id, "")
    nodes_of_team: list[Node] | None = many(makers_by_boss, MAKERS.c.id, "")
    strict_team: list[MAKER] = many(makers_by_boss, MAKERS.c.id, "")
    team_size: int = count(makers_by_boss, MAKERS.c.id, "")
    parts: list[PART] | None = many(parts_by_maker, MAKERS.c.id, "")
    parts_of_team: list[PART] | None = many(parts_of_team, MAKERS.c.id, "")
    linked: list[PART] | None = each(part_by_id, MAKERS.c.links, "")
    pages: Connection[PART] | None = connection(pages_by_maker, MAKERS.c.id, "", values.of_colour)
    strict_pages: Connection[PART] = connection(pages_by_maker, MAKERS.c.id, "", values.of_colour)


@strawberry.type
class Part(Node):
    """Rows of `parts`."""

    id: strawberry.ID = identity("Part", PARTS.c.id)
    label: str = column(PARTS.c.label, "")
    position: int = column(PARTS.c.position, "")
    price: Price | None = grouped("", amount=PARTS.c.cents, currency=PARTS.c.currency)
    weight: float = column(PARTS.c.weight, "")
    heavy: str = computed(values.heavy, PARTS.c.weight, description="")
    priced: str | None = computed(values.priced, PARTS.c.cents, PARTS.c.currency, description="")
    strictly_priced: str = computed(values.priced, PARTS.c.cents, PARTS.c.currency, description="")
    made_at: datetime = column(PARTS.c.made_at, "")
    colour: Colour | None = column(PARTS.c.colour, "")
    maker: Maker | None = one(maker_by_id, PARTS.c.maker_id, "")
    strict_maker: Maker = one(maker_by_id, PARTS.c.maker_id, "")
    parent: PART | None = one(part_by_id, PARTS.c.parent_id, "")
    children: Connection[PART] | None = connection(parts_by_parent, PARTS.c.id, "")


Anything = Annotated[Maker | Part | Circle, strawberry.union("Anything")]


@strawberry.type
class Shelf:
    """A plain object over rows."""

    title: str
    maker: Maker | None
    things: list[Node | None] | None
    anything: list[Anything] | None


@dataclass(slots=True, kw_only=True)
class Context:
    """One request to the workshop."""

    viewer: str
    now: datetime
    loaders: Loaders
    log: list[int]
