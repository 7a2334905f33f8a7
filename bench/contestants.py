"""The servers that are measured: ours, the peers, and the limit. How each is started, and nothing of how it works."""

import base64
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from bench.environment import DATA, ROOT, Environment

PEERS = ROOT / "bench" / "peers"
NODE = PEERS / "node_modules" / ".bin" / "node"
PEER_PYTHON = DATA / "venv" / "bin" / "python"
UVICORN: Final = (
    *("-m", "uvicorn", "--loop", "uvloop", "--http", "httptools"),
    *("--no-access-log", "--log-level", "warning"),
)

Role = Literal["ours", "peer", "limit"]


@dataclass(frozen=True, slots=True)
class Contestant:
    """One server. It listens on the given port of 127.0.0.1 and answers at /graphql."""

    name: str
    title: str
    role: Role
    command: Callable[[int], Sequence[str]]
    environment: Callable[[Environment, int], Mapping[str, str]]
    folder: Path = ROOT


def contestants(signing_key: str) -> list[Contestant]:
    """All servers, in the order of the rounds. `signing_key` is that of the tokens which the requests carry."""
    return [
        ours(signing_key),
        node("mercurius", "Mercurius + graphql-jit"),
        node("yoga", "GraphQL Yoga"),
        node("postgraphile", "PostGraphile"),
        node("apollo", "Apollo Server"),
        python("strawberry", "Strawberry", sys.executable),
        python("ariadne", "Ariadne", str(PEER_PYTHON)),
        limit(),
    ]


def ours(signing_key: str) -> Contestant:
    """Doorstep as it runs in production, everything on that is on by default."""

    def environment(found: Environment, port: int) -> Mapping[str, str]:
        return {
            "DATABASE_URL": found.database_url,
            "REDIS_URL": found.redis_url,
            "PORT": str(port),
            "DOORSTEP_ENVIRONMENT": "production",
            "DOORSTEP_TOKEN_SIGNING_KEY": signing_key,
            "DOORSTEP_CURSOR_SECRET": base64.b64encode(secrets.token_bytes(32)).decode(),
        }

    program = str(Path(sys.executable).with_name("doorstep"))
    return Contestant("ours", "Doorstep", "ours", lambda _port: [program, "serve"], environment)


def node(name: str, title: str) -> Contestant:
    """A peer for Node.js."""
    return Contestant(
        name,
        title,
        "peer",
        lambda _port: [str(NODE), f"{name}.mjs"],
        lambda found, port: {**found.libpq(), "PORT": str(port), "NODE_ENV": "production"},
        PEERS,
    )


def python(name: str, title: str, interpreter: str) -> Contestant:
    """A peer for Python, on the same HTTP server as ours."""
    return Contestant(
        name,
        title,
        "peer",
        lambda port: [interpreter, *UVICORN, "--port", str(port), f"bench.peers.{name}_server:app"],
        lambda found, _port: found.libpq(),
    )


def limit() -> Contestant:
    """One hand-written statement for each workload."""
    return Contestant(
        "limit",
        "Hand-written limit",
        "limit",
        lambda port: [sys.executable, *UVICORN, "--port", str(port), "bench.limits.server:app"],
        lambda found, _port: found.libpq(),
    )
