"""Global object ids (GraphQL Global Object Identification): opaque to clients, typed, the same everywhere."""

import re
from uuid import UUID

from engine.errors import ErrorCode, FieldError

DIGITS = re.compile("[0-9a-f]{32}")


def global_id(kind: str, key: UUID) -> str:
    """The id clients see: the kind in lower case and the key's 32 hex digits, as in `store_0191f3...`."""
    return f"{kind.lower()}_{key.hex}"


def split_id(identity: str) -> tuple[str, UUID] | None:
    """The kind and key of a global id, or None for anything that is not one, whatever it holds."""
    kind, separator, digits = identity.rpartition("_")
    if not separator or not DIGITS.fullmatch(digits):
        return None
    return kind, UUID(hex=digits)


def key_of(kind: str, identity: str) -> UUID:
    """The key in an id of this kind; an id of any other kind is `NOT_FOUND`, as an unknown one is."""
    parts = split_id(identity)
    if parts is None or parts[0] != kind.lower():
        raise FieldError(ErrorCode.NOT_FOUND, f"No {kind.lower()} has this id.")
    return parts[1]
