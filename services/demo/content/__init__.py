"""What the demo city is made of: kinds of shops, cities, options and phrases, read from the TOML files beside."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from domain.place import Place

FOLDER = Path(__file__).parent
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class District:
    """A part of a city: its centre, a pattern of its postal codes (`#` digit, `@` letter) and some of its streets.

    `of` is the name as a genitive, for languages that have articles: `do Chiado`, `da Graça`.
    """

    name: str
    postal_code: str
    place: Place
    streets: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, slots=True, eq=False)  # One object each, told apart by identity.
class City:
    """A city we deliver in. `share` is its part of all shops; `tax` gives basis points for each class of goods."""

    name: str
    country: str
    timezone: str
    currency: str
    locale: str
    names_locale: str
    phone: str
    share: float
    prices: float
    tax: Mapping[str, int]
    street_form: str
    units: tuple[str, ...]
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """A choice that can come with goods; options are names with the price they add."""

    name: str
    minimum: int
    maximum: int
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Goods:
    """A kind of goods in a kind of shop. An item is `[name, price in cents, description or unit]`.

    Goods with `makers` are sold in the version of each maker; `stocked` goods are counted on a shelf.
    """

    slug: str
    name: str
    picture: str
    tax: str
    items: tuple[tuple[str, int, str], ...]
    options: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    about: str = ""
    stocked: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # One object each, told apart by identity.
class Kind:
    """A kind of shop. `names` are patterns for each city; `also` are further kinds its shops may be listed under."""

    slug: str
    name: str
    weight: int
    hours: str
    zones: str
    preparation: tuple[int, int]
    about: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    goods: tuple[Goods, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion; `value` is basis points or minor units."""

    title: str
    description: str
    kind: str
    value: int
    minimum: int
    code: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Phrases:
    """What people and the app say. Reviews are `language -> band of stars -> sentences`."""

    store_reviews: Mapping[str, Mapping[str, tuple[str, ...]]]
    product_reviews: Mapping[str, Mapping[str, tuple[str, ...]]]
    conversations: tuple[tuple[str, ...], ...]
    order_notes: tuple[str, ...]
    line_notes: tuple[str, ...]
    rejections: tuple[str, ...]
    cancellations: tuple[str, ...]
    store_offers: tuple[Offer, ...]
    service_offers: tuple[Offer, ...]


def read(path: Path, shape: type[Content]) -> Content:
    """Read one TOML file into its shape; raises pydantic's ValidationError that names what does not fit."""
    return TypeAdapter(shape).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of shops, the most common first; pizza leads, because the demo's first shop bakes it."""
    every = (read(path, Kind) for path in sorted((FOLDER / "kinds").glob("*.toml")))
    return tuple(sorted(every, key=lambda kind: (kind.slug != "pizza", -kind.weight, kind.slug)))


@cache
def cities() -> tuple[City, ...]:
    """All cities, the largest first."""
    every = (read(path, City) for path in sorted((FOLDER / "cities").glob("*.toml")))
    return tuple(sorted(every, key=lambda city: -city.share))


@cache
def option_groups() -> Mapping[str, OptionGroup]:
    """The choices that goods refer to by key."""
    return read(FOLDER / "options.toml", dict[str, OptionGroup])


@cache
def phrases() -> Phrases:
    """Everything that is said."""
    return read(FOLDER / "phrases.toml", Phrases)
