"""Files that never change under a name, such as pictures, with the headers that let phones and caches keep them."""

import os
from datetime import timedelta

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_KEEP = timedelta(days=30)


class KeptFiles(StaticFiles):
    """A folder served with `Cache-Control`, `ETag` and conditional requests; nothing outside of it can be named."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be kept for a month; a picture is data and runs no script."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = f"public, max-age={int(_KEEP.total_seconds())}"
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
