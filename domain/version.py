"""Versions of the apps that ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """`major.minor.patch` of an app; missing parts are 0."""

    major: int
    minor: int = 0
    patch: int = 0


def read_version(text: str | None) -> Version | None:
    """The version in a header such as `5.12.3` or `5.2-beta`; None where there is none that makes sense."""
    head = (text or "").partition("-")[0].partition("+")[0]
    parts = head.split(".")[:3]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):  # noqa: PLR2004
        return None
    return Version(*(int(part) for part in parts))
