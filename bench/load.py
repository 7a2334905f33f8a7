"""Load on one server: wrk with prepared requests, and what it measured."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.environment import DATA
from bench.inputs import Request, Workload
from bench.process import Server, ServerFailedError
from bench.programs import said
from bench.tokens import Signer

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 8
MISSING = "wrk is not on PATH; install it with `apt install wrk` or `brew install wrk`"


class NoWrkError(Exception):
    """The load generator is not installed."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of wrk saw."""

    requests: int
    seconds: float
    received_bytes: int
    p50_ms: float
    p99_ms: float


def find_wrk() -> str:
    """Where wrk is. Raises `NoWrkError`."""
    found = shutil.which("wrk")
    if found is None:
        raise NoWrkError(MISSING)
    return found


def prepare(workload: Workload, signer: Signer) -> Path:
    """Write the requests of a workload, headers and all, for the script to read."""
    path = DATA / f"{workload.name}.requests"
    path.write_bytes(b"".join(_written(request, signer) for request in workload.requests))
    return path


def _written(request: Request, signer: Signer) -> bytes:
    lines: Sequence[bytes] = [header.encode() for header in signer.headers(request)]
    return b"\n".join([*lines, b"", request.body, b""])


def run(wrk: str, server: Server, requests: Path, seconds: int) -> Load:
    """Keep eight connections busy for so many seconds. Any failed answer fails the run with `ServerFailedError`."""
    told = said(
        *(wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", SCRIPT),
        *(f"http://127.0.0.1:{server.port}", "--", requests),
    ).splitlines()
    numbers = next(line for line in told if line.startswith("RESULT ")).split()[1:]
    count, microseconds, received, failures, p50, p99 = (int(number) for number in numbers)
    if failures:
        sample = next(line for line in told if line.startswith("SAMPLE "))
        raise ServerFailedError(f"{server.contestant.title}: {failures} of {count} answers failed: {sample[7:]}")
    return Load(count, microseconds / 1e6, received, p50 / 1000, p99 / 1000)
