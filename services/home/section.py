"""What a section of the home screen is. Each stands in a file of its own under sections/."""

from dataclasses import dataclass
from datetime import timedelta

from domain.version import Version
from domain.viewer import Viewer
from engine.declare.relation import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One rail: `rows` names what is in it, and the table of the rows decides the section's GraphQL type.

    Its conditions may use the parameters `viewer_id`, `now`, `cells`, `latitude`, `longitude` and `radius_metres`.
    `timeout` is how long the rest of the screen waits for it; apps before `since_version` do not get it.
    """

    key: str
    title: str
    rows: Pages
    needs_viewer: bool = False
    timeout: timedelta = timedelta(seconds=1)
    since_version: Version | None = None

    def is_for(self, viewer: Viewer, version: Version | None) -> bool:
        """Whether this person's app shows it; an app that does not say its version is taken for the newest."""
        if self.needs_viewer and viewer.id is None:
            return False
        return self.since_version is None or version is None or version >= self.since_version
