"""What SQL decides must be what `domain` decides: a list is narrowed by the one, its items show the other."""

import json
from datetime import datetime

import asyncpg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, cast, column, select

from domain.hours import Exceptions, WeeklyHours, is_open
from domain.place import Place, distance_metres
from domain.words import ACCENTED, fold
from engine.reads.statement import Statement, compiled
from loaders.store import distance, is_open_now
from models.search import searchable
from resolvers.search import query
from tests.domain.weeks import MOMENTS, WEEKS, ZONES, exceptions_around

Shop = tuple[WeeklyHours, Exceptions, str]
Servers = tuple[str, str]


def places(latitudes: tuple[float, float], longitudes: tuple[float, float]) -> st.SearchStrategy[Place]:
    """Places to the centimetre, as those of clients are."""
    return st.builds(
        Place, *(st.floats(*span).map(lambda degrees: round(degrees, 7)) for span in (latitudes, longitudes))
    )


PLACES = places((-90, 90), (-180, 180)) | places((38.6, 38.9), (-9.3, -9.0))


async def fetch(url: str, sql: str, *values: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(sql, *values))
    finally:
        await connection.close()


async def over_stores(
    url: str, statement: Statement, rows: list[dict[str, object]], values: list[object]
) -> list[object]:
    """The first column of a statement on `stores`, run over rows that exist only in the statement."""
    sql = f"""
        WITH stores AS (
            SELECT * FROM jsonb_to_recordset(${len(values) + 1}::jsonb) AS row(
                id int, timezone text, hours jsonb, hours_exceptions jsonb, latitude float8, longitude float8
            )
        )
        {statement.sql}
    """  # noqa: S608 - The project's own SQL.
    return [record[0] for record in await fetch(url, sql, *values, json.dumps(rows))]


@st.composite
def shops_and_moment(draw: st.DrawFn) -> tuple[list[Shop], datetime]:
    now = draw(MOMENTS)
    return draw(st.lists(st.tuples(WEEKS, exceptions_around(now), ZONES), min_size=5, max_size=20)), now


@settings(max_examples=150, deadline=None)
@given(shops_and_moment())
async def test_the_filter_open_now_agrees_with_what_a_store_says_of_itself(
    servers: Servers, given_: tuple[list[Shop], datetime]
) -> None:
    shops, now = given_
    rows: list[dict[str, object]] = [
        {"id": number, "timezone": timezone, "hours": hours, "hours_exceptions": exceptions}
        for number, (hours, exceptions, timezone) in enumerate(shops)
    ]
    statement = compiled(select(is_open_now()).order_by(column("id", Integer)))
    found = await over_stores(servers[0], statement, rows, statement.values({"now": now}))
    assert found == [is_open(hours, exceptions, timezone, now=now) for hours, exceptions, timezone in shops]


@settings(max_examples=150, deadline=None)
@given(PLACES, st.lists(PLACES, min_size=5, max_size=20))
async def test_a_distance_in_sql_is_the_domains_within_a_metre(
    servers: Servers, here: Place, there: list[Place]
) -> None:
    opposite = Place(-here.latitude, here.longitude - 180 if here.longitude > 0 else here.longitude + 180)
    there = [*there, here, opposite]
    rows: list[dict[str, object]] = [
        {"id": number, "latitude": place.latitude, "longitude": place.longitude} for number, place in enumerate(there)
    ]
    statement = compiled(select(cast(distance, Integer)).order_by(column("id", Integer)))
    values = statement.values({"latitude": here.latitude, "longitude": here.longitude})
    found = await over_stores(servers[0], statement, rows, values)
    assert found == [pytest.approx(distance_metres(here, place), abs=1) for place in there]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=20, max_size=40))
@example(["", "'", "a & | ! <-> b", ":*", "\\", "a_b", "x\0y", "\u00aa\u00b2\u0661", "\ufb01", "\U0001d41a", "\u0130"])
async def test_whatever_somebody_types_can_be_searched_for(servers: Servers, typed: list[str]) -> None:
    found = await fetch(
        servers[0], "SELECT words::tsquery FROM unnest($1::text[]) AS words", [query(text) for text in typed]
    )
    assert len(found) == len(typed)


async def test_search_folds_the_words_it_keeps_as_it_folds_the_words_somebody_types(servers: Servers) -> None:
    letters = [*ACCENTED, *ACCENTED.upper()]
    words = searchable(name="A").sqltext
    sql = f"SELECT {words} @@ typed::tsquery FROM unnest($1::text[], $2::text[]) AS kept(name, typed)"  # noqa: S608
    names, typed = [f"x{letter}y" for letter in letters], [query(f"x{fold(letter)}") for letter in letters]
    found = await fetch(servers[0], sql, names, typed)
    assert [letter for letter, row in zip(letters, found, strict=True) if not row[0]] == []
