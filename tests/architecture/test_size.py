"""Nothing grows past what one reads in one sitting."""

import ast
from collections import Counter
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import Source

LINES = {"app.py": 150, "tests/conftest.py": 120}
SOURCE_LINES = 300
TEST_LINES = 400
FUNCTION_LINES = 40
ROOT_RESOLVER_LINES = 15
FOLDER_FILES = 30
# How resolvers/ ties a root field to the function that answers it.
ROOT_DECLARATIONS = {"root", "root_connection"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_longer_than_its_limit(sources: list[Source]) -> None:
    def limit(source: Source) -> int:
        return LINES.get(source.path, TEST_LINES if source.inside("tests") else SOURCE_LINES)

    assert [(source.path, source.lines) for source in _written(sources) if source.lines > limit(source)] == []


def test_no_function_is_longer_than_forty_lines(code: list[Source]) -> None:
    assert [_place(*one) for one in _functions(_written(code)) if _length(one[1]) > FUNCTION_LINES] == []


def test_no_root_resolver_is_longer_than_fifteen_lines(code: list[Source]) -> None:
    resolvers = [source for source in code if source.inside("resolvers")]
    declared = {
        ast.unparse(call.args[0])
        for source in resolvers
        for call in source.calls()
        if ast.unparse(call.func) in ROOT_DECLARATIONS and call.args
    }
    found = [one for one in _functions(resolvers) if one[1].name in declared]
    assert {function.name for _, function in found} == declared != set()
    assert [_place(*one) for one in found if _length(one[1]) > ROOT_RESOLVER_LINES] == []


def test_no_folder_holds_more_than_thirty_modules(sources: list[Source]) -> None:
    folders = Counter(str(PurePosixPath(source.path).parent) for source in sources)
    assert {folder: count for folder, count in folders.items() if count > FOLDER_FILES} == {}


def _written(sources: list[Source]) -> list[Source]:
    """What people write; Alembic writes migrations, and nobody changes them once they have run."""
    return [source for source in sources if not source.inside("migrations/versions")]


def _functions(sources: list[Source]) -> list[tuple[Source, Function]]:
    return [(source, function) for source in sources for function in source.functions()]


def _place(source: Source, function: Function) -> str:
    return f"{source.path}:{function.lineno} {function.name}"


def _length(function: Function) -> int:
    """Lines from `def` to the end; what the docstring explains does not count as length."""
    doc = function.body[0] if ast.get_docstring(function) else None
    explained = (doc.end_lineno or doc.lineno) - doc.lineno + 1 if doc else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - explained


@pytest.mark.parametrize(("lines", "length"), [(1, 2), (40, 41)])
def test_length_is_counted_without_the_docstring(lines: int, length: int) -> None:
    body = "\n".join(["    x = 1"] * lines)
    function = ast.parse(f'def f():\n    """One.\n\n    Two.\n    """\n{body}\n').body[0]
    assert isinstance(function, ast.FunctionDef)
    assert _length(function) == length
