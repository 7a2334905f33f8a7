"""Access tokens: signed JWTs (RFC 7519, RFC 9068) that say who asks. Refresh tokens and sessions are rows, not JWTs."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID, uuid4

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from adapters.clock import Clock
from domain.viewer import Role

ALGORITHM = "EdDSA"
TYPE = "at+jwt"
MAX_CHARACTERS = 4096
MOST_REMEMBERED = 10_000
REQUIRED = ("sub", "iat", "exp", "iss", "aud", "jti", "sid")


class TokenRefusedError(Exception):
    """The token is not ours, not valid now, or not a token. The cause is for the log; a client never learns it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid access token says."""

    user_id: UUID
    roles: frozenset[Role]
    store_ids: tuple[UUID, ...]
    session_id: UUID
    token_id: UUID
    issued_at: datetime
    expires_at: datetime


class Tokens:
    """Issues and verifies access tokens with Ed25519 (RFC 8037).

    `signing_key` holds the 32 bytes of the private key; `retired` holds public keys whose tokens are still accepted.
    """

    def __init__(  # noqa: PLR0913 - each names one part of the token.
        self,
        *,
        signing_key: bytes,
        issuer: str,
        audience: str,
        lifetime: timedelta,
        clock: Clock,
        retired: Iterable[bytes] = (),
    ) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(signing_key)
        public = self._private.public_key()
        self._key_id = key_id(public)
        self._public = {self._key_id: public}
        for raw in retired:
            key = Ed25519PublicKey.from_public_bytes(raw)
            self._public[key_id(key)] = key
        self._issuer = issuer
        self._audience = audience
        self._lifetime = lifetime
        self._clock = clock
        self._decode = lru_cache(maxsize=MOST_REMEMBERED)(self._decoded)

    def issue(
        self,
        user_id: UUID,
        *,
        session_id: UUID,
        roles: Iterable[Role] = (),
        store_ids: Iterable[UUID] = (),
        lifetime: timedelta | None = None,
    ) -> str:
        """Sign a token for a person in a session; `store_ids` are the stores a merchant works for."""
        now = self._clock.now()
        claims = {
            "sub": str(user_id),
            "sid": str(session_id),
            "jti": str(uuid4()),
            "iss": self._issuer,
            "aud": self._audience,
            "iat": int(now.timestamp()),
            "exp": int((now + (self._lifetime if lifetime is None else lifetime)).timestamp()),
            "roles": sorted(set(roles)),
            "stores": sorted({str(store_id) for store_id in store_ids}),
        }
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, headers={"kid": self._key_id, "typ": TYPE})

    def verify(self, token: str) -> Claims:
        """Check everything about a token. Raises `TokenRefusedError` for whatever is wrong.

        A phone shows the same token with every request of a quarter of an hour: the signature is checked once, and what
        it signed is remembered by the whole text; its end is looked at every time. No refusal is remembered.
        """
        if len(token) > MAX_CHARACTERS:
            raise TokenRefusedError("longer than 4096 characters")
        claims = self._decode(token)
        if claims.expires_at <= self._clock.now():
            raise TokenRefusedError("expired")
        return claims

    def _decoded(self, token: str) -> Claims:
        try:
            claims = jwt.decode(
                token,
                self._key_for(token),
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                # The two times are compared below, with the clock that the rest of the service uses.
                options={"require": list(REQUIRED), "verify_exp": False, "verify_iat": False, "strict_aud": True},
            )
            return _read(claims)
        except (jwt.PyJWTError, UnsupportedAlgorithm, KeyError, ValueError, TypeError, OverflowError) as refused:
            raise TokenRefusedError(str(refused)) from refused

    def _key_for(self, token: str) -> Ed25519PublicKey:
        header = jwt.get_unverified_header(token)
        if header.get("typ") != TYPE:
            raise TokenRefusedError("not an access token")
        key = self._public.get(str(header.get("kid")))
        if key is None:
            raise TokenRefusedError("unknown key")
        return key


def _read(claims: Mapping[str, object]) -> Claims:
    return Claims(
        user_id=UUID(_text(claims["sub"])),
        roles=frozenset(Role(role) for role in _texts(claims.get("roles", []))),
        store_ids=tuple(UUID(store) for store in _texts(claims.get("stores", []))),
        session_id=UUID(_text(claims["sid"])),
        token_id=UUID(_text(claims["jti"])),
        issued_at=_moment(claims["iat"]),
        expires_at=_moment(claims["exp"]),
    )


def key_id(key: Ed25519PublicKey) -> str:
    """Name a key by its JWK thumbprint (RFC 7638), so that key and name cannot drift apart."""
    x = base64.urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'
    return base64.urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).rstrip(b"=").decode()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TokenRefusedError("a claim is not text")
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TokenRefusedError("a claim is not a list")
    return [_text(item) for item in value]


def _moment(value: object) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TokenRefusedError("a time is not a whole number of seconds")
    return datetime.fromtimestamp(value, UTC)
