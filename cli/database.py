"""Commands about what the database holds: its tables and the demo city."""

import asyncio
from collections.abc import Callable

from alembic import command
from alembic.config import Config
from alembic.util import CommandError as AlembicError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from adapters import logs
from cli.errors import CommandError
from cli.local import any_servers
from settings import ROOT, load_settings

console = Console(stderr=True, highlight=False)


def migrate(direction: str, revision: str | None) -> None:
    """Run migrations, or print the revision the tables are at."""
    settings = load_settings()
    logs.configure(level="warning", as_json=settings.log_json)
    with any_servers(settings) as complete:
        config = migrations(complete.database_url)
        try:
            if direction == "up":
                command.upgrade(config, revision or "head")
            elif direction == "down":
                command.downgrade(config, revision or "-1")
            command.current(config, verbose=False)
        except AlembicError as refused:
            raise CommandError(str(refused)) from None


def migrations(database_url: str) -> Config:
    """Configure Alembic for a database. The URL stays out of its files, where `%` begins a variable."""
    config = Config(ROOT / "migrations" / "alembic.ini")
    config.attributes["database_url"] = database_url
    return config


def demo(scale: str, seed: int) -> None:
    """Load the demo city, unless the database holds one."""
    settings = load_settings()
    logs.configure(level="warning", as_json=settings.log_json)
    with any_servers(settings) as complete:
        command.upgrade(migrations(complete.database_url), "head")
        if not load_city(complete.database_url, scale, seed):
            console.print("The database holds a city already.")


def load_city(database_url: str, scale: str, seed: int) -> bool:
    """Load the demo city with a progress bar. Says whether there was anything to do."""
    from workers.demo import is_loaded, load

    if asyncio.run(is_loaded(database_url)):
        return False
    columns = (TextColumn("Demo city"), BarColumn(), TextColumn("{task.description}"), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        asyncio.run(load(database_url, scale, seed, _shown_on(progress)))
    return True


def _shown_on(progress: Progress) -> Callable[[str, int, int], None]:
    task = progress.add_task("", total=None)

    def show(what: str, done: int, total: int) -> None:
        progress.update(task, description=what, completed=done, total=total)

    return show
