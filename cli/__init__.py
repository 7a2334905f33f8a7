"""The command `doorstep`: what each command takes and prints. The work itself is imported when a command runs."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.errors import CommandError

app = typer.Typer(
    name="doorstep",
    help="A GraphQL backend-for-frontend for the apps of a local-delivery service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def serve(*, with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False) -> None:
    """Serve the API, with PostgreSQL and Redis of its own where no other is set."""
    from cli.serve import serve

    serve(with_parent=with_parent)


@app.command()
def migrate(
    direction: Annotated[Literal["up", "down", "status"], typer.Argument()] = "up",
    revision: Annotated[str | None, typer.Argument(help="Default: up to the newest, or down by one.")] = None,
) -> None:
    """Bring the tables up to date, one step back, or say where they stand."""
    from cli.database import migrate

    migrate(direction, revision)


@app.command()
def demo(
    scale: Annotated[Literal["small", "bench"], typer.Option(help="How large a city.")] = "small",
    seed: Annotated[int, typer.Option(help="The same seed builds the same city.")] = 1,
) -> None:
    """Load the demo city into a database that has none."""
    from cli.database import demo

    demo(scale, seed)


@app.command()
def token(
    role: Annotated[Literal["customer", "courier", "merchant", "support"], typer.Argument()] = "customer",
    hours: Annotated[int, typer.Option(min=1, max=24 * 30, help="How long it is valid.")] = 24,
) -> None:
    """Print an access token for a person of the demo city."""
    from cli.token import token

    token(role, hours)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A GraphQL document.")],
    operation: Annotated[str | None, typer.Option(help="Which of its operations.")] = None,
    variables: Annotated[str, typer.Option(help="A JSON object.")] = "{}",
    role: Annotated[
        Literal["customer", "courier", "merchant", "support"] | None, typer.Option("--as", help="Whom it is answered.")
    ] = None,
) -> None:
    """Show how an operation is answered: its plan, its statements with their costs, the generated Python."""
    from cli.explain import explain

    explain(file, operation, variables, role)


@app.command()
def schema(
    *,
    check: Annotated[bool, typer.Option("--check", help="Fail when schema/schema.graphql differs.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write schema/schema.graphql.")] = False,
) -> None:
    """Print the schema in GraphQL's own language."""
    from cli.schema import schema

    schema(check=check, write=write)


def main() -> None:
    """Run the command; what the person can mend is told in one line."""
    from adapters.local_process import LocalServerError
    from settings import BadSettingError

    try:
        app()
    except (CommandError, BadSettingError, LocalServerError) as refused:
        sys.exit(f"doorstep: {refused}")
