"""The servers of one checkout together: where they live, who runs them, and their return after a crash."""

import contextlib
import fcntl
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from adapters.local_postgres import LocalPostgres, readable_by_all
from adapters.local_process import LocalServerError, is_root, wait_until
from adapters.local_redis import LocalRedis

# sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing NUL included.
SOCKET_PATH_BYTES = 103
WATCH_SECONDS = 0.2

log = structlog.get_logger(__name__)

Server = LocalPostgres | LocalRedis


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one checkout's servers. They follow from its path, so that every command finds the same."""

    directory: Path
    sockets: Path

    @classmethod
    def of(cls, data_dir: Path) -> "Place":
        """Use the data folder itself, unless something about it makes that impossible."""
        directory = data_dir.resolve()
        mark = hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]
        if is_root() and not (_fits(directory / "run") and _enterable(directory)):
            # PostgreSQL then runs as nobody, who cannot pass through a home directory such as /root.
            directory = Path("/var/lib/doorstep") / mark
        sockets = directory / "run"
        if not _fits(sockets):
            sockets = Path(tempfile.gettempdir()) / f"doorstep-{os.geteuid()}-{mark}"
        return cls(directory, sockets)


def _fits(sockets: Path) -> bool:
    return len(os.fsencode(sockets / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_BYTES


def _enterable(directory: Path) -> bool:
    existing = next(path for path in (directory, *directory.parents) if path.exists())
    return readable_by_all(existing)


class AlreadyRunningError(Exception):
    """Another process holds this checkout's servers."""


@contextlib.contextmanager
def sole_owner(data_dir: Path, *, seconds: float) -> Iterator[None]:
    """Hold the checkout's lock, which ends with the process however it ends. Raises `AlreadyRunningError`.

    `seconds` is the patience with a run that is just ending.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "lock").open("a+") as file:
        if not wait_until(lambda: _lock(file.fileno()), seconds=seconds):
            file.seek(0)
            raise AlreadyRunningError(file.read().strip() or "unknown")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def running(servers: Sequence[Server], *, started: Callable[[Server], None] = lambda _: None) -> Iterator[None]:
    """Start the servers, start again what dies meanwhile, and stop all at the end."""
    ending = threading.Event()
    watcher = threading.Thread(target=_watch, args=(servers, ending), name="local-servers", daemon=True)
    try:
        for server in servers:
            server.start()
            started(server)
        watcher.start()
        yield
    finally:
        ending.set()
        if watcher.ident is not None:
            watcher.join()
        for server in reversed(servers):
            server.stop()


def _watch(servers: Sequence[Server], ending: threading.Event) -> None:
    while not ending.wait(WATCH_SECONDS):
        for server in servers:
            if server.process is None or server.process.poll() is not None:
                code = server.process.returncode if server.process else None
                log.warning("local server ended, starting it again", server=server.title, code=code)
                _start_again(server)


def _start_again(server: Server) -> None:
    try:
        server.start()
    except LocalServerError as failed:
        server.process = None
        log.error("local server did not start", server=server.title, reason=str(failed))  # noqa: TRY400 - told in one line.
    else:
        log.info("local server runs again", server=server.title)
