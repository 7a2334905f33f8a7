"""How Alembic reaches the database. The URL comes from the command that runs it, else from the settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from adapters.postgres import sqlalchemy_url
from models import Base
from settings import load_settings

# Two processes that start together must not migrate together; the second waits and finds nothing left to do.
MIGRATION_LOCK = 0x0D00_0257_E900


def migrate(connection: Connection) -> None:
    """Run the chosen migrations in one transaction under the lock."""
    context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        context.run_migrations()


async def connect_and_migrate(url: str) -> None:
    """Open one connection for the migration and close it again."""
    engine = create_async_engine(sqlalchemy_url(url), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        await connection.commit()
    await engine.dispose()


configured = context.config.attributes.get("database_url")
asyncio.run(connect_and_migrate(str(configured or load_settings().database_url)))
