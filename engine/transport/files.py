"""Pictures, which never change under a name, with the headers that let phones and caches keep them."""

import os
from datetime import timedelta
from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_KEEP = timedelta(days=30)


class KeptFiles(StaticFiles):
    """The pictures of a folder, with `Cache-Control`, `ETag` and conditional requests; no other file can be named."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be kept for a month; a picture is data and runs no script."""
        if not (guess_type(full_path)[0] or "").startswith("image/"):
            raise HTTPException(404)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = f"public, max-age={int(_KEEP.total_seconds())}"
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
