"""The figures of a run as `bench/results/latest.json` keeps them, for others to plot and to hold to a target."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from bench.executor import Alone
from bench.measure import Effort, Measured, Outcome

LATEST: Final = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a workload's servers stand to one another; requests per second, medians of the rounds."""

    ours: float
    peers: Mapping[str, float]
    limit: float

    @property
    def best_peer(self) -> str:
        """The fastest peer's name."""
        return max(self.peers, key=lambda name: self.peers[name])

    @property
    def vs_best_peer(self) -> float:
        """How many times as fast as the fastest peer we are."""
        return round(self.ours / self.peers[self.best_peer], 2)

    @property
    def share_of_limit(self) -> float:
        """How much of the limit we reach, 1 being all."""
        return round(self.ours / self.limit, 2)


def standing(outcome: Outcome) -> Standing:
    """Who stands where in one workload."""

    def rates(role: str) -> dict[str, float]:
        return {
            server.contestant.name: round(server.typical.requests_per_second, 1)
            for server in outcome.servers
            if server.contestant.role == role
        }

    return Standing(rates("ours")["ours"], rates("peer"), rates("limit")["limit"])


def row(outcome: Outcome, effort: Effort) -> dict[str, object]:
    """One workload's row: ours, each peer, the limit, and all figures of each server."""
    found = standing(outcome)
    ours = figures(next(server for server in outcome.servers if server.contestant.role == "ours"))
    return {
        "ours": found.ours,
        "peers": dict(found.peers),
        "limit": found.limit,
        "best_peer": found.best_peer,
        "vs_best_peer": found.vs_best_peer,
        "share_of_limit": found.share_of_limit,
        **ours,
        "answer_bytes": outcome.answer_bytes,
        "rounds_measured": effort.rounds,
        "seconds": effort.seconds,
        "servers": {server.contestant.name: figures(server) for server in outcome.servers},
    }


def figures(server: Measured) -> dict[str, object]:
    """All figures of one server: medians, and the rate of each round."""
    typical = server.typical
    return {
        "p50_ms": round(typical.p50_ms, 2),
        "p99_ms": round(typical.p99_ms, 2),
        "cpu_seconds_per_1000": round(typical.cpu_seconds_per_1000, 3),
        "app_cpu_seconds_per_1000": round(typical.app_cpu_seconds_per_1000, 3),
        "peak_rss_bytes": int(typical.peak_rss_bytes),
        "first_answer_rss_bytes": server.first_answer_rss_bytes,
        "rounds": [round(sample.requests_per_second, 1) for sample in server.rounds],
    }


def keep(described: Mapping[str, object], measured: Mapping[str, object], alone: Alone | None) -> dict[str, object]:
    """Write the file; what was not measured this time keeps its figures if the machine is the same."""
    before = orjson.loads(LATEST.read_bytes()) if LATEST.exists() else {}
    kept = before if before.get("machine") == described else {}
    found = {
        "machine": described,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "workloads": {**kept.get("workloads", {}), **measured},
        "executor": kept.get("executor") if alone is None else {**asdict(alone), "times_as_fast": alone.times_as_fast},
    }
    LATEST.parent.mkdir(exist_ok=True)
    LATEST.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return found
