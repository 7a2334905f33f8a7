"""One workload measured: every server is started, compared, warmed and then loaded in turn, round after round."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.answers import compare
from bench.contestants import Contestant
from bench.environment import Environment
from bench.inputs import Request, Workload
from bench.load import CONNECTIONS, prepare, run
from bench.process import Server, ServerFailedError, cpu_seconds, serving
from bench.tokens import Signer

# A server so slow that it gives fewer answers than this is measured for longer.
LEAST_ANSWERS = 2 * CONNECTIONS
LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is measured; all times in seconds."""

    rounds: int
    seconds: int
    warm_up: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One server in one round, or the median of its rounds."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    cpu_seconds_per_1000: float
    app_cpu_seconds_per_1000: float
    peak_rss_bytes: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One server over all rounds."""

    contestant: Contestant
    rounds: Sequence[Sample]
    first_answer_rss_bytes: int
    """By how much memory grew at its peak while the first answer of the workload was made."""

    @property
    def typical(self) -> Sample:
        """The median of each figure."""
        names = Sample.__dataclass_fields__
        return Sample(**{name: median(getattr(sample, name) for sample in self.rounds) for name in names})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One workload with every server."""

    workload: Workload
    answer_bytes: int
    servers: Sequence[Measured]


class Bench:
    """Measures workloads in one environment; `tell` is given a line for each step."""

    def __init__(self, wrk: str, environment: Environment, signer: Signer, tell: Callable[[str], None]) -> None:
        self._wrk = wrk
        self._environment = environment
        self._signer = signer
        self._tell = tell

    def measure(self, workload: Workload, contestants: Iterable[Contestant], effort: Effort, first: Request) -> Outcome:
        """Measure one workload; `first` is a request of another kind, which shows that a server is ready."""
        requests = prepare(workload, self._signer)
        with ExitStack() as stack:
            servers, growth = [], []
            for contestant in contestants:
                server = stack.enter_context(serving(contestant, self._environment, self._signer, first))
                servers.append(server)
                growth.append(growth_of_first(server, workload.requests[0]))
            size = compare(workload, servers)
            self._tell(f"{workload.name}: {len(servers)} servers give the same answers, about {size / 1000:.1f} kB")
            for server in servers:
                run(self._wrk, server, requests, effort.warm_up)
            samples = [self._round(number, servers, requests, effort) for number in range(1, effort.rounds + 1)]
        measured = [
            Measured(server.contestant, [of_round[index] for of_round in samples], growth[index])
            for index, server in enumerate(servers)
        ]
        return Outcome(workload, size, measured)

    def _round(self, number: int, servers: Sequence[Server], requests: Path, effort: Effort) -> list[Sample]:
        samples = [self._sample(server, requests, effort.seconds) for server in servers]
        rates = (
            f"{server.contestant.name} {sample.requests_per_second:.0f}"
            for server, sample in zip(servers, samples, strict=True)
        )
        self._tell(f"  round {number}: {', '.join(rates)} requests/s")
        return samples

    def _sample(self, server: Server, requests: Path, seconds: int) -> Sample:
        stores = (self._environment.postgres, self._environment.redis)
        server.forget_peak()
        app, rest = server.cpu_seconds(), cpu_seconds(stores)
        load = run(self._wrk, server, requests, seconds)
        app, rest = server.cpu_seconds() - app, cpu_seconds(stores) - rest
        if load.requests < LEAST_ANSWERS and seconds < LONGEST_SECONDS:
            return self._sample(server, requests, seconds * 2)
        if not load.requests:
            raise ServerFailedError(f"{server.contestant.title} gave no answer in {seconds} s")
        return Sample(
            requests_per_second=load.requests / load.seconds,
            p50_ms=load.p50_ms,
            p99_ms=load.p99_ms,
            cpu_seconds_per_1000=(app + rest) / load.requests * 1000,
            app_cpu_seconds_per_1000=app / load.requests * 1000,
            peak_rss_bytes=server.peak_bytes(),
        )


def growth_of_first(server: Server, request: Request) -> int:
    """By how much memory grows at its peak while a fresh server makes the first answer to such a request."""
    server.forget_peak()
    before = server.resident_bytes()
    server.ask(request)
    return max(0, server.peak_bytes() - before)
