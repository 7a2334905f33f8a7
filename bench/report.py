"""`docs/performance.md` and its pictures, made from the kept figures. Numbers come from results.py alone."""

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any, Final

from bench.chart import Bar, draw
from bench.contestants import contestants
from bench.environment import ROOT
from bench.inputs import TITLES

DOCS: Final = ROOT / "docs"
PAGE: Final = Path(__file__).with_name("performance.md.template")
MEBI: Final = 2**20

Row = Mapping[str, Any]


def write(found: Mapping[str, Any]) -> None:
    """Write the page and one picture for each workload."""
    DOCS.mkdir(exist_ok=True)
    parts = [part(name, found["workloads"][name]) for name in TITLES if name in found["workloads"]]
    for name, row in found["workloads"].items():
        (DOCS / f"performance-{name}.svg").write_text(picture(name, row))
    machine = found["machine"]
    page = Template(PAGE.read_text()).substitute(
        summary=summary(found["workloads"]),
        executor=alone(found["executor"]),
        workloads="\n".join(parts),
        cpu=machine["cpu"],
        cores=machine["cores"],
        memory=machine["memory_gib"],
        system=machine["system"],
        versions=", ".join(f"{name} {number}" for name, number in machine["versions"].items()),
        measured_at=found["measured_at"],
    )
    (DOCS / "performance.md").write_text(page)


def summary(workloads: Mapping[str, Row]) -> str:
    """One line for each workload: how we stand."""
    head = (
        "| workload | Doorstep | best peer | limit | vs best peer | share of the limit |\n|---|---|---|---|---|---|\n"
    )
    titles = names()
    lines = (
        f"| {name} | {rate(row['ours'])} | {rate(row['peers'][row['best_peer']])} ({titles[row['best_peer']]})"
        f" | {rate(row['limit'])} | {row['vs_best_peer']:.2f}x | {row['share_of_limit']:.0%} |"
        for name, row in workloads.items()
    )
    return head + "\n".join(lines)


def alone(figures: Row | None) -> str:
    """The executors without a database."""
    if figures is None:
        return ""
    return (
        "## The executor alone\n\n10,000 objects in memory, without a database, through the same schema:"
        f" {figures['ours_ms']:.1f} ms compiled, {figures['graphql_core_ms']:.1f} ms with graphql-core;"
        f" **{figures['times_as_fast']:.1f} times as fast**. The answer's JSON is part of both.\n"
    )


def part(name: str, row: Row) -> str:
    """One workload: its picture and every server's figures."""
    titles = names()
    head = (
        f"## {name}\n\n{TITLES[name]}. An answer has about {row['answer_bytes'] / 1000:.1f} kB;"
        f" rounds: {row['rounds_measured']} of {row['seconds']} s.\n\n"
        f"![Requests per second, {name}](performance-{name}.svg)\n\n"
        "| server | requests/s | p50 ms | p99 ms | CPU s per 1,000 | of it the app | peak RSS MiB"
        " | first answer, MiB |\n|---|---|---|---|---|---|---|---|\n"
    )
    lines = (
        f"| {titles[server]} | {rate(rates(row)[server])} | {figures['p50_ms']:.1f} | {figures['p99_ms']:.1f}"
        f" | {figures['cpu_seconds_per_1000']:.2f} | {figures['app_cpu_seconds_per_1000']:.2f}"
        f" | {figures['peak_rss_bytes'] / MEBI:.0f} | {figures['first_answer_rss_bytes'] / MEBI:.1f} |"
        for server, figures in ranked(row)
    )
    return head + "\n".join(lines) + "\n"


def picture(name: str, row: Row) -> str:
    """The workload's bars, the fastest first."""
    titles, found = names(), rates(row)
    roles = {"ours": "ours", "limit": "limit"}
    bars = [
        Bar(titles[server], found[server], f"{rate(found[server])} /s", roles.get(server, "peer"))
        for server, _ in ranked(row)
    ]
    return draw(f"{name}: requests per second, one process", bars)


def ranked(row: Row) -> list[tuple[str, Row]]:
    """The servers and their figures, the fastest first."""
    found = rates(row)
    return sorted(row["servers"].items(), key=lambda server: -found[server[0]])


def rates(row: Row) -> dict[str, float]:
    """Each server's requests per second."""
    return {"ours": row["ours"], **row["peers"], "limit": row["limit"]}


def rate(value: float) -> str:
    """Requests per second for people."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004 - two digits say enough.


def names() -> dict[str, str]:
    """The servers' names for people."""
    return {contestant.name: contestant.title for contestant in contestants("")}
