"""Compresses answers for clients that accept it: zstd, brotli or gzip, whatever the app inside sends."""

from starlette.types import ASGIApp
from starlette_compress import CompressMiddleware, add_compress_type

from engine.transport.headers import GRAPHQL_RESPONSE

_MINIMUM_BYTES = 1_024


def compressed(app: ASGIApp) -> ASGIApp:
    """Wrap `app` so that answers of 1 kB and more are compressed."""
    add_compress_type(GRAPHQL_RESPONSE)
    return CompressMiddleware(app, minimum_size=_MINIMUM_BYTES)
