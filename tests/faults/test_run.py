"""`doorstep serve` as `make run` starts it: its servers live and die with it, and a kill leaves nothing in the way."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from adapters.local_servers import Place

DOORSTEP = Path(sys.executable).with_name("doorstep")
DEADLINE_SECONDS = 60


class Run:
    """One `doorstep serve` on a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.log = data.with_suffix(f".{self.port}.log")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [DOORSTEP, "serve"], stdout=log, stderr=log, env=environment(data, PORT=str(self.port))
            )

    def is_ready(self) -> bool:
        """Whether every part answers. Fails at once when the process has ended."""
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def part(self, name: str) -> psutil.Process:
        """The PostgreSQL or Redis that this run started."""
        return next(child for child in psutil.Process(self.process.pid).children() if child.name() == name)


def environment(data: Path, **variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return kept | {"DOORSTEP_DATA_DIR": str(data), "DOORSTEP_DEMO_CITY": "false"} | variables


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@contextmanager
def serving(data: Path) -> Iterator[Run]:
    run = Run(data)
    try:
        until(run.is_ready)
        yield run
    finally:
        run.process.terminate()
        run.process.wait(DEADLINE_SECONDS)


def refusal(data: Path, **variables: str) -> str:
    """What a start says that must not succeed."""
    done = subprocess.run(
        [DOORSTEP, "serve"], capture_output=True, text=True, timeout=60, check=False, env=environment(data, **variables)
    )
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A folder that, unlike pytest's own, every account may pass through, as root's PostgreSQL must."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def data(checkout: Path) -> Path:
    """One data folder for all runs of this file, as a checkout has one."""
    return checkout / "data"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_end_of_the_server_is_the_end_of_everything_it_started(data: Path, number: signal.Signals) -> None:
    with serving(data) as run:
        parts = [run.part("postgres"), run.part("redis-server")]
        run.process.send_signal(number)
        assert run.process.wait(DEADLINE_SECONDS) == 0
        assert all(is_gone(part) for part in parts)


@pytest.mark.parametrize("name", ["postgres", "redis-server"])
def test_a_killed_part_returns_while_the_server_runs(data: Path, name: str) -> None:
    with serving(data) as run:
        killed = run.part(name)
        killed.kill()
        until(lambda: is_gone(killed))
        until(
            lambda: any(
                child.name() == name and not is_gone(child) for child in psutil.Process(run.process.pid).children()
            )
        )
        until(run.is_ready)
        assert run.part(name).pid != killed.pid


@pytest.mark.parametrize("names", [[], ["postgres"], ["redis-server"], ["postgres", "redis-server"]], ids=str)
def test_after_a_kill_the_next_start_works(data: Path, names: list[str]) -> None:
    with serving(data) as run:
        parts = [run.part("postgres"), run.part("redis-server")]
        for part in [run.part(name) for name in names]:
            part.kill()
        run.process.kill()
        run.process.wait(DEADLINE_SECONDS)
        with serving(data) as next_run:
            assert next_run.part("postgres").pid != parts[0].pid
            until(lambda: all(is_gone(part) for part in parts))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child of its parent's death")
def test_a_killed_make_takes_the_server_with_it(data: Path) -> None:
    command = f"'{DOORSTEP}' serve --with-parent 2>/dev/null & wait"
    with subprocess.Popen(["sh", "-c", command], env=environment(data, PORT="0")) as make:
        until(lambda: len(psutil.Process(make.pid).children(recursive=True)) > len(["server", "PostgreSQL"]))
        started = psutil.Process(make.pid).children(recursive=True)
        make.kill()
        until(lambda: all(is_gone(process) for process in started))


def test_what_was_written_before_a_kill_is_there_after_it(data: Path) -> None:
    with serving(data) as run:
        run.part("postgres").kill()
        run.process.kill()
        run.process.wait(DEADLINE_SECONDS)
    told = subprocess.run(
        [DOORSTEP, "migrate", "status"], capture_output=True, text=True, timeout=60, check=True, env=environment(data)
    )
    assert "(head)" in told.stdout


def test_a_second_run_in_one_checkout_is_refused_in_one_line(data: Path) -> None:
    with serving(data) as run:
        told = refusal(data, PORT=str(free_port()))
        assert told == f"doorstep: Doorstep already runs in this checkout (process {run.process.pid}); stop it first\n"
        assert run.is_ready()


def test_a_port_in_use_is_told_in_one_line(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = refusal(data, PORT=str(port))
    assert told == f"doorstep: port {port} is in use; set PORT to another, or to 0 for any free one\n"


def test_a_database_that_does_not_answer_is_told_in_one_line_without_its_password(data: Path) -> None:
    port = free_port()
    told = refusal(data, PORT="0", DATABASE_URL=f"postgresql://app:hunter2@127.0.0.1:{port}/door")
    assert told.startswith(f"doorstep: cannot reach PostgreSQL at 127.0.0.1:{port}/door: ")
    assert told.count("\n") == 1
    assert "hunter2" not in told


def test_a_bad_setting_is_told_in_one_line(data: Path) -> None:
    assert refusal(data, PORT="many").startswith("doorstep: PORT: ")


def test_a_path_too_long_for_a_socket_is_no_obstacle(checkout: Path) -> None:
    deep = checkout / ("d" * 100)
    place = Place.of(deep)
    assert not place.sockets.is_relative_to(deep)
    try:
        with serving(deep) as run:
            assert run.is_ready()
    finally:
        shutil.rmtree(place.sockets)
        shutil.rmtree(place.directory)
