"""Who may know what. The order of the layers is import-linter's; what it cannot say stands here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, Source

# Statements and raw text. An expression over columns, which a declared field may give, is not among them.
SQL = {"delete", "exists", "insert", "literal_column", "select", "text", "union", "union_all", "update", "values"}
SQL_MODULES = ("sqlalchemy.", "sqlalchemy.sql.", "sqlalchemy.sql.expression.", "sqlalchemy.dialects.postgresql.")
MAY_WRITE_SQL = ("models", "loaders", "services", "engine/declare", "engine/execution", "engine/reads", "migrations")
STATEMENT = re.compile(r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE\b.+\bSET\b|\bDELETE FROM\b", re.DOTALL)

MAY_KNOW = {
    "strawberry": ("schema", "resolvers", "engine"),
    "graphql": ("schema", "resolvers", "engine", "app.py", "cli/schema.py"),
    "redis": ("adapters", "engine"),
    "settings": ("app.py", "cli", "migrations/env.py"),
    "app": ("cli",),
    "cli": ("cli",),
}


def test_the_layers_import_only_what_stands_below_them() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MAY_KNOW)
def test_a_module_is_known_only_where_it_belongs(code: list[Source], module: str) -> None:
    strangers = [source for source in code if not source.inside(*MAY_KNOW[module])]
    assert [source.path for source in strangers if module in {name.split(".")[0] for name in source.imports()}] == []


def test_the_domain_is_pure_python(code: list[Source]) -> None:
    allowed = sys.stdlib_module_names | {"domain"}
    domain = [source for source in code if source.inside("domain")]
    found = [(source.path, name) for source in domain for name in source.imports() if name.split(".")[0] not in allowed]
    assert found == []


def test_the_engine_knows_no_other_room(code: list[Source]) -> None:
    others = {*PACKAGES, "app", "settings"} - {"engine"}
    engine = [source for source in code if source.inside("engine")]
    found = [(source.path, name) for source in engine for name in source.imports() if name.split(".")[0] in others]
    assert found == []


def test_sql_is_built_only_where_it_belongs(code: list[Source]) -> None:
    names = {prefix + name for prefix in SQL_MODULES for name in SQL}
    others = [source for source in code if not source.inside(*MAY_WRITE_SQL)]
    assert [(source.path, name) for source in others for name in source.imports() if name in names] == []


def test_sql_is_written_only_where_it_belongs(code: list[Source]) -> None:
    others = [source for source in code if not source.inside(*MAY_WRITE_SQL)]
    assert [(source.path, text) for source in others for text in source.strings() if STATEMENT.search(text)] == []
