"""Whether all servers say the same: their answers to the same requests, compared as JSON values."""

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Final

import orjson

from bench.inputs import Workload
from bench.process import Server, ServerFailedError

SAMPLES = 20
# The mean of ratings is shown with one decimal place; on a tie, 4.25, languages round it to either side.
ROUNDED: Final = {"rating": 0.1}
SHOWN = 300


def compare(workload: Workload, servers: Sequence[Server]) -> int:
    """Ask every server the same requests; raises `ServerFailedError` at the first difference.

    Returns the median size of the first server's answers in bytes.
    """
    sizes = []
    for request in workload.requests[:SAMPLES]:
        bodies = [server.ask(request) for server in servers]
        expected = orjson.loads(bodies[0])
        for server, body in zip(servers, bodies, strict=True):
            found = orjson.loads(body)
            if "errors" in found:
                raise ServerFailedError(f"{server.contestant.title}, {workload.name}: {_shown(found['errors'])}")
            difference = next(differences(expected, found, "$"), None)
            if difference is not None:
                raise ServerFailedError(f"{server.contestant.title}, {workload.name} differs at {difference}")
        sizes.append(len(bodies[0]))
    return sorted(sizes)[len(sizes) // 2]


def differences(expected: object, found: object, path: str) -> Iterator[str]:
    """Where two JSON values differ. The order of members does not count, that of items does; 4 is 4.0."""
    match expected, found:
        case dict(), dict():
            yield from _members(expected, found, path)
        case list(), list():
            if len(expected) != len(found):
                yield f"{path}: {len(expected)} items, not {len(found)}"
            for index, (one, other) in enumerate(zip(expected, found, strict=False)):
                yield from differences(one, other, f"{path}[{index}]")
        case ((int() | float()), (int() | float())) if not isinstance(expected, bool) and not isinstance(found, bool):
            slack = ROUNDED.get(path.rpartition(".")[2], 0.0)
            if not isclose(expected, found, abs_tol=slack * 1.001):
                yield f"{path}: {expected}, not {found}"
        case _:
            if expected != found or type(expected) is not type(found):
                yield f"{path}: {_shown(expected)}, not {_shown(found)}"


def _members(expected: Mapping[str, object], found: Mapping[str, object], path: str) -> Iterator[str]:
    if expected.keys() != found.keys():
        yield f"{path}: members {sorted(expected)}, not {sorted(found)}"
        return
    for name, value in expected.items():
        yield from differences(value, found[name], f"{path}.{name}")


def _shown(value: object) -> str:
    return repr(value)[:SHOWN]
