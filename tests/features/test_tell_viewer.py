"""Who asks is told by the access token alone, and whatever is wrong with it reads the same outside."""

import base64
import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.tokens import key_id
from settings import decode_secret
from tests.conftest import KEY, OTHER_KEY
from tests.factories.phone import Phone

OURS = Ed25519PrivateKey.from_private_bytes(decode_secret(KEY))
ANOTHERS = Ed25519PrivateKey.from_private_bytes(decode_secret(OTHER_KEY))
PUBLIC_PEM = OURS.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
NAME = "{ viewer { name } }"


def claims_of(phone: Phone, changes: Mapping[str, object]) -> dict[str, object]:
    """What a good token for the phone's person would say, but for the changes; a claim set to None is left out."""
    assert phone.person is not None
    now = int(phone.service.clock.now().timestamp())
    claims: dict[str, object] = {
        "sub": str(phone.person.id),
        "sid": str(uuid4()),
        "jti": str(uuid4()),
        "iss": "doorstep",
        "aud": "doorstep-api",
        "iat": now,
        "exp": now + 60,
        "roles": ["customer"],
        "stores": [],
    }
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


def part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def token_for(
    phone: Phone,
    changes: Mapping[str, object] | None = None,
    *,
    header: Mapping[str, object] | None = None,
    key: Ed25519PrivateKey = OURS,
) -> str:
    """A token put together by hand, since libraries refuse to sign some of these."""
    head = {"alg": "EdDSA", "typ": "at+jwt", "kid": key_id(OURS.public_key()), **(header or {})}
    message = f"{part(head)}.{part(claims_of(phone, changes or {}))}"
    return f"{message}.{part(key.sign(message.encode()))}"


def keyed_with_the_public_key(phone: Phone) -> str:
    message = (
        f"{part({'alg': 'HS256', 'typ': 'at+jwt', 'kid': key_id(OURS.public_key())})}.{part(claims_of(phone, {}))}"
    )
    algorithm = jwt.get_algorithm_by_name("HS256")
    # PyJWT would refuse the public key as a secret; whoever attacks would not.
    return f"{message}.{part(algorithm.sign(message.encode(), PUBLIC_PEM))}"


def bad_tokens(phone: Phone) -> dict[str, str]:
    """Every way in which a token can be wrong, by its name."""
    good = token_for(phone)
    head, body, signature = good.split(".")
    expired = int(phone.service.clock.now().timestamp()) - 1
    return {
        "alg none": f"{part({'alg': 'none', 'typ': 'at+jwt'})}.{body}.",
        "alg none, signed": token_for(phone, header={"alg": "none"}),
        "HS256 with the public key": keyed_with_the_public_key(phone),
        "unknown kid": token_for(phone, header={"kid": "unknown"}, key=ANOTHERS),
        "another's key": token_for(phone, key=ANOTHERS),
        "kid of no text": token_for(phone, header={"kid": 7}),
        "wrong aud": token_for(phone, {"aud": "another-api"}),
        "several auds": token_for(phone, {"aud": ["doorstep-api", "another-api"]}),
        "wrong iss": token_for(phone, {"iss": "another"}),
        "exp a second ago": token_for(phone, {"exp": expired}),
        "no exp": token_for(phone, {"exp": None}),
        "no sub": token_for(phone, {"sub": None}),
        "sub of no UUID": token_for(phone, {"sub": "ana"}),
        "unknown role": token_for(phone, {"roles": ["emperor"]}),
        "another type": token_for(phone, header={"typ": "JWT"}),
        "8 kB": token_for(phone, {"more": "x" * 8000}),
        "changed body": f"{head}.{part(claims_of(phone, {'sub': str(UUID(int=1))}))}.{signature}",
        "cut short": good[:-1],
        "no token": "x",
        "dots": "..",
    }


async def test_whatever_is_wrong_with_a_token_the_answer_is_one_401(ana: Phone) -> None:
    answers = {}
    for name, token in bad_tokens(ana).items():
        response = await ana.client.post("/graphql", json={"query": NAME}, headers={"Authorization": f"Bearer {token}"})
        text = response.text.replace(response.headers["x-request-id"], "")
        answers[name] = (response.status_code, response.headers["www-authenticate"], text)

    expected = {
        "errors": [
            {
                "message": "The access token is not valid. Sign in again.",
                "extensions": {"code": "UNAUTHENTICATED", "retryable": False, "requestId": ""},
            }
        ]
    }
    status, challenge, text = answers["no token"]
    assert (status, challenge) == (401, 'Bearer realm="doorstep", error="invalid_token"')
    assert json.loads(text) == expected
    assert {name for name, answer in answers.items() if answer != answers["no token"]} == set()


@pytest.mark.parametrize("header", ["Basic YW5hOnNlY3JldA==", "Bearer", "Bearer,x", "Token x", "x"])
async def test_another_way_to_say_who_one_is_is_refused_alike(ana: Phone, header: str) -> None:
    response = await ana.client.post("/graphql", json={"query": NAME}, headers={"Authorization": header})

    assert response.status_code == 401


async def test_the_token_put_together_here_is_good_without_its_faults(ana: Phone) -> None:
    """Else the refusals above would say nothing."""
    for authorization in (f"Bearer {token_for(ana)}", f"bearer  {token_for(ana)}"):
        response = await ana.client.post("/graphql", json={"query": NAME}, headers={"Authorization": authorization})
        assert response.json() == {"data": {"viewer": {"name": "Ana Demo"}}}


async def test_a_token_of_somebody_who_is_gone_shows_nothing(ana: Phone) -> None:
    token = token_for(ana, {"sub": str(uuid4())})

    response = await ana.client.post("/graphql", json={"query": NAME}, headers={"Authorization": f"Bearer {token}"})

    assert response.json() == {"data": {"viewer": None}}


async def test_a_token_ends_when_it_says(ana: Phone) -> None:
    assert ana.person is not None
    spent = ana.service.token_for(ana.person, lifetime=timedelta(0))

    response = await ana.client.post("/graphql", json={"query": NAME}, headers={"Authorization": f"Bearer {spent}"})

    assert response.status_code == 401
