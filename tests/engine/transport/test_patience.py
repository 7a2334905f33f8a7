import asyncio
import json

from structlog.typing import EventDict

from tests.engine.transport.serving import Client, Connect, raw_post, settled


def own_tasks() -> set[asyncio.Task[object]]:
    """Tasks that work on requests: neither the test, the server's main loop, nor its timers."""
    return {task for task in asyncio.all_tasks() if "serve" not in repr(task.get_coro())} - {asyncio.current_task()}


async def answer(reader: asyncio.StreamReader) -> object:
    """Read one whole HTTP answer of a connection that stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
    return json.loads(await reader.readexactly(length))


async def test_a_request_whose_client_leaves_is_cancelled_at_once(client: Client, log: list[EventDict]) -> None:
    reader, writer = await client.talk(raw_post("{endless hello}"))
    async with asyncio.timeout(2):
        await client.probe.started.wait()
        writer.close()
        await client.probe.cancelled.wait()
        await client.probe.closed.wait()
    await settled(lambda: any(line["event"] == "request" for line in log))
    assert [line["status"] for line in log] == [499]
    assert await reader.read() == b""
    await settled(lambda: not own_tasks())


async def test_a_mutation_whose_client_leaves_goes_no_further(client: Client) -> None:
    _, writer = await client.talk(raw_post('mutation {a: record(word: "a") b: record(word: "b")}'))
    writer.transport.abort()
    await settled(lambda: not own_tasks())
    assert await client.answers_at_once()


async def test_a_request_past_its_deadline_is_cancelled_and_answered(connect: Connect, log: list[EventDict]) -> None:
    async with connect(deadline=0.05) as client:
        response = await client.run("query Slow {endless}")
        assert response.status_code == 504
        assert [(line["operation"], line["codes"]) for line in log] == [("Slow", ["TIMEOUT"])]
        error = response.json()["errors"][0]
        assert error["extensions"]["code"] == "TIMEOUT"
        assert error["extensions"]["retryable"] is True
        assert client.probe.cancelled.is_set()
        assert client.probe.closed.is_set()
        assert await client.answers_at_once()


async def test_a_body_that_does_not_arrive_is_408_and_the_connection_is_closed(connect: Connect) -> None:
    async with connect(deadline=0.05) as client:
        reader, writer = await client.talk(raw_post("{hello}")[:-1])
        async with asyncio.timeout(2):
            received = await reader.read()
        writer.close()
        assert received.startswith(b"HTTP/1.1 408")
        assert b'"TIMEOUT"' in received
        assert client.probe.ran == []


async def test_a_client_that_leaves_in_the_middle_of_its_body_runs_nothing(
    client: Client, log: list[EventDict]
) -> None:
    _, writer = await client.talk(raw_post("{hello}")[:-1])
    writer.close()
    await settled(lambda: bool(log))
    assert log[0]["status"] == 499
    assert client.probe.ran == []


async def test_one_connection_carries_many_requests(client: Client) -> None:
    reader, writer = await client.talk(b"")
    for name in ("a", "b", "c"):
        writer.write(raw_post(f'{{hello(name: "{name}")}}'))
        assert await answer(reader) == {"data": {"hello": f"Hello, {name}!"}}
    writer.close()


async def test_requests_sent_without_waiting_are_answered_in_order(client: Client) -> None:
    names = [str(number) for number in range(20)]
    reader, writer = await client.talk(b"".join(raw_post(f'{{later(name: "{name}")}}') for name in names))
    assert [await answer(reader) for _ in names] == [{"data": {"later": name}} for name in names]
    writer.close()


async def test_a_failing_field_leaves_no_neighbour_running(client: Client) -> None:
    response = await client.run("{endless failsBeside}")
    assert response.json()["data"] is None
    assert client.probe.closed.is_set()
    await settled(lambda: not own_tasks())
    assert client.probe.started.is_set() == client.probe.cancelled.is_set()
