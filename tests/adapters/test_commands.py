"""The commands of `doorstep` that end by themselves, run as a person runs them."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.clock import SystemClock
from adapters.tokens import Tokens
from settings import Settings, decode_secret

DOORSTEP = Path(sys.executable).with_name("doorstep")


def doorstep(*arguments: str, settings: Settings, database_url: str = "") -> subprocess.CompletedProcess[str]:
    variables = {
        "DATABASE_URL": database_url or settings.database_url,
        "REDIS_URL": settings.redis_url,
        "DOORSTEP_DATA_DIR": str(settings.data_dir),
        "DOORSTEP_TOKEN_SIGNING_KEY": settings.token_signing_key.get_secret_value(),
    }
    command = [str(DOORSTEP), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=os.environ | variables)


@pytest.mark.parametrize("role", ["customer", "courier", "merchant", "support"])
def test_a_token_is_printed_alone_for_a_person_of_that_role(
    settings: Settings, demo_database_url: str, role: str
) -> None:
    done = doorstep("token", role, "--hours", "2", settings=settings, database_url=demo_database_url)
    assert (done.returncode, done.stderr) == (0, "")
    claims = Tokens(
        signing_key=decode_secret(settings.token_signing_key),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        lifetime=timedelta(seconds=settings.token_seconds),
        clock=SystemClock(),
    ).verify(done.stdout.strip())
    assert role in claims.roles
    assert bool(claims.store_ids) == (role == "merchant")
    assert claims.expires_at - claims.issued_at == timedelta(hours=2)


def test_a_token_for_a_role_that_nobody_holds_is_refused_in_one_line(settings: Settings) -> None:
    done = doorstep("token", "courier", settings=settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "doorstep: the database holds no courier; `doorstep demo` loads people\n"


def test_a_city_is_not_loaded_twice(settings: Settings, demo_database_url: str) -> None:
    done = doorstep("demo", settings=settings, database_url=demo_database_url)
    assert (done.returncode, done.stderr) == (0, "The database holds a city already.\n")


def test_migrations_go_down_to_nothing_and_up_again(settings: Settings) -> None:
    steps = [("status",), ("down", "base"), ("status",), ("up",), ("down",), ("up",)]
    told = [doorstep("migrate", *step, settings=settings) for step in steps]
    assert [done.returncode for done in told] == [0] * len(steps), told
    assert ["(head)" in done.stdout for done in told] == [True, False, False, True, False, True]


def test_a_revision_that_does_not_exist_is_told_in_one_line(settings: Settings) -> None:
    done = doorstep("migrate", "up", "nowhere", settings=settings)
    assert done.returncode == 1
    assert done.stderr.startswith("doorstep: Can't locate revision")
    assert done.stderr.count("\n") == 1
