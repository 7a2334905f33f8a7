"""Access tokens: what a good one says, and every way to be a bad one."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.clock import SetClock
from adapters.tokens import TokenRefusedError, Tokens, key_id
from domain.viewer import Role

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SEED = bytes(range(32))
OTHER_SEED = bytes(range(50, 82))
ADA = UUID("0195a000-0000-7000-8000-000000000001")
SHOP = UUID("0195a000-0000-7000-8000-0000000000aa")
SESSION = UUID("0195a000-0000-7000-8000-0000000000ff")
PRIVATE = Ed25519PrivateKey.from_private_bytes(SEED)
KEY_ID = key_id(PRIVATE.public_key())


def tokens(clock: SetClock, *, seed: bytes = SEED, retired: tuple[bytes, ...] = ()) -> Tokens:
    return Tokens(
        signing_key=seed,
        issuer="doorstep",
        audience="doorstep-api",
        lifetime=timedelta(minutes=15),
        clock=clock,
        retired=retired,
    )


def signed(
    changes: Mapping[str, object] | None = None,
    *,
    key: Ed25519PrivateKey = PRIVATE,
    headers: Mapping[str, object] | None = None,
) -> str:
    """A token that is good but for the changes; a claim set to None is left out."""
    claims: dict[str, object] = {
        "sub": str(ADA),
        "sid": str(SESSION),
        "jti": str(uuid4()),
        "iss": "doorstep",
        "aud": "doorstep-api",
        "iat": int(NOON.timestamp()),
        "exp": int(NOON.timestamp()) + 60,
        "roles": ["customer"],
        "stores": [],
    }
    claims = {name: value for name, value in {**claims, **(changes or {})}.items() if value is not None}
    # The library itself refuses to sign some of these, so they are put together by hand.
    header = {"alg": "EdDSA", "kid": KEY_ID, "typ": "at+jwt", **(headers or {})}
    message = f"{part(header)}.{part(claims)}"
    return f"{message}.{text(key.sign(message.encode()))}"


def part(value: object) -> str:
    return text(json.dumps(value).encode())


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def test_a_token_says_who_asks() -> None:
    clock = SetClock(NOON)
    token = tokens(clock).issue(ADA, session_id=SESSION, roles=[Role.MERCHANT, Role.CUSTOMER], store_ids=[SHOP])
    claims = tokens(clock).verify(token)
    assert (claims.user_id, claims.session_id, claims.store_ids) == (ADA, SESSION, (SHOP,))
    assert claims.roles == {Role.CUSTOMER, Role.MERCHANT}
    assert (claims.issued_at, claims.expires_at) == (NOON, NOON + timedelta(minutes=15))


def test_two_tokens_of_one_moment_differ() -> None:
    issuer = tokens(SetClock(NOON))
    first, second = (issuer.verify(issuer.issue(ADA, session_id=SESSION)) for _ in range(2))
    assert first.token_id != second.token_id


def test_a_token_lives_until_its_last_second_and_not_longer() -> None:
    clock = SetClock(NOON)
    token = tokens(clock).issue(ADA, session_id=SESSION)
    clock.advance(timedelta(minutes=15, seconds=-1))
    assert tokens(clock).verify(token).user_id == ADA
    clock.advance(timedelta(seconds=1))
    with pytest.raises(TokenRefusedError):
        tokens(clock).verify(token)


def test_a_retired_key_is_still_accepted_and_an_unknown_key_is_not() -> None:
    clock = SetClock(NOON)
    old = tokens(clock).issue(ADA, session_id=SESSION)
    public = PRIVATE.public_key().public_bytes_raw()
    assert tokens(clock, seed=OTHER_SEED, retired=(public,)).verify(old).user_id == ADA
    with pytest.raises(TokenRefusedError):
        tokens(clock, seed=OTHER_SEED).verify(old)


def test_the_hand_made_token_is_good_before_it_is_changed() -> None:
    assert tokens(SetClock(NOON)).verify(signed()).user_id == ADA


@pytest.mark.parametrize("claim", ["sub", "sid", "jti", "iss", "aud", "iat", "exp"])
def test_a_token_without_a_required_claim_is_refused(claim: str) -> None:
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(signed({claim: None}))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(NOON.timestamp()) - 1},
        {"exp": str(int(NOON.timestamp()) + 60)},
        {"exp": True},
        {"exp": 10**30},
        {"iat": "yesterday"},
        {"iss": "somebody"},
        {"aud": "another-api"},
        {"aud": ["doorstep-api", "another-api"]},
        {"nbf": 4102444800},
        {"sub": ""},
        {"sub": 7},
        {"sub": "ada"},
        {"sid": "x"},
        {"jti": [str(ADA)]},
        {"roles": "customer"},
        {"roles": ["king"]},
        {"roles": [None]},
        {"stores": {"all": True}},
        {"stores": ["*"]},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(signed(changes))


@pytest.mark.parametrize(
    "headers",
    [
        {"kid": "unknown"},
        {"kid": None},
        {"kid": [KEY_ID]},
        {"typ": "JWT"},
        {"typ": None},
        {"alg": "HS256"},
        {"alg": "ES256"},
        {"alg": "none"},
        {"crit": ["exp"]},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_header_is_refused(headers: dict[str, object]) -> None:
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(signed(headers=headers))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
def test_a_token_without_signature_is_refused(algorithm: str) -> None:
    _, claims, _ = signed().split(".")
    header = part({"alg": algorithm, "kid": KEY_ID, "typ": "at+jwt"})
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(f"{header}.{claims}.")


def test_the_public_key_used_as_a_shared_secret_opens_nothing() -> None:
    _, claims, _ = signed().split(".")
    message = f"{part({'alg': 'HS256', 'kid': KEY_ID, 'typ': 'at+jwt'})}.{claims}"
    public = PRIVATE.public_key()
    shapes = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    for secret in (public.public_bytes_raw(), public.public_bytes(*shapes)):
        forged = text(hmac.new(secret, message.encode(), hashlib.sha256).digest())
        with pytest.raises(TokenRefusedError):
            tokens(SetClock(NOON)).verify(f"{message}.{forged}")


def test_a_token_signed_by_another_key_under_our_key_id_is_refused() -> None:
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(signed(key=Ed25519PrivateKey.from_private_bytes(OTHER_SEED)))


def test_changed_claims_do_not_carry_the_old_signature() -> None:
    header, _, signature = signed().split(".")
    _, others, _ = signed({"sub": str(uuid4())}).split(".")
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(f"{header}.{others}.{signature}")


def test_a_token_of_eight_kilobytes_is_refused_though_it_is_signed() -> None:
    token = signed({"padding": "x" * 6000})
    assert len(token) > 8000
    assert jwt.decode(token, PRIVATE.public_key(), ["EdDSA"], options={"verify_exp": False, "verify_aud": False})
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(token)


@pytest.mark.parametrize(
    "junk", ["", ".", "..", "a.b.c", "ä.ö.ü", "\x00", "eyJ", " " * 10, signed() + "x", signed()[1:]]
)
def test_junk_is_refused(junk: str) -> None:
    with pytest.raises(TokenRefusedError):
        tokens(SetClock(NOON)).verify(junk)


def test_parts_that_are_not_objects_are_refused() -> None:
    odd_parts: list[object] = [None, 5, "x", [], [[]]]
    for odd in odd_parts:
        for token in (f"{part(odd)}.{part({})}.x", f"{part({'alg': 'EdDSA'})}.{part(odd)}.x"):
            with pytest.raises(TokenRefusedError):
                tokens(SetClock(NOON)).verify(token)


def test_a_key_is_named_by_its_thumbprint() -> None:
    # The example key and its thumbprint stand in RFC 8037, appendix A.
    raw = base64.urlsafe_b64decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
    assert (
        key_id(Ed25519PrivateKey.from_private_bytes(raw).public_key()) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    )
