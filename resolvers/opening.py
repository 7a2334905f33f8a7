"""What happens before a request's first field: who asks is found out, and the loaders of the request are made."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import structlog

from adapters.clock import Clock
from adapters.postgres import Database
from adapters.tokens import TokenRefusedError, Tokens
from domain.version import Version, read_version
from domain.viewer import STRANGER, Viewer
from engine.errors import ErrorCode, RequestError
from engine.reads.loaders import Loaders, Reads, Records
from loaders.viewer import ambient
from resolvers.context import Context

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """Makes the context of each request out of what all requests share."""

    database: Database
    reads: Reads
    tokens: Tokens
    clock: Clock

    def __call__(self, headers: Mapping[str, str], request_id: str) -> AbstractAsyncContextManager[Context]:
        """The context of one request; raises `RequestError` where its token is not valid."""
        version = read_version(headers.get("apollographql-client-version") or headers.get("x-app-version"))
        return self.opened(self.viewer(headers), request_id, version)

    @asynccontextmanager
    async def opened(self, viewer: Viewer, request_id: str, version: Version | None) -> AsyncIterator[Context]:
        """One person's context; reads still under way at its end are cancelled."""
        now = self.clock.now()

        async def fetch(sql: str, values: Sequence[object]) -> Records:
            context.statements += 1
            return await self.database.fetch(sql, values)

        context = Context(
            viewer=viewer,
            now=now,
            loaders=Loaders(self.reads, fetch, ambient(viewer, now)),
            request_id=request_id,
            version=version,
        )
        try:
            yield context
        finally:
            context.loaders.close()

    def viewer(self, headers: Mapping[str, str]) -> Viewer:
        """The person the token speaks of; without a token, a stranger. Any fault is the same 401, whatever it is."""
        header = headers.get("authorization")
        if header is None:
            return STRANGER
        try:
            claims = self.tokens.verify(bearer_token(header))
        except TokenRefusedError as refused:
            _log.info("token refused", reason=str(refused))
            raise RequestError(
                ErrorCode.UNAUTHENTICATED,
                "The access token is not valid. Sign in again.",
                401,
                headers={"WWW-Authenticate": 'Bearer realm="doorstep", error="invalid_token"'},
            ) from None
        return Viewer(claims.user_id, claims.roles, claims.store_ids)


def bearer_token(header: str) -> str:
    """The token in an Authorization header (RFC 6750, section 2.1); any other scheme is refused like a bad token."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise TokenRefusedError("another scheme than Bearer")
    return token.strip()
