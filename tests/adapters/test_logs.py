"""What a log line carries, and what it must not. Each test reads what a program of its own wrote."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.logs import mask, mask_text

ROOT = Path(__file__).parents[2]


def lines_of(program: str, *, as_json: bool = True) -> str:
    setup = (
        f"import logging, structlog\nfrom adapters.logs import configure\nconfigure(level='info', as_json={as_json})\n"
    )
    command = [sys.executable, "-W", "error", "-c", setup + program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stderr


def test_a_line_is_one_json_object_with_time_level_and_request() -> None:
    written = lines_of(
        "structlog.contextvars.bind_contextvars(request_id='r-1')\n"
        "structlog.get_logger('door').info('request', operation='Home', duration_ms=3)"
    )
    line = json.loads(written)
    assert line["event"] == "request"
    assert (line["operation"], line["duration_ms"], line["request_id"]) == ("Home", 3, "r-1")
    assert (line["level"], line["logger"]) == ("info", "door")
    assert line["timestamp"].endswith("Z")


def test_lines_of_other_libraries_take_the_same_form() -> None:
    written = lines_of("logging.getLogger('uvicorn.error').error('lost %s', 'it', extra={'color_message': 'red'})")
    line = json.loads(written)
    assert (line["event"], line["level"], line["logger"]) == ("lost it", "error", "uvicorn.error")
    assert "color_message" not in line


def test_an_exception_is_told_in_full_but_for_credentials() -> None:
    written = lines_of(
        "try:\n    raise RuntimeError('ada@example.org postgresql://app:hunter2@db/door /etc/door')\n"
        "except RuntimeError:\n    structlog.get_logger().exception('failed')"
    )
    told = json.loads(written)["exception"]
    assert "ada@example.org postgresql://app:***@db/door /etc/door" in told
    assert "Traceback" in told
    assert "hunter2" not in written


def test_a_terminal_gets_words_and_the_same_cover() -> None:
    written = lines_of("structlog.get_logger().info('signed in', user='u-1', password='hunter2')", as_json=False)
    assert "signed in" in written
    assert "u-1" in written
    assert "hunter2" not in written


def test_what_is_below_the_level_is_not_written() -> None:
    assert lines_of("structlog.get_logger().debug('quiet')\nlogging.getLogger('x').debug('quiet')") == ""


@pytest.mark.parametrize(
    "key",
    [
        *("authorization", "Authorization", "token", "access_token", "X-Api-Key", "password", "user_email", "email"),
        *("phone", "dsn", "cookie", "Set-Cookie", "signing_secret", "addresses", "tokens"),
    ],
)
def test_a_sensitive_key_hides_its_value_however_deep(key: str) -> None:
    event = {"outer": [{"inner": {key: "abc"}}], key: ["abc"]}
    assert "abc" not in str(mask(None, "info", event))


@pytest.mark.parametrize("key", ["event", "operation", "request_id", "tokens_used", "cache_key", "keyboard", "path"])
def test_other_keys_keep_their_value(key: str) -> None:
    assert mask(None, "info", {key: "abc"}) == {key: "abc"}


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("redis://:pw@host:6379/0", "redis://:***@host:6379/0"),
        ("postgresql://app:p%40w@db:5432/x?y=1 failed", "postgresql://app:***@db:5432/x?y=1 failed"),
        ("https://example.org/a:b@c", "https://example.org/a:b@c"),
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer ***"),
        ("got eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln here", "got *** here"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_credentials_inside_a_text_are_covered(text: str, covered: str) -> None:
    assert mask_text(text) == covered
