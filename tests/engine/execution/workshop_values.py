"""What the workshop's fields are computed from and to: plain objects, inputs, and functions that break their word."""

import math
from collections.abc import Iterator
from datetime import datetime
from enum import Enum, StrEnum
from typing import Annotated

import strawberry

from engine.errors import ErrorCode, FieldError


@strawberry.enum
class Grade(Enum):
    """Its names say nothing of its values."""

    FINE = "f"
    ROUGH = "r-2"


@strawberry.enum
class Colour(StrEnum):
    """Its names are its values in upper case."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    MAUVE = "mauve"


@strawberry.input
class Offset:
    """An input that holds itself."""

    x: float
    tags: list[str] | None = None
    grade: Grade = Grade.FINE
    at: datetime | None = None
    inner: "Offset | None" = None


def told(value: object) -> object:
    """A value and its type, to see what really arrives: asyncpg has a UUID of its own, which is one too."""
    if isinstance(value, list):
        return [told(item) for item in value]
    kind = next((own for own in (datetime, bool, int, float, str, dict) if isinstance(value, own)), type(value))
    return f"{'UUID' if 'UUID' in kind.__name__ else kind.__name__} {value}"


def failing(score: int) -> int:
    """An internal error, a coded one, a null or a number too large, by turns."""
    match score % 5:
        case 0:
            raise ValueError("the password is hunter2")
        case 1:
            raise FieldError(ErrorCode.CONFLICT, f"Score {score} is taken.")
        case 2:
            return None  # type: ignore[return-value]  # It is meant to break its word.
        case 3:
            return 2**31
    return score


def unsteady(score: int) -> float:
    """Not always a number."""
    return (math.nan, math.inf, 0.5, -0.0, 1e300, 12.0)[score % 6]


def graded(score: int) -> object:
    """A grade in every way to write one, and in some that are none."""
    return (Grade.FINE, "r-2", "FINE", 7, None, Colour.RED)[score % 6]


def holed(score: int) -> list[object]:
    """A list with everything in it that a list may and may not hold."""
    everything = [1, None, 2**31, ValueError("inside"), FieldError(ErrorCode.NOT_FOUND, "Gone."), score]
    return list(everything[: score % 7])


def matrix(score: int) -> object:
    """A list of lists, or nothing that could be one."""
    return ([[1, 2], None, [3, None]], [[]], "abc", 5, {"a": 1}, ((1,), (2, 3)), iter([[1], [None, 2]]))[score % 7]


def streamed(score: int) -> Iterator[object]:
    """Items that can be taken only once."""
    yield from (1, None, 2**40, 3)[: score % 5]


@strawberry.interface
class Shape:
    """Plain objects."""

    name: str

    @classmethod
    def of(cls, score: int) -> object:
        """A shape, or what only claims to be one."""
        return (
            Circle(name="c", radius=score),
            Square(name=None, side=None),  # type: ignore[arg-type]  # It breaks its word.
            None,
            Oval(name="o", radius=2.5),
            5,
            Box(label="b", inner=[], score=1),
            ValueError("no shape"),
        )[score % 7]


@strawberry.type
class Circle(Shape):
    radius: float


class Oval(Circle):
    """A Python class of its own, to GraphQL a circle."""


@strawberry.type
class Square(Shape):
    side: float


@strawberry.type
class Box:
    """A plain object with others like it inside."""

    label: str
    inner: list["Box | None"] | None
    score: int

    strict: "Box" = None  # type: ignore[assignment]  # It breaks its word.
    certain: list["Box"] | None = None
    shape: Shape | None = None


def boxed(score: int) -> Box | None:
    """Boxes in boxes, some of them broken."""
    if score % 6 == 5:
        return None
    box = Box(label=f"box {score}", inner=[Box(label=None, inner=None, score=2**33), None, nested(score)], score=score)  # type: ignore[arg-type]
    box.certain = [nested(2), nested(score)] if score % 2 else [nested(1), None]  # type: ignore[list-item]
    box.strict = nested(3 + score % 3)
    box.shape = Shape.of(score)  # type: ignore[assignment]
    return box


def nested(levels: int) -> Box:
    """A box with so many levels of boxes below, of which the last lacks what it must have."""
    box = Box(label=f"level {levels}", inner=[], score=levels)
    if levels > 0:
        box.strict = nested(levels - 1)
    return box


Thing = Annotated[Circle | Box | Square, strawberry.union("Thing")]


def thing(score: int) -> object:
    """A member of the union, or not."""
    return (Circle(name="t", radius=1), boxed(score), "nothing", None, Square(name="s", side=math.nan))[score % 5]


def scaled(  # noqa: PLR0913 - Everything a field can be given.
    score: int,
    height: float | None,
    *,
    by: int = 2,
    offset: Offset | None = None,
    grades: list[Grade] | None = None,
    now: datetime,
    viewer: object,
) -> str:
    """All that arrives: columns, arguments, the clock and the viewer."""
    if by == 0:
        raise FieldError(ErrorCode.BAD_USER_INPUT, "By nothing.")
    return f"{score * by} {height!r} {offset} {grades} {now.isoformat()} {viewer}"


def required_scale(score: int, *, by: int = 3, at: datetime | None = None) -> int:
    """Not null, and yet so for some."""
    return None if score % 4 == 1 else score * by + (at.day if at else 0)  # type: ignore[return-value]


def heavy(weight: float) -> str:
    """What a number of PostgreSQL's JSON became."""
    return repr(weight)


def priced(cents: int | None, currency: str | None) -> str:
    """Fails without a price."""
    return f"{cents / 100:.2f} {currency}"  # type: ignore[operator]  # It is meant to.


def of_colour(*, colour: Colour | None = None) -> dict[str, object]:
    """The parameters of `pages_by_maker`; one colour is refused."""
    if colour is Colour.MAUVE:
        raise FieldError(ErrorCode.BAD_USER_INPUT, "Not mauve.")
    return {"colour": None if colour is None else colour.value}
