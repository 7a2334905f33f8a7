"""Who asks, as every server can read it: a signed token for ours, a trusted header for the others."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from adapters.clock import SystemClock
from adapters.tokens import Tokens
from bench.inputs import Request
from domain.viewer import Role

KEY_BYTES = 32
LONG_ENOUGH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Signer:
    """Issues the tokens of one run with a key of its own."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES), repr=False)

    def headers(self, request: Request) -> list[str]:
        """The headers of a request; every server gets all of them."""
        tokens = Tokens(
            signing_key=self.key,
            issuer="doorstep",
            audience="doorstep-api",
            lifetime=LONG_ENOUGH,
            clock=SystemClock(),
        )
        token = tokens.issue(request.user_id, session_id=uuid4(), roles=[Role.CUSTOMER])
        return [
            "Content-Type: application/json",
            "Accept: application/json",
            f"Authorization: Bearer {token}",
            f"X-User-Id: {request.user_id}",
        ]

    def setting(self) -> str:
        """The key as our server's settings take it."""
        return base64.b64encode(self.key).decode()
