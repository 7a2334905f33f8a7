"""`make bench`: measures the workloads, writes bench/results/latest.json and docs/performance.md."""

import asyncio
import os
import sys

from bench import report
from bench.contestants import contestants
from bench.environment import environment
from bench.inputs import WORKLOADS, Workload
from bench.install import install_peers
from bench.load import NoWrkError, find_wrk
from bench.measure import Bench, Effort, Outcome
from bench.process import ServerFailedError
from bench.tokens import Signer


def main() -> int:
    """Run it all; the result is the exit status."""
    try:
        wrk = find_wrk()
        wanted = chosen("ONLY", list(WORKLOADS))
        effort = Effort(rounds=number("ROUNDS", 5), seconds=number("SECONDS", 10), warm_up=number("WARM_UP", 5))
        #install_peers()
        outcomes = run(wrk, wanted, effort)
    except (NoWrkError, ServerFailedError, ValueError) as failed:
        tell(f"bench: {failed}")
        return 1
    report.write(outcomes, effort, whole=not os.environ.get("SERVERS"))
    return 0


def run(wrk: str, wanted: list[str], effort: Effort) -> list[Outcome]:
    """Measure the wanted workloads, one after the other."""
    signer = Signer()
    servers = contestants(signer.setting())
    names = chosen("SERVERS", [server.name for server in servers])
    servers = [server for server in servers if server.name in names]
    with environment(os.environ.get("SCALE") or "bench") as found:
        bench = Bench(wrk, found, signer, tell)
        workloads: dict[str, Workload] = {
            name: asyncio.run(make(found.database_url)) for name, make in WORKLOADS.items()
        }
        outcomes = []
        for name in wanted:
            other = next(workload for workload in workloads.values() if workload.name != name)
            outcomes.append(bench.measure(workloads[name], servers, effort, other.requests[0]))
    return outcomes


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


def tell(line: str) -> None:
    """Say one line to the person who waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
