"""`doorstep schema`: the schema in GraphQL's own language, and its committed copy."""

import sys

from graphql import print_schema

from cli.errors import CommandError
from resolvers.schema import build_schema
from settings import ROOT

COMMITTED = ROOT / "schema" / "schema.graphql"


def schema(*, check: bool, write: bool) -> None:
    """Print the schema, write the committed copy, or fail when the copy differs."""
    printed = f"{print_schema(build_schema())}\n"
    if write:
        COMMITTED.write_text(printed)
    elif check:
        if not COMMITTED.exists() or COMMITTED.read_text() != printed:
            raise CommandError("schema/schema.graphql is not what the code says; run `doorstep schema --write`")
    else:
        sys.stdout.write(printed)
