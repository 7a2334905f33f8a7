"""Where pictures are served."""

from engine.declare.fields import Declared, computed

PICTURES = "/pictures/"


def picture_path(key: str | None) -> str | None:
    """The path of a picture on this server, to be resolved against the endpoint's origin."""
    return None if key is None else PICTURES + key


def pictured(source: object, description: str) -> Declared:
    """A field that is the path of a picture; null when there is none."""
    return computed(picture_path, source, description=description, sql=lambda key: PICTURES + key)
