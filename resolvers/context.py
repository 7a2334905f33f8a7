"""What a root field may reach: all that a field of a type may, and what the request says of itself."""

from dataclasses import dataclass

from domain.version import Version
from schema.context import FieldContext


@dataclass(slots=True, kw_only=True)
class Context(FieldContext):
    """One request. `statements` counts what the database was sent for it; `version` is the asking app's, if it says."""

    request_id: str
    version: Version | None = None
    statements: int = 0
