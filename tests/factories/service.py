"""The whole service under uvicorn, on a port of its own, with every statement it sends on record."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import uvicorn

from adapters.clock import Clock, SystemClock
from adapters.local_process import wait_until
from app import create_app, database_of, tokens_of
from services.user import Person
from settings import Settings

READY_SECONDS = 10


@dataclass
class Service:
    """A running service: where it is, and what it told PostgreSQL."""

    settings: Settings
    clock: Clock
    port: int = 0
    statements: list[tuple[str, Sequence[object]]] = field(default_factory=list)
    """Every statement with its values, in the order they were sent."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token_for(self, person: Person, lifetime: timedelta = timedelta(hours=1)) -> str:
        """An access token as signing in would give."""
        return tokens_of(self.settings, self.clock).issue(
            person.id, session_id=uuid4(), roles=person.roles, store_ids=person.store_ids, lifetime=lifetime
        )


@contextmanager
def running_service(settings: Settings, clock: Clock | None = None) -> Iterator[Service]:
    """Serve the app from a thread with a loop of its own, so that it outlives the loops of single tests."""
    service = Service(settings, clock or SystemClock())
    database = database_of(settings)
    database.on_statement = lambda sql, values: service.statements.append((sql, values))
    app = create_app(settings, clock=service.clock, database=database)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, ws="none", lifespan="on", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="service", daemon=True)
    thread.start()
    try:
        assert wait_until(lambda: server.started or not thread.is_alive(), seconds=READY_SECONDS)
        service.port = server.servers[0].sockets[0].getsockname()[1]
        yield service
    finally:
        server.should_exit = True
        thread.join(READY_SECONDS)
    assert not thread.is_alive()
