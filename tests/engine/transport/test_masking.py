import traceback

import pytest
from structlog.typing import EventDict

from tests.engine.transport.serving import Client, Connect
from tests.engine.transport.small_schema import DSN, EMAIL, PATH

SECRETS = (EMAIL, DSN, PATH, "s3cret", "RuntimeError", "Traceback")


@pytest.mark.parametrize("settings", [{"development": False}, {"development": True}])
async def test_nothing_of_an_unforeseen_error_leaves_but_the_log_has_all(
    connect: Connect, log: list[EventDict], settings: dict[str, bool]
) -> None:
    async with connect(**settings) as client:
        response = await client.run("query Leak {leak number}")
    assert response.status_code == 200
    assert not any(secret in response.text for secret in SECRETS)
    assert response.json()["data"] == {"leak": None, "number": 1}
    request_id = response.headers["x-request-id"]
    assert response.json()["errors"] == [
        {
            "message": "Internal error",
            "path": ["leak"],
            "locations": [{"line": 1, "column": 13}],
            "extensions": {"code": "INTERNAL_SERVER_ERROR", "retryable": False, "requestId": request_id},
        }
    ]
    [logged] = [line for line in log if line["log_level"] == "error"]
    text = "".join(traceback.format_exception(logged["exc_info"]))
    assert all(secret in text for secret in (EMAIL, DSN, PATH))
    assert (logged["request_id"], logged["operation"], logged["path"]) == (request_id, "Leak", "leak")


async def test_a_value_that_cannot_be_rendered_stays_inside(client: Client, log: list[EventDict]) -> None:
    response = await client.run("{unrenderable}")
    assert EMAIL not in response.text
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert any(EMAIL in str(line.get("exc_info")) for line in log)


async def test_a_failure_outside_execution_is_masked_and_logged_too(client: Client, log: list[EventDict]) -> None:
    response = await client.send_body(b'{"query": "{hello}"}', Authorization="Bearer broken")
    assert response.status_code == 500
    assert not any(secret in response.text for secret in SECRETS)
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    [logged] = [line for line in log if line["log_level"] == "error"]
    assert logged["request_id"] == response.headers["x-request-id"]
    assert await client.answers_at_once()


async def test_a_coded_error_is_shown_and_not_logged_as_a_failure(client: Client, log: list[EventDict]) -> None:
    response = await client.run("{missing hello}")
    assert response.json()["data"] == {"missing": None, "hello": "Hello, world!"}
    [error] = response.json()["errors"]
    assert error["message"] == "There is no such thing."
    assert error["path"] == ["missing"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["extensions"]["retryable"] is False
    assert [line["codes"] for line in log] == [["NOT_FOUND"]]


async def test_a_null_for_an_argument_that_must_not_be_null_is_the_clients_mistake(
    client: Client, log: list[EventDict]
) -> None:
    response = await client.run("query ($v: Int = 1) {number(value: $v)}", v=None)
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert not [line for line in log if line["log_level"] == "error"]


async def test_a_null_for_a_directive_is_the_clients_mistake(client: Client, log: list[EventDict]) -> None:
    response = await client.run("query ($v: Boolean = true) {hello @include(if: $v)}", v=None)
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert not [line for line in log if line["log_level"] == "error"]
