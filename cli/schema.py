"""`doorstep schema`: the schema in GraphQL's own language, and its committed copy."""

import sys

from cli.errors import CommandError
from settings import ROOT

COMMITTED = ROOT / "schema" / "schema.graphql"


def schema(*, check: bool, write: bool) -> None:
    """Print the schema, write the committed copy, or fail when the copy differs."""
    from resolvers import schema as built

    printed = f"{built.as_str().rstrip()}\n"
    if write:
        COMMITTED.write_text(printed)
    elif check:
        if not COMMITTED.exists() or COMMITTED.read_text() != printed:
            raise CommandError("schema/schema.graphql is not what the code says; run `doorstep schema --write`")
    else:
        sys.stdout.write(printed)
