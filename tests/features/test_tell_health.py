import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from adapters.local_postgres import LocalPostgres
from adapters.local_redis import LocalRedis
from tests.conftest import FAST, settings_for
from tests.factories.phone import Phone
from tests.factories.service import Service, running_service


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a path short enough for a socket, which PostgreSQL's account can pass through."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def postgres(folder: Path) -> Iterator[LocalPostgres]:
    server = LocalPostgres(folder / "p", folder / "run", options=FAST)
    (folder / "p").mkdir()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis(folder: Path) -> Iterator[LocalRedis]:
    server = LocalRedis(folder / "r", folder / "run")
    (folder / "r").mkdir()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_service(postgres: LocalPostgres, redis: LocalRedis, tmp_path: Path) -> Iterator[Service]:
    """A service on servers that nobody else needs."""
    with running_service(settings_for(postgres.url(), redis.url(), tmp_path)) as service:
        yield service


Told = tuple[int, object]


@pytest.fixture
def told(own_service: Service) -> Callable[[str], Told]:
    def ask(path: str) -> Told:
        answer = httpx.get(f"{own_service.origin}{path}", timeout=10)
        assert answer.headers["cache-control"] == "no-store"
        return answer.status_code, answer.json()

    return ask


def ready(postgresql: str, redis: str) -> Told:
    status = "up" if postgresql == redis == "up" else "down"
    return 200 if status == "up" else 503, {"status": status, "parts": {"postgresql": postgresql, "redis": redis}}


def test_readiness_names_the_part_that_is_down_until_it_is_back(
    told: Callable[[str], Told], postgres: LocalPostgres, redis: LocalRedis
) -> None:
    assert told("/health/ready") == ready("up", "up")

    redis.stop()
    assert told("/health/ready") == ready("up", "down")

    postgres.stop()
    assert told("/health/ready") == ready("down", "down")
    assert told("/health/live") == (200, {"status": "up"})

    redis.start()
    assert told("/health/ready") == ready("down", "up")

    postgres.start()
    assert told("/health/ready") == ready("up", "up")


async def test_the_shared_service_is_alive_and_ready(stranger: Phone) -> None:
    live = await stranger.client.get("/health/live")
    ready_now = await stranger.client.get("/health/ready")

    assert (live.status_code, live.json()) == (200, {"status": "up"})
    assert (ready_now.status_code, ready_now.json()["status"]) == (200, "up")
