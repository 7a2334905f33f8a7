import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

from engine.documents.limits import Limits
from engine.execution.executor import Executor
from engine.transport.compression import compressed
from engine.transport.http import GraphQLEndpoint
from tests.engine.transport.serving import served
from tests.engine.transport.small_schema import Probe, build_schema, opener

RunScript = Callable[..., Awaitable[tuple[str, str]]]


def endpoint(*, get_queries: bool) -> GraphQLEndpoint:
    limits = Limits()
    executor = Executor(build_schema(), limits, development=get_queries)
    return GraphQLEndpoint(executor, opener(Probe()), limits, timedelta(seconds=5), get_queries=get_queries)


async def test_the_public_audit_passes_61_of_61(run_script: RunScript) -> None:
    async with served(compressed(endpoint(get_queries=True))) as port:
        output, errors = await run_script("audit.mjs", f"http://127.0.0.1:{port}/graphql")
    assert errors == ""
    assert json.loads(output) == {"checks": 61, "ok": 61}


async def test_without_queries_in_addresses_the_audit_misses_nothing_but_its_three_optional_gets(
    run_script: RunScript,
) -> None:
    async with served(compressed(endpoint(get_queries=False))) as port:
        output, errors = await run_script("audit.mjs", f"http://127.0.0.1:{port}/graphql")
    assert {json.loads(line)["id"] for line in errors.splitlines()} == {"5A70", "D6D5", "6A70"}
    assert json.loads(output) == {"checks": 61, "ok": 58}
