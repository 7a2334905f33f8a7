"""Servers, databases and settings for every test. What a test says or builds itself stands in the test."""

import base64
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import uvloop
from alembic import command
from pydantic import SecretStr
from sqlalchemy import make_url

from adapters.local_postgres import LocalPostgres
from adapters.local_redis import LocalRedis
from adapters.local_servers import running
from cli.database import migrations
from settings import Settings

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
KEY = SecretStr(base64.b64encode(bytes(range(32))).decode())
OTHER_KEY = SecretStr(base64.b64encode(bytes(range(100, 132))).decode())

MakeDatabase = Callable[[str], str]


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[str, str]]:
    """URLs of PostgreSQL and Redis: of the environment, else of servers in a folder that goes with the session."""
    postgres_url, redis_url = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    folder = Path(tempfile.mkdtemp(prefix="doorstep-"))
    # PostgreSQL started by root runs as another account, which must be able to pass through here.
    folder.chmod(0o711)
    postgres = LocalPostgres(folder, folder / "run", options=FAST)
    redis = LocalRedis(folder, folder / "run")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        stack.enter_context(running([*([] if postgres_url else [postgres]), *([] if redis_url else [redis])]))
        yield postgres_url or postgres.url(), redis_url or redis.url()


@pytest.fixture(scope="session")
def make_database(servers: tuple[str, str]) -> Iterator[MakeDatabase]:
    """Make a database, as a quick copy of another if one is named by URL; all are dropped at the end."""
    made: list[str] = []

    def make(template: str = "") -> str:
        name = f"doorstep_test_{uuid4().hex[:12]}"
        of = f' TEMPLATE "{make_url(template).database}"' if template else ""
        _run_sql(servers[0], f'CREATE DATABASE "{name}"{of}')
        made.append(name)
        return make_url(servers[0]).set(database=name).render_as_string(hide_password=False)

    yield make
    for name in made:
        _run_sql(servers[0], f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run_sql(url: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(statement)
        await connection.close()

    uvloop.run(run())


@pytest.fixture(scope="session")
def template_database_url(make_database: MakeDatabase) -> str:
    """A database with every table and no row. Copied, never connected to: a template with visitors cannot be copied."""
    url = make_database("")
    command.upgrade(migrations(url), "head")
    return url


@pytest.fixture
def database_url(servers: tuple[str, str], make_database: MakeDatabase, template_database_url: str) -> Iterator[str]:
    """A fresh database of the test's own, with every table and no row."""
    url = make_database(template_database_url)
    yield url
    _run_sql(servers[0], f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')


@pytest.fixture(scope="session")
def demo_database_url(make_database: MakeDatabase, template_database_url: str) -> str:
    """The small demo city, shared by the session: read it, or copy it with `make_database`."""
    from workers.demo import load  # noqa: PLC0415 - only tests of the city need its generator.

    url = make_database(template_database_url)
    uvloop.run(load(url, "small", 1, lambda _what, _done, _total: None))
    return url


@pytest.fixture
def redis_url(servers: tuple[str, str]) -> str:
    """The session's Redis, shared: a test uses keys of its own."""
    return servers[1]


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path) -> Settings:
    """Settings of a test with an empty database of its own. Change some with `settings.model_copy(update=...)`."""
    return settings_for(database_url, redis_url, tmp_path)


def settings_for(database_url: str, redis_url: str, data_dir: Path) -> Settings:
    """Settings with known keys for given servers."""
    return Settings(
        environment="test",
        database_url=database_url,
        redis_url=redis_url,
        data_dir=data_dir,
        token_signing_key=KEY,
        cursor_secret=OTHER_KEY,
    )
