"""The peers' own libraries: installed once into places of their own, never into the service's environment."""

import shutil
import sys

from bench.contestants import PEER_PYTHON, PEERS
from bench.environment import DATA
from bench.programs import said


def install_peers() -> None:
    """Install what the lock files name, where that is newer than what is there. Raises ValueError without npm."""
    lock, installed = PEERS / "package-lock.json", PEERS / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm = shutil.which("npm")
        if npm is None:
            raise ValueError("npm is not on PATH; the peers for Node.js need it")
        said(npm, "--prefix", PEERS, "ci", "--silent")
        installed.touch()
    requirements, stamp = PEERS / "requirements.txt", DATA / "venv" / "installed"
    if not stamp.exists() or stamp.stat().st_mtime < requirements.stat().st_mtime:
        said(sys.executable, "-m", "venv", "--clear", DATA / "venv")
        pip = (PEER_PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        said(*pip, "--require-hashes", "-r", requirements)
        stamp.touch()
