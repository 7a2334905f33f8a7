"""What was measured on: the machine, and the versions of everything that ran."""

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psutil

from bench.contestants import NODE, PEER_PYTHON, PEERS
from bench.programs import said

OURS: Final = (
    "uvicorn",
    "uvloop",
    "httptools",
    "asyncpg",
    "graphql-core",
    "orjson",
    "strawberry-graphql",
    "sqlalchemy",
)
NODE_PACKAGES: Final = ("mercurius", "graphql-jit", "graphql-yoga", "postgraphile", "@apollo/server", "graphql", "pg")


def machine(postgres: str) -> dict[str, object]:
    """The machine in words. `postgres` is the version of the database."""
    return {
        "cpu": _cpu(),
        "cores": psutil.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "versions": _versions(postgres),
    }


def _versions(postgres: str) -> Mapping[str, str]:
    return {
        "PostgreSQL": postgres.split(" ", 1)[0],
        "Python": platform.python_version(),
        "Node.js": said(NODE, "--version").removeprefix("v"),
        **{name: version(name) for name in OURS},
        "ariadne": said(PEER_PYTHON, "-c", "import importlib.metadata as m; print(m.version('ariadne'))"),
        **{name: _installed(PEERS / "node_modules" / name) for name in NODE_PACKAGES},
    }


def _installed(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text())["version"])


def _cpu() -> str:
    information = Path("/proc/cpuinfo")
    names = [line for line in information.read_text().splitlines() if line.startswith("model name")]
    return names[0].partition(": ")[2] if names else platform.machine()
