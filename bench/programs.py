"""Programs the benchmark runs to their end: npm, pip, node, wrk. Servers are in process.py."""

import subprocess
from pathlib import Path


def said(*command: str | Path) -> str:
    """What a program wrote to its standard output. Raises `CalledProcessError` when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)  # noqa: S603 - Every program is ours to run.
    return done.stdout.strip()
