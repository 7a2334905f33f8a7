"""A file of the project, read as text and as a syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    *("adapters", "cli", "domain", "engine", "loaders", "migrations", "models", "resolvers", "schema", "services"),
    "workers",
)
CODE = (*PACKAGES, "app.py", "settings.py")


@dataclass(frozen=True)
class Source:
    """One Python file of the project; `path` is relative to its root, with slashes."""

    path: str

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def inside(self, *places: str) -> bool:
        """Whether the file is one of these or stands in one of these folders."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)

    def imports(self) -> Iterator[str]:
        """Every module or name imported, in full: `from a import b` gives `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module or '.'}.{alias.name}" for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def strings(self) -> Iterator[str]:
        """Every text in the code, docstrings aside; of an f-string its fixed parts."""
        docs = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield node.value
