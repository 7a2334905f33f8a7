"""Who asks: the person behind a request and what they are. How they proved it belongs to adapters/tokens.py."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person may act as. One person may hold several roles."""

    CUSTOMER = "customer"
    COURIER = "courier"
    MERCHANT = "merchant"
    SUPPORT = "support"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind a request; `id` is None for a stranger.

    `store_ids` are the stores a merchant works for.
    """

    id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    store_ids: tuple[UUID, ...] = field(default=())

    @property
    def is_support(self) -> bool:
        """Support and admins see what any customer sees."""
        return bool(self.roles & {Role.SUPPORT, Role.ADMIN})


STRANGER = Viewer()
