import pytest

from tests.engine.transport.serving import Client

NEW = "application/graphql-response+json"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
async def test_long_answers_are_compressed_as_the_client_wishes(client: Client, encoding: str) -> None:
    headers = {"Accept": NEW, "Accept-Encoding": encoding}
    response = await client.post("/graphql", json={"query": "{long}"}, headers=headers)
    assert response.headers["content-encoding"] == encoding
    assert int(response.headers["content-length"]) < 1000
    assert response.json() == {"data": {"long": "long " * 1000}}
    assert response.headers["vary"] == "Accept, Accept-Encoding"


async def test_short_answers_and_plain_clients_get_plain_bytes(client: Client) -> None:
    short = await client.post("/graphql", json={"query": "{hello}"}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in short.headers
    plain = await client.post("/graphql", json={"query": "{long}"}, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
