"""Whatever arrives, the answer is a clear 4xx, nothing runs, and the next request is served at once."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.engine.transport.serving import Client

LIMIT = 102_400


def body_of(query: object, **members: object) -> bytes:
    return json.dumps({"query": query, **members}).encode()


def document_of(size: int) -> bytes:
    empty = body_of("{hello}", padding="")
    return body_of("{hello}", padding="x" * (size - len(empty)))


NOT_A_REQUEST = {
    "nothing": b"",
    "null": b"null",
    "a number": b"5",
    "a string": b'"x"',
    "an empty list": b"[]",
    "invalid UTF-8": b'{"query": "{hello}", "operationName": "\xff"}',
    "UTF-16": '{"query": "{hello}"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"query": "{hello}"}',
    "half a surrogate pair": b'{"query": "{hello(name: \\"\\ud800\\")}"}',
    "lists 3,000 deep": b'{"query": "{hello}", "variables": {"a": ' + b"[" * 3000 + b"]" * 3000 + b"}}",
    "objects 3,000 deep": b'{"a":' * 3000 + b"1" + b"}" * 3000,
    "brackets 65 deep behind strings": b'{"query": "{hello}", "a\\"]": ' + b'["]\\"",' * 64 + b"1" + b"]" * 64 + b"}",
    "unclosed brackets": b"[" * 50_000,
    "unclosed strings": b'"\\' * 50_000,
    "an integer of 5,000 digits": b'{"query": "{hello}", "variables": {"a": ' + b"1" * 5000 + b"}}",
    "an integer of 31 digits": b'{"query": "{hello}", "variables": {"a": -' + b"1" * 31 + b"}}",
    "NaN": b'{"query": "{hello}", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{hello}", "variables": {"a": -Infinity}}',
    "an infinite float": b'{"query": "{hello}", "variables": {"a": 1e999}}',
    "query twice": b'{"query": "{hello}", "query": "{number}"}',
    "query twice, once escaped": b'{"query": "{hello}", "qu\\u0065ry": "{number}"}',
    "a variable twice": b'{"query": "{hello}", "variables": {"a": 1, "a": 2}}',
    "something after the object": b'{"query": "{hello}"} {}',
    "single quotes": b"{'query': '{hello}'}",
    "no query": b"{}",
    "a null query": b'{"query": null}',
    "a list as query": b'{"query": ["{hello}"]}',
    "a number as operation name": b'{"query": "{hello}", "operationName": 1}',
    "a list as variables": b'{"query": "{hello}", "variables": []}',
    "a string as extensions": b'{"query": "{hello}", "extensions": "x"}',
    "a number as document id": b'{"documentId": 7}',
}


@pytest.mark.parametrize("body", NOT_A_REQUEST.values(), ids=NOT_A_REQUEST.keys())
async def test_what_is_no_request_is_a_bad_request(client: Client, body: bytes) -> None:
    response = await client.send_body(body)
    assert response.status_code == 400
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["BAD_REQUEST"]
    assert "data" not in response.json()
    assert client.probe.ran == []
    assert await client.answers_at_once()


async def test_a_batch_is_refused(client: Client) -> None:
    response = await client.send_body(b'[{"query": "{hello}"}, {"query": "{hello}"}]')
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BATCHING_DISABLED"
    assert client.probe.ran == []


async def test_integers_of_30_digits_nesting_64_deep_and_unknown_members_are_fine(client: Client) -> None:
    deep = "[" * 62 + "]" * 62
    body = '{"query": "{hello}", "variables": {"a": ' + "9" * 30 + ', "b": ' + deep + '}, "unknown": "\\u00e9[[{"}'
    response = await client.send_body(body.encode())
    assert response.json() == {"data": {"hello": "Hello, world!"}}


async def test_the_largest_body_is_read_and_one_byte_more_is_413(client: Client) -> None:
    assert (await client.send_body(document_of(LIMIT))).status_code == 200
    response = await client.send_body(document_of(LIMIT + 1))
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert await client.answers_at_once()


async def test_a_chunked_body_is_413_before_the_rest_is_read(client: Client) -> None:
    head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    reader, writer = await client.talk(head + b"%x\r\n%b\r\n" % (LIMIT, b" " * LIMIT))
    writer.write(b"1\r\n \r\n")
    assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()
    assert await client.answers_at_once()


async def test_a_client_that_keeps_sending_past_the_limit_reads_its_413(client: Client) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(10 * LIMIT // 1024):
            yield b"x" * 1024

    response = await client.send_body(chunks())
    assert response.status_code == 413
    assert await client.answers_at_once()


async def test_a_declared_length_is_413_before_any_of_it_arrives(client: Client) -> None:
    head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 102401\r\n\r\n"
    reader, writer = await client.talk(head)
    assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()
    assert await client.answers_at_once()


async def test_a_compressed_request_is_415(client: Client) -> None:
    response = await client.send_body(b"\x1f\x8b", **{"Content-Encoding": "gzip"})
    assert response.status_code == 415
    assert client.probe.ran == []


HOSTILE_DOCUMENTS = {
    "16 aliases": ("{" + "".join(f"a{i}:hello " for i in range(16)) + "}", "MAX_ALIASES_LIMIT"),
    "101 aliases of __typename": ("{" + "".join(f"a{i}:__typename " for i in range(101)) + "}", "MAX_ALIASES_LIMIT"),
    "10 aliases of a fragment with 10 aliases": (
        "{"
        + "".join(f"a{i}:thing{{...f}} " for i in range(10))
        + "} fragment f on Thing {"
        + "".join(f"b{i}:name " for i in range(10))
        + "}",
        "MAX_ALIASES_LIMIT",
    ),
    "circular fragments": (
        "{thing{...a}} fragment a on Thing {thing{...b}} fragment b on Thing {thing{...a}}",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a fragment that spreads itself": ("{thing{...a}} fragment a on Thing {...a}", "GRAPHQL_VALIDATION_FAILED"),
    "a selection 1,000 deep": ("{thing" * 1000 + "}" * 1000, "MAX_DEPTH_LIMIT"),
    "a list 5,000 deep": ("{numbers(values:" + "[" * 5000 + "]" * 5000 + ")}", "MAX_DEPTH_LIMIT"),
    "11 levels": ("{thing" * 10 + "{name" + "}" * 11, "MAX_DEPTH_LIMIT"),
    "21 root fields": ("{" + "".join(f"f{i} " for i in range(21)) + "}", "MAX_ROOT_FIELDS_LIMIT"),
    "21 directives": ("{hello" + " @include(if:true)" * 21 + "}", "MAX_DIRECTIVES_LIMIT"),
    "6 mutations": ("mutation{" + "".join(f'a{i}:record(word:"x") ' for i in range(6)) + "}", "MAX_ROOT_FIELDS_LIMIT"),
    "2 sign-ins": ("mutation{a:signIn ...f} fragment f on Mutation {b:signIn}", "MAX_ROOT_FIELDS_LIMIT"),
    "1,001 tokens": ("{" + "hello " * 1000 + "}", "MAX_TOKENS_LIMIT"),
    "15,001 characters": ("{hello}" + " " * 14_994, "MAX_TOKENS_LIMIT"),
    "an integer of 5,000 digits": ("{number(value:" + "1" * 5000 + ")}", "BAD_USER_INPUT"),
    "unclosed strings": ('{hello(name:"' + '\\"' * 7000, "GRAPHQL_PARSE_FAILED"),
    "no document at all": ("", "GRAPHQL_PARSE_FAILED"),
    "nothing but a comment": ("# {hello}", "GRAPHQL_PARSE_FAILED"),
    "a type definition": ("type A { a: Int }", "GRAPHQL_VALIDATION_FAILED"),
    "two operations and no name": ("query A {hello} query B {number}", "OPERATION_RESOLUTION_FAILURE"),
    "a subscription": ("subscription {ticks}", "BAD_REQUEST"),
}


@pytest.mark.parametrize(("query", "code"), HOSTILE_DOCUMENTS.values(), ids=HOSTILE_DOCUMENTS.keys())
async def test_a_hostile_document_is_refused(client: Client, query: str, code: str) -> None:
    response = await client.run(query)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert "data" not in response.json()
    assert client.probe.ran == []
    assert await client.answers_at_once()


async def test_fragments_that_double_25_times_are_answered(client: Client) -> None:
    doubling = "".join(f"fragment f{i} on Query {{...f{i + 1} ...f{i + 1}}}" for i in range(24))
    response = await client.run("{...f0}" + doubling + "fragment f24 on Query {hello}")
    assert response.json() == {"data": {"hello": "Hello, world!"}}
    assert client.probe.ran == ["hello"]


async def test_variables_that_do_not_fit_are_bad_user_input(client: Client) -> None:
    response = await client.run("query ($v: Int!) {number(value: $v)}", v="x")
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_no_more_than_five_validation_errors_are_told(client: Client) -> None:
    response = await client.run("{a b c d e f g h}")
    assert len(response.json()["errors"]) == 5
