import asyncpg
import pytest

from tests.factories.phone import Phone

TABLES = ("categories", "products", "promotions", "stores", "users")


@pytest.mark.parametrize("table", TABLES)
async def test_every_picture_of_the_city_is_there_to_be_kept(
    stranger: Phone, city: asyncpg.Connection, table: str
) -> None:
    rows = await city.fetch(f"SELECT DISTINCT picture FROM {table} WHERE picture <> ''")  # noqa: S608 - A name of ours.
    keys = [row["picture"] for row in rows]

    for key in keys:
        picture = await stranger.client.get(f"/pictures/{key}")
        assert picture.status_code == 200, key
        assert picture.headers["content-type"].startswith("image/")
        assert picture.headers["cache-control"] == "public, max-age=2592000"
        assert picture.headers["x-content-type-options"] == "nosniff"
        assert picture.headers["etag"]
    assert keys


async def test_the_path_in_an_answer_leads_to_the_picture_and_an_unchanged_one_is_not_sent_again(
    stranger: Phone,
) -> None:
    path = (await stranger.read("{ categories { picture } }"))["categories"][0]["picture"]
    first = await stranger.client.get(path)

    again = await stranger.client.get(path, headers={"If-None-Match": first.headers["etag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing.svg",
        "../settings.py",
        "..%2f..%2fsettings.py",
        "%2e%2e/%2e%2e/app.py",
        "categories",
        "draw.py",
        "%00",
    ],
)
async def test_nothing_but_pictures_is_served(stranger: Phone, path: str) -> None:
    assert (await stranger.client.get(f"/pictures/{path}")).status_code == 404
