"""`doorstep explain`: how an operation is answered, shown by answering it once on the database at hand."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson
from rich.console import Console
from rich.syntax import Syntax

from adapters import logs
from adapters.clock import SystemClock
from adapters.postgres import Database
from app import Parts, database_of, parts_of
from cli.errors import CommandError
from cli.local import any_servers, check_tables
from cli.token import find_person
from domain.viewer import STRANGER, Role, Viewer
from engine.documents.prepare import Operation, Refusal
from engine.execution.compiler import Uncompiled, Variables
from engine.execution.explain import tree
from engine.execution.plan import Plan
from engine.request import GraphQLRequest
from settings import Settings, load_settings

console = Console(highlight=False, soft_wrap=True)
Ran = list[tuple[str, Sequence[object]]]


def explain(path: Path, name: str | None, variables: str, role: str | None) -> None:
    """Print the plan, each statement with its cost, what fell back and why, and the generated Python."""
    settings = load_settings()
    logs.configure(level="warning", as_json=settings.log_json)
    request = GraphQLRequest(text_of(path), name, values_of(variables), {}, None)
    with any_servers(settings) as complete:
        check_tables(complete.database_url)
        asyncio.run(explained(complete, request, role))


def text_of(path: Path) -> str:
    """The document."""
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise CommandError(f"cannot read {path}: {unreadable}") from None


def values_of(variables: str) -> dict[str, object]:
    """The variables, given as a JSON object."""
    try:
        values = orjson.loads(variables)
    except orjson.JSONDecodeError as wrong:
        raise CommandError(f"the variables are not JSON: {wrong}") from None
    if not isinstance(values, dict):
        raise CommandError("the variables must be a JSON object")
    return values


async def explained(settings: Settings, request: GraphQLRequest, role: str | None) -> None:
    """Answer the operation once as somebody of that role, and tell what happened."""
    ran: Ran = []
    database = database_of(settings)
    parts = parts_of(settings, SystemClock(), database)
    operation, variables = prepared(parts, request)
    plan = parts.compiler.plan(operation, variables)
    async with database.opened():
        viewer = await viewer_of(settings, role)
        database.on_statement = lambda sql, values: ran.append((sql, values))
        async with parts.opener.opened(viewer, "explain", None) as context:
            answer = await parts.executor.execute(request, context, "explain")
        database.on_statement = None
        show_plan(plan)
        console.print(f"\n[bold]Answer[/bold]  {len(answer.body)} bytes, {len(ran)} statements")
        for number, (sql, values) in enumerate(ran, 1):
            await show_statement(database, number, sql, values)
    if isinstance(plan, Plan):
        console.print("\n[bold]Generated[/bold]\n")
        show_code(plan.source, "python")


def prepared(parts: Parts, request: GraphQLRequest) -> tuple[Operation, Variables]:
    """The operation and its variables, or what is wrong with them in one line."""
    operation = parts.executor.operation(request)
    if isinstance(operation, Refusal):
        raise CommandError(operation.problems[0].message)
    variables = parts.executor.variables(operation, request)
    if isinstance(variables, Refusal):
        raise CommandError(variables.problems[0].message)
    return operation, variables


async def viewer_of(settings: Settings, role: str | None) -> Viewer:
    """The demo person of a role; without one, a stranger."""
    if role is None:
        return STRANGER
    person = await find_person(settings.database_url, Role(role))
    if person is None:
        raise CommandError(f"the database holds no {role}; `doorstep demo` loads people")
    return Viewer(person.id, person.roles, person.store_ids)


def show_plan(plan: Plan | Uncompiled) -> None:
    """The tree of a plan, or why there is none."""
    if isinstance(plan, Uncompiled):
        console.print(f"[bold]Falls back[/bold] to graphql-core: {plan.reason}.")
    else:
        console.print(f"[bold]Plan[/bold]\n\n{tree(plan)}")


async def show_statement(database: Database, number: int, sql: str, values: Sequence[object]) -> None:
    """One statement with what PostgreSQL thinks it costs."""
    lines = [str(row["QUERY PLAN"]) for row in await database.fetch(f"EXPLAIN {sql}", values)]
    console.print(f"\n[bold]Statement {number}[/bold]  {lines[0].strip()}\n")
    show_code(sql, "sql")


def show_code(text: str, language: str) -> None:
    """Code in colours on a terminal; in a pipe as it is, with no line cut or broken."""
    if console.is_terminal:
        console.print(Syntax(text, language, background_color="default", word_wrap=True))
    else:
        sys.stdout.write(f"{text}\n")
