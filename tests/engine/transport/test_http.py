import pytest
from structlog.typing import EventDict

from tests.engine.transport.serving import Client, Connect

NEW = "application/graphql-response+json"
OLD = "application/json"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (NEW, NEW),
        (OLD, OLD),
        ("*/*", OLD),
        ("application/*", OLD),
        (f"{NEW}, {OLD};q=0.9", NEW),
        (f"{OLD}, {NEW}", NEW),
        (f"{NEW};q=0.5, {OLD}", OLD),
        (f"{NEW}; charset=utf-8", NEW),
        (f"multipart/mixed;deferSpec=20220824,{NEW},{OLD}", NEW),
        (f"text/html, {NEW};q=0, */*;q=0.1", OLD),
        ("Application/GraphQL-Response+JSON", NEW),
    ],
)
async def test_the_answer_has_the_media_type_its_client_prefers(client: Client, accept: str, expected: str) -> None:
    response = await client.send_body(b'{"query": "{hello}"}', Accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/html", "image/*", f"{NEW};q=0", f"{OLD};charset=utf-16", "*/*;q=nonsense"])
async def test_nothing_acceptable_is_406_and_nothing_runs(client: Client, accept: str) -> None:
    response = await client.send_body(b'{"query": "{hello}"}', Accept=accept)
    assert response.status_code == 406
    assert client.probe.ran == []


@pytest.mark.parametrize(
    "query", ["{", "{nothing}", "query A {hello} query B {hello}", "query($v: Int!){number(value:$v)}"]
)
async def test_failures_before_execution_are_400_but_200_to_clients_of_the_old_media_type_alone(
    client: Client, query: str
) -> None:
    statuses = {}
    for accept in (NEW, OLD, "*/*"):
        response = await client.post("/graphql", json={"query": query}, headers={"Accept": accept})
        statuses[accept] = response.status_code
        assert "data" not in response.json()
    assert statuses == {NEW: 400, OLD: 200, "*/*": 400}


@pytest.mark.parametrize(
    ("content_type", "code"),
    [
        ("text/plain", "CSRF_PREVENTED"),
        ("application/x-www-form-urlencoded", "CSRF_PREVENTED"),
        ("multipart/form-data; boundary=x", "CSRF_PREVENTED"),
        ("", "CSRF_PREVENTED"),
        ("application/graphql", "BAD_REQUEST"),
        ("application/json; charset=latin1", "BAD_REQUEST"),
    ],
)
async def test_a_body_that_is_not_json_in_utf_8_is_415(client: Client, content_type: str, code: str) -> None:
    response = await client.send_body(b'{"query": "{hello}"}', **{"Content-Type": content_type})
    assert response.status_code == 415
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert client.probe.ran == []


async def test_a_form_is_refused_even_with_a_preflight_header(client: Client) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Apollo-Require-Preflight": "1"}
    assert (await client.send_body(b"", **headers)).status_code == 415


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", 'APPLICATION/JSON;charset="utf-8"'])
async def test_json_may_say_that_it_is_utf_8(client: Client, content_type: str) -> None:
    body = '{"query": "{hello(name: \\"Zoë 🏃\\")}"}'.encode()
    response = await client.send_body(body, **{"Content-Type": content_type})
    assert response.json() == {"data": {"hello": "Hello, Zoë 🏃!"}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
async def test_other_methods_are_405(client: Client, method: str) -> None:
    response = await client.request(method, "/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


async def test_null_parameters_count_as_absent(client: Client) -> None:
    body = b'{"query": "{hello}", "operationName": null, "variables": null, "extensions": null, "documentId": null}'
    assert (await client.send_body(body)).json() == {"data": {"hello": "Hello, world!"}}


async def test_the_named_operation_runs_alone(client: Client) -> None:
    body = {"query": 'mutation A {record(word: "a")} mutation B {record(word: "b")}', "operationName": "B"}
    response = await client.post("/graphql", json=body)
    assert response.json() == {"data": {"record": "b"}}
    assert client.probe.ran == ["b"]


async def test_an_unknown_operation_name_runs_nothing(client: Client) -> None:
    response = await client.post("/graphql", json={"query": "query A {hello}", "operationName": "B"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"
    assert client.probe.ran == []


async def test_mutations_run_one_after_another_in_the_order_written(client: Client) -> None:
    words = ["c", "a", "b"]
    await client.run("mutation {" + " ".join(f'{word}: record(word: "{word}")' for word in words) + "}")
    assert client.probe.ran == words


async def test_fields_stand_in_the_order_written(client: Client) -> None:
    response = await client.run(
        '{c: later(name: "c") number a: hello b: later(name: "b") ...f} fragment f on Query {e: number}'
    )
    assert list(response.json()["data"]) == ["c", "number", "a", "b", "e"]


async def test_a_document_known_only_by_name_is_not_found(client: Client) -> None:
    for members in ({"documentId": "sha256:0"}, {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0"}}}):
        error = (await client.post("/graphql", json=members)).json()["errors"][0]
        assert error["message"] == "PersistedQueryNotFound"
        assert error["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"


async def test_a_get_needs_a_preflight_header_and_a_persisted_document(client: Client) -> None:
    bare = await client.get("/graphql", params={"query": "{hello}"})
    assert bare.status_code == 400
    assert bare.json()["errors"][0]["extensions"]["code"] == "CSRF_PREVENTED"
    empty = await client.get("/graphql", params={"documentId": "x"}, headers={"Apollo-Require-Preflight": ""})
    assert empty.json()["errors"][0]["extensions"]["code"] == "CSRF_PREVENTED"
    text = await client.get("/graphql", params={"query": "{hello}"}, headers={"X-Apollo-Operation-Name": "A"})
    assert text.status_code == 405
    assert text.headers["allow"] == "POST"
    assert client.probe.ran == []


async def test_where_gets_may_carry_queries_they_still_run_no_mutation(connect: Connect) -> None:
    async with connect(get_queries=True) as client:
        query = {"query": "query($n: String!) {hello(name: $n)}", "variables": '{"n": "you"}'}
        assert (await client.get("/graphql", params=query)).json() == {"data": {"hello": "Hello, you!"}}
        forged = await client.get("/graphql", params=query, headers={"Sec-Fetch-Site": "cross-site"})
        assert forged.json()["errors"][0]["extensions"]["code"] == "CSRF_PREVENTED"
        mutation = await client.get("/graphql", params={"query": 'mutation {record(word: "x")}'})
        assert mutation.status_code == 405
        assert mutation.headers["allow"] == "POST"
        assert client.probe.ran == ["hello"]


@pytest.mark.parametrize(
    "query_string", ["query=%ff", "query={hello}&query={hello}", "query={hello}&variables=[", "a&" * 30]
)
async def test_a_query_string_that_cannot_be_read_is_a_bad_request(connect: Connect, query_string: str) -> None:
    async with connect(get_queries=True) as client:
        response = await client.get(f"/graphql?{query_string}")
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_who_cannot_be_let_in_is_401_before_graphql(client: Client) -> None:
    response = await client.send_body(b'{"query": "{nothing}"}', Authorization="Bearer bad", Accept=OLD)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["errors"][0]["message"] == "Sign in again."


async def test_a_refusal_says_when_to_come_back(client: Client) -> None:
    response = await client.send_body(b'{"query": "{hello}"}', Authorization="Bearer busy")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "2"
    extensions = response.json()["errors"][0]["extensions"]
    assert extensions["code"] == "OVERLOADED"
    assert extensions["retryable"] is True
    assert extensions["retryAfterMs"] == 1500


async def test_answers_are_private_and_carry_the_request_id(client: Client) -> None:
    given = await client.send_body(b'{"query": "{nothing}"}', **{"X-Request-Id": "app-1.2_3"})
    assert given.headers["x-request-id"] == "app-1.2_3"
    assert given.json()["errors"][0]["extensions"]["requestId"] == "app-1.2_3"
    assert given.headers["cache-control"] == "private, no-store"
    made = [(await client.run("{hello}")).headers["x-request-id"] for _ in range(2)]
    assert len(set(made)) == 2


@pytest.mark.parametrize("unsafe", ["", "a b", "a" * 65, "<script>", "é"])
async def test_an_id_that_is_not_plain_is_replaced(client: Client, unsafe: str) -> None:
    response = await client.send_body(b'{"query": "{hello}"}', **{"X-Request-Id": unsafe.encode()})
    assert response.headers["x-request-id"] not in {"", unsafe}


async def test_suggestions_are_made_in_development_alone(connect: Connect) -> None:
    queries = ["{helo}", "{hello(nam: 1)}", "{hello ..}", "query($v: Nested!) {nested(Value: $v)}"]
    told = {}
    for development in (False, True):
        async with connect(development=development) as client:
            answers = [(await client.run(query, v={"tex": 1})).text.lower() for query in queries]
            told[development] = sum("did you mean" in answer for answer in answers)
    assert told == {False: 0, True: 4}


async def test_each_request_leaves_one_line_without_what_was_asked(client: Client, log: list[EventDict]) -> None:
    headers = {"apollographql-client-name": "ios", "apollographql-client-version": "5.2", "X-Request-Id": "r1"}
    body = {"query": "query Greet($n: String!) {hello(name: $n)}", "variables": {"n": "secret"}}
    await client.post("/graphql", json=body, headers=headers)
    line = log.pop()
    assert line.pop("duration_ms") >= 0
    assert line == {
        "event": "request", "log_level": "info", "request_id": "r1", "operation": "Greet", "operation_type": "query",
        "client": "ios", "client_version": "5.2", "status": 200, "codes": [], "statements": 1,
    }  # fmt: skip
    assert log == []


async def test_the_line_of_a_refused_request_names_its_code(client: Client, log: list[EventDict]) -> None:
    await client.send_body(b"[]", **{"X-App-Version": "7.0"})
    assert [(line["status"], line["codes"], line["client_version"]) for line in log] == [(400, ["BAD_REQUEST"], "7.0")]
