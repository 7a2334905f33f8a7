"""`make bench`: measures the workloads, writes bench/results/latest.json and docs/performance.md."""

import asyncio
import os
import sys

from bench import executor, report, results
from bench.contestants import contestants
from bench.environment import environment, version_of
from bench.inputs import WORKLOADS, Workload
from bench.install import install_peers
from bench.load import NoWrkError, find_wrk
from bench.machine import machine
from bench.measure import Bench, Effort, Outcome
from bench.process import ServerFailedError
from bench.tokens import Signer

EXECUTOR = "executor"
EXECUTOR_ROUNDS = 15


def main() -> int:
    """Run it all; the result is the exit status."""
    try:
        wrk = find_wrk()
        wanted = chosen("ONLY", [*WORKLOADS, EXECUTOR])
        effort = Effort(rounds=number("ROUNDS", 5), seconds=number("SECONDS", 10), warm_up=number("WARM_UP", 5))
        install_peers()
        run(wrk, wanted, effort)
    except (NoWrkError, ServerFailedError, ValueError) as failed:
        tell(f"bench: {failed}")
        return 1
    return 0


def run(wrk: str, wanted: list[str], effort: Effort) -> None:
    """Measure what is wanted, one after the other, and write what was found after each."""
    signer = Signer()
    everybody = contestants(signer.setting())
    names = chosen("SERVERS", [server.name for server in everybody])
    servers = [server for server in everybody if server.name in names]
    with environment(os.environ.get("SCALE") or "bench") as found:
        described = machine(asyncio.run(version_of(found.database_url)))
        if EXECUTOR in wanted:
            alone = executor.measure(EXECUTOR_ROUNDS)
            tell(f"executor: {alone.times_as_fast} times as fast as graphql-core")
            report.write(results.keep(described, {}, alone))
        bench = Bench(wrk, found, signer, tell)
        workloads: dict[str, Workload] = {
            name: asyncio.run(make(found.database_url)) for name, make in WORKLOADS.items()
        }
        for name in [name for name in WORKLOADS if name in wanted]:
            other = next(workload for workload in workloads.values() if workload.name != name)
            outcome = bench.measure(workloads[name], servers, effort, other.requests[0])
            tell(as_lines(outcome))
            # Figures of some servers alone would stand beside older ones of the others.
            if len(servers) == len(everybody):
                report.write(results.keep(described, {name: results.row(outcome, effort)}, None))


def chosen(variable: str, known: list[str]) -> list[str]:
    """The comma-separated names in an environment variable; all when it is not set. Raises ValueError."""
    names = (os.environ.get(variable) or ",".join(known)).split(",")
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"{variable} knows no {unknown[0]}; it knows {', '.join(known)}")
    return names


def number(variable: str, usual: int) -> int:
    """The whole number in an environment variable."""
    return int(os.environ.get(variable) or usual)


def as_lines(outcome: Outcome) -> str:
    """The medians of a workload, a line for each server."""
    return "\n".join(
        f"  {server.contestant.title:24} {typical.requests_per_second:8.1f} requests/s  p50 {typical.p50_ms:7.1f} ms"
        f"  p99 {typical.p99_ms:7.1f} ms  CPU {typical.cpu_seconds_per_1000:7.2f} s per 1,000"
        f" (app {typical.app_cpu_seconds_per_1000:.2f})  peak {typical.peak_rss_bytes / 2**20:.0f} MiB"
        for server in outcome.servers
        for typical in [server.typical]
    )


def tell(line: str) -> None:
    """Say one line to the person who waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
