"""Every setting of Doorstep, in one frozen object read from the environment.

Only app.py, the commands and migrations/env.py read it; everybody else is given values.
"""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PositiveFloat, PositiveInt, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
PREFIX = "DOORSTEP_"
SECRET_BYTES = 32


class BadSettingError(Exception):
    """A setting that cannot be used. Its text is one line for the person who starts the program; it shows no secret."""


def _secret(value: SecretStr) -> SecretStr:
    """Require 32 bytes in base64 that look random: a word or a repeated byte is no secret."""
    if not value.get_secret_value():
        return value
    try:
        raw = decode_secret(value)
    except binascii.Error:
        raise ValueError("must be base64; make one with `openssl rand -base64 32`") from None
    if len(raw) != SECRET_BYTES or len(set(raw)) < SECRET_BYTES // 2:
        raise ValueError("must be 32 random bytes in base64; make them with `openssl rand -base64 32`")
    return value


def _postgres_url(value: str) -> str:
    if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
        raise ValueError("must begin with postgresql://")
    return value


def _redis_url(value: str) -> str:
    if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("must begin with redis://, rediss:// or unix://")
    return value


Secret = Annotated[SecretStr, AfterValidator(_secret)]


class Settings(BaseSettings):
    """One setting per field. Variables carry the prefix DOORSTEP_, save DATABASE_URL, REDIS_URL, HOST and PORT."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, populate_by_name=True
    )

    environment: Literal["development", "test", "production"] = Field(
        default="development", description="Production refuses missing secrets and starts no servers of its own."
    )

    database_url: Annotated[str, AfterValidator(_postgres_url)] = Field(
        default="",
        validation_alias="DATABASE_URL",
        repr=False,
        description="PostgreSQL 15 to 18. Empty: Doorstep starts its own.",
    )
    redis_url: Annotated[str, AfterValidator(_redis_url)] = Field(
        default="",
        validation_alias="REDIS_URL",
        repr=False,
        description="Redis 7 or later. Empty: Doorstep starts its own.",
    )
    data_dir: Path = Field(default=ROOT / ".data", description="Folder of the servers and keys Doorstep makes itself.")

    host: str = Field(default="127.0.0.1", validation_alias="HOST", description="Address to listen on.")
    port: int = Field(
        default=8000, ge=0, le=65535, validation_alias="PORT", description="TCP port; 0 takes a free one."
    )
    drain_seconds: PositiveInt = Field(default=15, description="Time given to running requests at the end, seconds.")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Addresses, parted by commas, whose X-Forwarded-* headers are believed."
    )

    token_signing_key: Secret = Field(
        default=SecretStr(""), description="Ed25519 private key of access tokens: 32 bytes, base64."
    )
    token_retired_keys: Annotated[tuple[Secret, ...], NoDecode] = Field(
        default=(), description="Ed25519 public keys, base64 parted by commas, still accepted while keys are changed."
    )
    token_issuer: str = Field(default="doorstep", min_length=1, description="The `iss` of access tokens.")
    token_audience: str = Field(default="doorstep-api", min_length=1, description="The `aud` of access tokens.")
    token_seconds: PositiveInt = Field(default=900, description="Life of an access token, seconds.")
    cursor_secret: Secret = Field(
        default=SecretStr(""), description="Signs page cursors, so that nobody can write one: 32 bytes, base64."
    )

    pool_max: PositiveInt = Field(default=10, description="Most connections to PostgreSQL per process.")
    pool_wait_seconds: PositiveFloat = Field(default=1.0, description="Longest wait for a free connection, seconds.")
    statement_timeout_ms: PositiveInt = Field(default=3000, description="PostgreSQL ends a longer statement.")
    lock_timeout_ms: PositiveInt = Field(default=1000, description="PostgreSQL ends a longer wait for a lock.")
    idle_transaction_timeout_ms: PositiveInt = Field(default=10_000, description="PostgreSQL ends an idle transaction.")
    redis_timeout_seconds: PositiveFloat = Field(default=0.1, description="Longest wait for Redis, seconds.")

    deadline_seconds: PositiveFloat = Field(default=5.0, description="A request is cancelled after this, seconds.")
    max_body_bytes: PositiveInt = Field(default=102_400, description="Largest body of a request, bytes.")
    max_document_characters: PositiveInt = Field(default=15_000, description="Longest GraphQL document, characters.")
    max_tokens: PositiveInt = Field(default=1000, description="Most lexical tokens in a document.")
    max_depth: PositiveInt = Field(default=10, description="Deepest selection in a document.")
    max_aliases: PositiveInt = Field(default=15, description="Most aliases in an operation, fragments expanded.")
    max_directives: PositiveInt = Field(default=20, description="Most directives in an operation, fragments expanded.")
    max_root_fields: PositiveInt = Field(default=20, description="Most root fields in an operation.")
    max_root_mutations: PositiveInt = Field(default=5, description="Most root fields in a mutation.")
    max_validation_errors: PositiveInt = Field(default=5, description="Validation stops after so many errors.")
    max_json_depth: PositiveInt = Field(default=64, description="Deepest nesting of a JSON body.")
    max_integer_digits: PositiveInt = Field(default=30, description="Longest integer in a JSON body, digits.")

    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="Least level logged.")
    log_json: bool = Field(
        default_factory=lambda data: data.get("environment") == "production", description="One JSON object per line."
    )
    graphiql: bool = Field(
        default_factory=lambda data: data.get("environment") != "production", description="Show GraphiQL to browsers."
    )
    migrate: bool = Field(
        default_factory=lambda data: data.get("environment") == "development", description="Migrate before serving."
    )
    demo_city: bool = Field(
        default_factory=lambda data: data.get("environment") == "development",
        description="Load the demo city before serving, when the database holds no stores.",
    )

    @model_validator(mode="before")
    @classmethod
    def _split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        for name in ("token_retired_keys", "trusted_proxies"):
            if isinstance(value := values.get(name), str):
                values[name] = tuple(part.strip() for part in value.split(",") if part.strip())
        return values

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [
            name for name in ("token_signing_key", "cursor_secret") if not getattr(self, name).get_secret_value()
        ]
        if missing:
            raise ValueError(f"{PREFIX}{missing[0].upper()} must be set; make one with `openssl rand -base64 32`")
        if self.environment == "production" and not (self.database_url and self.redis_url):
            raise ValueError("production needs DATABASE_URL and REDIS_URL")
        if self.environment == "production" and self.demo_city:
            raise ValueError("production does not load the demo city; unset DOORSTEP_DEMO_CITY")
        return self


def decode_secret(value: SecretStr) -> bytes:
    """Decode the bytes of a base64 setting; the URL-safe alphabet and missing padding are accepted."""
    text = value.get_secret_value().strip().replace("-", "+").replace("_", "/").rstrip("=")
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def load_settings() -> Settings:
    """Read the environment; outside production, missing secrets are made once and kept in the data folder.

    Raises `BadSettingError` for the first thing that is wrong.
    """
    _refuse_unknown(os.environ)
    try:
        if os.environ.get(f"{PREFIX}ENVIRONMENT") == "production":
            return Settings()
        directory = Path(os.environ.get(f"{PREFIX}DATA_DIR") or ROOT / ".data")
        made = _development_secrets(directory / "secrets.json")
        return Settings(
            token_signing_key=SecretStr(os.environ.get(f"{PREFIX}TOKEN_SIGNING_KEY") or made["token_signing_key"]),
            cursor_secret=SecretStr(os.environ.get(f"{PREFIX}CURSOR_SECRET") or made["cursor_secret"]),
        )
    except ValidationError as invalid:
        raise BadSettingError(_first_problem(invalid)) from None
    except OSError as refused:
        raise BadSettingError(f"cannot keep secrets in the data folder: {refused}") from None


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """A misspelt variable would otherwise be ignored without a word."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            raise BadSettingError(f"{name} is no setting of Doorstep")


def _development_secrets(path: Path) -> dict[str, str]:
    """Read the secrets of this checkout; make them on the first run."""
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text())
        return kept
    made = {
        name: base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        for name in ("token_signing_key", "cursor_secret")
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and linked, so that two commands that start together agree and neither reads half a file.
    draft = path.with_name(f".secrets.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(made))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return _development_secrets(path)
    finally:
        draft.unlink()
    return made


def _first_problem(invalid: ValidationError) -> str:
    problem = invalid.errors(include_input=False, include_url=False)[0]
    text = problem["msg"].removeprefix("Value error, ")
    if not problem["loc"]:
        return text
    name = str(problem["loc"][0])
    field = Settings.model_fields.get(name)
    variable = name if field is None or field.validation_alias else f"{PREFIX}{name.upper()}"
    return f"{variable}: {text[:1].lower()}{text[1:]}"
