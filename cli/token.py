"""`doorstep token`: an access token for a person of the demo city."""

import asyncio
import sys
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from adapters import logs
from adapters.clock import SystemClock
from adapters.postgres import sqlalchemy_url
from adapters.tokens import Tokens
from cli.errors import CommandError
from cli.local import any_servers, check_tables
from domain.viewer import Role
from services.demo.people import DEMO_PEOPLE
from services.user import Person, find_by_email, find_first_with_role
from settings import Settings, decode_secret, load_settings


def token(role: str, hours: int) -> None:
    """Print the token alone on stdout, so that `$(doorstep token customer)` is one; who it is for goes to stderr."""
    settings = load_settings()
    if settings.environment == "production":
        raise CommandError("tokens for demo people are not made in production")
    logs.configure(level="warning", as_json=settings.log_json)
    with any_servers(settings) as complete:
        check_tables(complete.database_url)
        person = asyncio.run(find_person(complete.database_url, Role(role)))
    if person is None:
        raise CommandError(f"the database holds no {role}; `doorstep demo` loads people")
    signed = _tokens(settings).issue(
        person.id,
        session_id=uuid4(),
        roles=person.roles,
        store_ids=person.store_ids,
        lifetime=timedelta(hours=hours),
    )
    sys.stderr.write(f"{person.name}, {role}, {hours} h\n" if sys.stdout.isatty() else "")
    sys.stdout.write(f"{signed}\n")


def _tokens(settings: Settings) -> Tokens:
    return Tokens(
        signing_key=decode_secret(settings.token_signing_key),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        lifetime=timedelta(seconds=settings.token_seconds),
        clock=SystemClock(),
    )


async def find_person(database_url: str, role: Role) -> Person | None:
    """The demo city's person of a role, by e-mail; in any other database, who has held the role for longest."""
    engine = create_async_engine(sqlalchemy_url(database_url), poolclass=NullPool)
    try:
        async with AsyncSession(engine) as session:
            known = await find_by_email(session, DEMO_PEOPLE.get(role, ""))
            return known or await find_first_with_role(session, role)
    finally:
        await engine.dispose()
