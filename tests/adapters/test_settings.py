"""What the environment may say, and what is refused, in words for the person who starts the program."""

import base64
import os
from pathlib import Path

import pytest

from settings import BadSettingError, Settings, load_settings

GOOD = base64.b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "DOORSTEP_ENVIRONMENT": "production",
    "DOORSTEP_TOKEN_SIGNING_KEY": GOOD,
    "DOORSTEP_CURSOR_SECRET": base64.b64encode(bytes(range(90, 122))).decode(),
    "DATABASE_URL": "postgresql://app:hunter2@db/doorstep",
    "REDIS_URL": "redis://cache",
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("DOORSTEP_") or name in {"DATABASE_URL", "REDIS_URL", "HOST", "PORT"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("DOORSTEP_DATA_DIR", str(tmp_path / "data"))


def with_environment(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_development_needs_no_variable() -> None:
    settings = load_settings()
    assert (settings.environment, settings.port, settings.host) == ("development", 8000, "127.0.0.1")
    assert (settings.graphiql, settings.demo_city, settings.migrate, settings.log_json) == (True, True, True, False)


def test_secrets_of_development_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first, second = load_settings(), load_settings()
    assert first.token_signing_key == second.token_signing_key
    assert first.token_signing_key != first.cursor_secret
    assert (tmp_path / "data" / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secrets.json"]


def test_a_variable_wins_over_the_kept_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(monkeypatch, DOORSTEP_TOKEN_SIGNING_KEY=GOOD)
    assert settings.token_signing_key.get_secret_value() == GOOD


def test_production_has_no_playground_and_touches_no_data_by_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = with_environment(monkeypatch, **PRODUCTION)
    assert (settings.graphiql, settings.demo_city, settings.migrate, settings.log_json) == (False, False, False, True)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"DOORSTEP_ENVIRONMENT"}))
def test_production_refuses_to_start_without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(BadSettingError, match=name):
        with_environment(monkeypatch, **{other: value for other, value in PRODUCTION.items() if other != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://app:hunter2@db/x"),
        ("REDIS_URL", "http://app:hunter2@cache"),
        ("DOORSTEP_ENVIRONMENT", "prod"),
        ("DOORSTEP_LOG_LEVEL", "loud"),
        ("DOORSTEP_POOL_MAX", "0"),
        ("DOORSTEP_POOL_MIN", "99"),
        ("DOORSTEP_TOKEN_SIGNING_KEY", "hunter2"),
        ("DOORSTEP_TOKEN_SIGNING_KEY", base64.b64encode(b"hunter2" * 5).decode()),
        ("DOORSTEP_CURSOR_SECRET", base64.b64encode(bytes(32)).decode()),
        ("DOORSTEP_TOKEN_RETIRED_KEYS", f"{GOOD},hunter2"),
        ("DOORSTEP_PROT", "8000"),
    ],
)
def test_a_bad_setting_is_named_in_one_line_without_a_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(BadSettingError, match=name) as refused:
        with_environment(monkeypatch, **{name: value})
    assert "\n" not in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_environment(monkeypatch, PORT="", DATABASE_URL="").port == 8000


def test_lists_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(monkeypatch, DOORSTEP_TRUSTED_PROXIES="10.0.0.1, 10.0.0.2,")
    assert settings.trusted_proxies == ("10.0.0.1", "10.0.0.2")


def test_settings_do_not_show_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(with_environment(monkeypatch, **PRODUCTION))
    assert GOOD not in shown
    assert "hunter2" not in shown


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
