"""A measured server as a process: started, waited for, watched and ended. Which there are stands in contestants.py."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from bench.contestants import Contestant
from bench.environment import DATA, Environment
from bench.inputs import Request
from bench.tokens import Signer

READY_SECONDS = 60
END_SECONDS = 10
HOST = "127.0.0.1"


class ServerFailedError(Exception):
    """A server that did not start, or that gave a wrong answer. Its text says which and why."""


class Server:
    """A contestant that runs and listens."""

    def __init__(self, contestant: Contestant, process: psutil.Popen, port: int, signer: Signer) -> None:
        self.contestant = contestant
        self.port = port
        self._process = process
        self._signer = signer

    def ask(self, request: Request) -> bytes:
        """Send one request; the body of the answer, if its status is 200."""
        connection = HTTPConnection(HOST, self.port, timeout=60)
        headers = dict(header.split(": ", 1) for header in self._signer.headers(request))
        with contextlib.closing(connection):
            connection.request("POST", "/graphql", request.body, headers)
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != 200:  # noqa: PLR2004 - the one status that counts.
            raise ServerFailedError(f"{self.contestant.title} answered {answer.status}: {body[:300]!r}")
        return body

    def cpu_seconds(self) -> float:
        """What the process and its children have used since they began."""
        return cpu_seconds([self._process])

    def resident_bytes(self) -> int:
        """The memory it holds now."""
        return int(self._process.memory_info().rss)

    def forget_peak(self) -> None:
        """Let the next peak begin at what is held now (proc(5), clear_refs)."""
        Path(f"/proc/{self._process.pid}/clear_refs").write_text("5")

    def peak_bytes(self) -> int:
        """The most memory it held since then (VmHWM)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024

    def wait_for(self, request: Request, log: Path) -> None:
        """Wait until the server answers this request."""
        deadline = time.monotonic() + READY_SECONDS
        while True:
            if self._process.poll() is not None or time.monotonic() > deadline:
                tail = log.read_text(errors="replace")[-2000:]
                raise ServerFailedError(f"{self.contestant.title} does not answer; {log} ends with:\n{tail}")
            try:
                self.ask(request)
            except (OSError, HTTPException):
                time.sleep(0.1)
            else:
                return


@contextlib.contextmanager
def serving(contestant: Contestant, environment: Environment, signer: Signer, first: Request) -> Iterator[Server]:
    """Start a server in a process of its own, wait for its first answer, and end it at the end."""
    port = _free_port()
    log = DATA / f"{contestant.name}.log"
    with log.open("wb") as output:
        process = psutil.Popen(
            contestant.command(port),
            cwd=contestant.folder,
            env={**_plain_environment(), **contestant.environment(environment, port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server(contestant, process, port, signer)
        server.wait_for(first, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()


def cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    """User and system time of the processes and all their children, those included that have ended."""
    total = 0.0
    for parent in processes:
        times = parent.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
        for child in parent.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                spent = child.cpu_times()
                total += spent.user + spent.system
    return total


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _plain_environment() -> dict[str, str]:
    """The caller's environment without what would reach into a server: settings of ours and of PostgreSQL's clients."""
    foreign = ("DOORSTEP_", "PG", "NODE_", "UVICORN_", "WEB_CONCURRENCY", "DATABASE_URL", "REDIS_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
