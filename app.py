"""Builds everything once: settings, adapters, engine, schema, routes. What they do stands in their own modules."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from graphql import GraphQLSchema
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from adapters.clock import Clock, SystemClock
from adapters.postgres import Database
from adapters.redis import redis_client
from adapters.tokens import Tokens
from engine.documents.limits import Limits
from engine.execution.compiler import Compiler
from engine.execution.executor import Executor
from engine.execution.reference import columns_read
from engine.reads.loaders import Reads
from engine.transport.compression import compressed
from engine.transport.files import KeptFiles
from engine.transport.front import front
from engine.transport.health import health_routes
from engine.transport.http import GraphQLEndpoint
from engine.transport.pages import graphiql_routes
from loaders.viewer import AMBIENT
from resolvers.opening import Opener
from resolvers.schema import build_schema
from schema.scalars import IN_SQL
from settings import Settings, decode_secret

WEB = Path(__file__).parent / "web"


@dataclass(frozen=True, slots=True)
class Parts:
    """What answers requests, whatever carries them."""

    schema: GraphQLSchema
    compiler: Compiler
    executor: Executor
    opener: Opener
    limits: Limits


def parts_of(settings: Settings, clock: Clock, database: Database) -> Parts:
    """Build the schema, its executor, and what opens the context of a request."""
    schema = build_schema()
    limits = limits_of(settings)
    compiler = Compiler(schema, scalars=IN_SQL, ambient=AMBIENT)
    executor = Executor(
        schema,
        limits,
        development=settings.environment != "production",
        introspection=settings.graphiql,
        compiler=compiler,
    )
    reads = Reads(columns_read(schema), decode_secret(settings.cursor_secret))
    opener = Opener(database=database, reads=reads, tokens=tokens_of(settings, clock), clock=clock)
    return Parts(schema, compiler, executor, opener, limits)


def create_app(settings: Settings, *, clock: Clock | None = None, database: Database | None = None) -> ASGIApp:
    """The whole service as an ASGI app. Nothing is opened before its lifespan begins.

    A caller that wants to set the clock, or to see the statements, gives its own.
    """
    database = database or database_of(settings)
    redis = redis_client(settings.redis_url, timeout=settings.redis_timeout_seconds)
    parts = parts_of(settings, clock or SystemClock(), database)
    endpoint = GraphQLEndpoint(
        parts.executor,
        parts.opener,
        parts.limits,
        timedelta(seconds=settings.deadline_seconds),
        get_queries=settings.environment != "production",
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with database.opened(), redis:
            yield

    routes: list[BaseRoute] = [
        *health_routes({"postgresql": database.ping, "redis": redis.ping}),
        *(graphiql_routes(WEB / "graphiql/dist", endpoint) if settings.graphiql else [Route("/graphql", endpoint)]),
        Mount("/pictures", KeptFiles(directory=WEB / "pictures")),
    ]
    return compressed(front("/graphql", endpoint, Starlette(routes=routes, lifespan=lifespan)))


def database_of(settings: Settings) -> Database:
    """The database of the settings, with their time limits on every connection."""
    return Database(
        settings.database_url,
        connections=settings.pool_max,
        acquire_timeout=settings.pool_wait_seconds,
        server_settings={
            "statement_timeout": str(settings.statement_timeout_ms),
            "lock_timeout": str(settings.lock_timeout_ms),
            "idle_in_transaction_session_timeout": str(settings.idle_transaction_timeout_ms),
        },
    )


def tokens_of(settings: Settings, clock: Clock) -> Tokens:
    """The tokens of the settings."""
    return Tokens(
        signing_key=decode_secret(settings.token_signing_key),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        lifetime=timedelta(seconds=settings.token_seconds),
        clock=clock,
        retired=[decode_secret(key) for key in settings.token_retired_keys],
    )


def limits_of(settings: Settings) -> Limits:
    """The limits of the settings, which carry the same names."""
    names = {field.name for field in fields(Limits)} & set(type(settings).model_fields)
    return Limits(**{name: getattr(settings, name) for name in names})
