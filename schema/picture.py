"""Where pictures are served."""

PICTURES = "/pictures/"


def picture_url(key: str | None) -> str | None:
    """The path of a picture on this server, to be resolved against the endpoint's origin."""
    return None if key is None else PICTURES + key
