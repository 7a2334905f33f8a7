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


def test_no_file_is_longer_than_its_limit(sources: list[Source]) -> None:
    def limit(source: Source) -> int:
        return LINES.get(source.path, TEST_LINES if source.inside("tests") else SOURCE_LINES)

    assert [(source.path, source.lines) for source in sources if source.lines > limit(source)] == []


def test_no_function_is_longer_than_forty_lines(code: list[Source]) -> None:
    assert [place for source in code for place in _long(source, FUNCTION_LINES)] == []


def test_no_root_resolver_is_longer_than_fifteen_lines(code: list[Source]) -> None:
    resolvers = [source for source in code if source.inside("resolvers")]
    assert [place for source in resolvers for place in _long(source, ROOT_RESOLVER_LINES)] == []


def test_no_folder_holds_more_than_thirty_modules(sources: list[Source]) -> None:
    folders = Counter(str(PurePosixPath(source.path).parent) for source in sources)
    assert {folder: count for folder, count in folders.items() if count > FOLDER_FILES} == {}


def _long(source: Source, limit: int) -> list[str]:
    return [f"{source.path}:{function.lineno}" for function in source.functions() if _length(function) > limit]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
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
