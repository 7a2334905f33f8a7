"""`doorstep explain`, as a developer runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "web/graphiql/src/operations/home.graphql"


def explain(document: Path, database_url: str, redis_url: str, data_dir: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("doorstep")), "explain", str(document), "--as", "customer"]
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "DOORSTEP_DATA_DIR": str(data_dir),
    }
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)


def test_explain_shows_the_plan_the_statements_with_their_costs_and_the_generated_code(
    demo_database_url: str, redis_url: str, tmp_path: Path
) -> None:
    shown = explain(HOME, demo_database_url, redis_url, tmp_path).stdout
    assert "home: show_home merged into one statement" in shown
    assert "isOpen: computed in Python (schema.store.is_open)" in shown
    assert "Statement 1  " in shown
    assert "(cost=" in shown
    assert "def row_" in shown


def test_explain_says_why_an_operation_falls_back(demo_database_url: str, redis_url: str, tmp_path: Path) -> None:
    document = tmp_path / "names.graphql"
    document.write_text("{ __schema { queryType { name } } }")
    shown = explain(document, demo_database_url, redis_url, tmp_path).stdout
    assert "Falls back to graphql-core: __schema is answered by graphql-core." in shown


def test_a_document_that_is_not_valid_is_refused_in_one_line(
    demo_database_url: str, redis_url: str, tmp_path: Path
) -> None:
    document = tmp_path / "wrong.graphql"
    document.write_text("{ nothing }")
    refused = explain(document, demo_database_url, redis_url, tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == ["doorstep: Cannot query field 'nothing' on type 'Query'."]


def test_a_database_without_tables_is_told_in_one_line(servers: tuple[str, str], tmp_path: Path) -> None:
    refused = explain(HOME, servers[0], servers[1], tmp_path)
    assert refused.stderr.splitlines() == ["doorstep: the database has no tables; run `doorstep migrate`"]
