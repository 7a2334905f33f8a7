"""What a field of a type may reach: who asks, the moment, and the loaders. Never a session."""

from dataclasses import dataclass
from datetime import datetime

from domain.viewer import Viewer
from engine.reads.loaders import Loaders


@dataclass(slots=True, kw_only=True)
class FieldContext:
    """One request as fields see it. `now` stands still for the whole request."""

    viewer: Viewer
    now: datetime
    loaders: Loaders
