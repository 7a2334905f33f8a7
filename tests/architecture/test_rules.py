"""Rules of the house that neither the type checker nor the linter holds."""

import ast

from tests.architecture.source import Source

DRAWERS = {"common", "core", "helper", "helpers", "kit", "misc", "util", "utils"}
# Their parts have homes of their own; architecture.md says which.
REFUSED_ROOMS = {"auth", "events", "repositories"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


def test_every_module_says_what_belongs_in_it(code: list[Source]) -> None:
    assert [source.path for source in code if not ast.get_docstring(source.tree)] == []


def test_nothing_is_a_drawer(sources: list[Source]) -> None:
    parts = {source.path: source.path.removesuffix(".py").split("/") for source in sources}
    assert [path for path, names in parts.items() if DRAWERS & set(names) or names[0] in REFUSED_ROOMS] == []


def test_only_the_clock_asks_for_the_time(code: list[Source]) -> None:
    others = [source for source in code if not source.inside("adapters/clock.py")]
    assert _calls(others, CLOCKS) == []


def test_only_adapters_commit(code: list[Source]) -> None:
    others = [source for source in code if not source.inside("adapters", "migrations/env.py")]
    found = [
        (source.path, call.lineno) for source in others for call in source.calls() if _name(call).endswith(".commit")
    ]
    assert found == []


def test_a_relationship_never_loads_by_surprise(code: list[Source]) -> None:
    found = [
        (source.path, call.lineno)
        for source in code
        for call in source.calls()
        if _name(call).split(".")[-1] == "relationship" and _lazy(call) != "raise"
    ]
    assert found == []


def test_no_test_sleeps_for_a_fixed_time_outside_a_loop(sources: list[Source]) -> None:
    tests = [source for source in sources if source.inside("tests")]
    assert [place for source in tests for place in _bare_sleeps(source)] == []


def _bare_sleeps(source: Source) -> list[str]:
    """Sleeps that are no part of polling: those of more than zero seconds that stand in no `while` or `for`."""
    polling = {
        inner
        for node in ast.walk(source.tree)
        if isinstance(node, ast.While | ast.For | ast.AsyncFor)
        for inner in ast.walk(node)
    }
    sleeps = [call for call in source.calls() if _name(call) in {"asyncio.sleep", "time.sleep", "anyio.sleep"}]
    waiting = [call for call in sleeps if call not in polling and not _is_zero(call)]
    return [f"{source.path}:{call.lineno}" for call in waiting]


def _is_zero(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0


def _calls(sources: list[Source], names: set[str]) -> list[tuple[str, int]]:
    return [(source.path, call.lineno) for source in sources for call in source.calls() if _name(call) in names]


def _name(call: ast.Call) -> str:
    """The last two parts of what is called: `datetime.datetime.now()` gives `datetime.now`."""
    return ".".join(ast.unparse(call.func).split(".")[-2:])


def _lazy(call: ast.Call) -> object:
    found = [word.value.value for word in call.keywords if word.arg == "lazy" and isinstance(word.value, ast.Constant)]
    return found[0] if found else None
