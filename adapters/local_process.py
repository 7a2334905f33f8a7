"""Programs that Doorstep starts and ends itself: how they are spawned, found again after a crash, and stopped.

Which programs, and with which arguments, stands in local_postgres.py and local_redis.py.
"""

import contextlib
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

LAUNCHER = Path(__file__).with_name("local_launch.py")
POLL_SECONDS = 0.02


Popen = subprocess.Popen[bytes]


class LocalServerError(Exception):
    """A server that could not be started. Its text is one line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system account a program runs as."""

    uid: int
    gid: int


def own_account() -> Account:
    """Name the account of this process."""
    return Account(os.geteuid(), os.getegid())


def unprivileged() -> Account:
    """Name the account for programs that refuse to run as root: `nobody` exists everywhere."""
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def spawn(command: Sequence[str | Path], *, log: Path, end_with: signal.Signals, account: Account) -> Popen:
    """Start a program, given by its full path, whose output goes to a file.

    It gets its own process group: Ctrl-C at the terminal reaches Doorstep alone, and the order of stopping is ours.
    On Linux the kernel sends it `end_with` when Doorstep dies without stopping it.
    """
    launch = [sys.executable, "-IS", LAUNCHER, os.getpid(), int(end_with), account.uid, account.gid, *command]
    with log.open("ab") as output:
        return Popen(
            [str(part) for part in launch],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            process_group=0,
        )


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Poll until a condition holds. Says whether it did in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def stop_orphans(program: str, directory: Path, *, end_with: signal.Signals) -> None:
    """Stop what an earlier, killed run left behind in a directory; returns when none of it is alive.

    A process is ours when it has that name and works in the directory, as do the workers of a dead PostgreSQL, or
    names it as an argument. Process ids in files are not believed: another program may carry that number by now.
    """
    orphans = [process for process in psutil.process_iter() if _is_ours(process, program, str(directory))]
    for number, seconds in ((end_with, 10), (signal.SIGKILL, 5)):
        for orphan in orphans:
            with contextlib.suppress(psutil.NoSuchProcess):
                orphan.send_signal(number)
        if wait_until(lambda: not any(_is_alive(orphan) for orphan in orphans), seconds=seconds):
            return
    raise LocalServerError(f"{program} of an earlier run does not end; stop process {orphans[0].pid}")


def _is_ours(process: psutil.Process, program: str, directory: str) -> bool:
    try:
        return process.name() == program and (directory in process.cmdline() or process.cwd() == directory)
    except psutil.Error:
        return False


def _is_alive(process: psutil.Process) -> bool:
    """A zombie is dead, though in a container without an init process nobody may ever collect it."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def tail(log: Path, *, default: str = "its log is empty") -> str:
    """Read the last line of a program's log that tells what went wrong."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    telling = [line for line in lines[-20:] if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or [default])[-1].strip()


def is_root() -> bool:
    """Say whether this process runs as root."""
    return os.geteuid() == 0
