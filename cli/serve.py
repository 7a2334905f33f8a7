"""`doorstep serve`: everything from an empty folder to a listening server, and back down again in order."""

import errno
import signal
import socket

import structlog
import uvicorn
from alembic import command
from rich.console import Console

from adapters import logs
from adapters.local_launch import end_with_parent
from cli.database import load_city, migrations
from cli.errors import CommandError
from cli.local import check_database, own_servers, stopped_by_signals
from settings import Settings, load_settings

console = Console(stderr=True, highlight=False)
log = structlog.get_logger(__name__)


def serve(*, with_parent: bool) -> None:
    """Serve until told to stop. `with_parent`: also stop when the parent process, `make run`, is gone."""
    if with_parent:
        end_with_parent(signal.SIGTERM)
    settings = load_settings()
    logs.configure(level=settings.log_level, as_json=settings.log_json)
    with stopped_by_signals(), own_servers(settings) as complete, _bound(complete) as listener:
        _prepare(complete)
        _run(complete, listener)


def _prepare(settings: Settings) -> None:
    check_database(settings.database_url)
    if settings.migrate:
        command.upgrade(migrations(settings.database_url), "head")
    if settings.demo_city:
        load_city(settings.database_url, scale="small", seed=1)


def _run(settings: Settings, listener: socket.socket) -> None:
    from app import create_app

    config = uvicorn.Config(
        create_app(settings),
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=settings.drain_seconds,
    )
    server = Announced(config, settings)
    server.run(sockets=[listener])
    if not server.started:
        raise CommandError("the server did not start; the log above says why")


class Announced(uvicorn.Server):
    """A server that says where it is once it can be reached."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the doors, then tell."""
        try:
            await super().startup(sockets)
        except OSError as refused:
            raise _cannot_listen(self._settings, refused) from None
        if self.started and sockets:
            _announce(self._settings, port=sockets[0].getsockname()[1])


def _announce(settings: Settings, port: int) -> None:
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else settings.host  # noqa: S104 - compared.
    if settings.environment == "production":
        log.info("serving", host=settings.host, port=port)
        return
    graphiql = "  (GraphiQL, in a browser)" if settings.graphiql else ""
    console.print(
        f"\n[bold]Doorstep[/bold]  http://{host}:{port}/graphql{graphiql}"
        "\n[bold]A token[/bold]   .venv/bin/doorstep token customer  (or courier, merchant, support)"
        "\n[bold]Stop[/bold]      Ctrl-C\n",
        soft_wrap=True,
    )


def _bound(settings: Settings) -> socket.socket:
    """Take the port before anything is started, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    # A server that was just killed leaves closing connections on the port; they are no reason to refuse it.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as refused:
        listener.close()
        raise _cannot_listen(settings, refused) from None
    return listener


def _cannot_listen(settings: Settings, refused: OSError) -> CommandError:
    if refused.errno == errno.EADDRINUSE:
        return CommandError(f"port {settings.port} is in use; set PORT to another, or to 0 for any free one")
    return CommandError(f"cannot listen on {settings.host}, port {settings.port}: {refused.strerror or refused}")
