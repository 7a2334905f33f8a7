"""The people of the demo city, as tests meet them."""

from uuid import UUID

import asyncpg

from domain.viewer import Role
from services.user import Person

PERSON = """
    SELECT u.id, u.name, array_agg(r.role) AS roles, array_remove(array_agg(r.store_id), NULL) AS store_ids
    FROM users u JOIN user_roles r ON r.user_id = u.id
"""


async def find_person(connection: asyncpg.Connection, email: str) -> Person:
    """The person with this address."""
    return person_of(await connection.fetchrow(f"{PERSON} WHERE u.email = $1 GROUP BY u.id", email))


async def get_person(connection: asyncpg.Connection, user_id: UUID) -> Person:
    """The person with this key."""
    return person_of(await connection.fetchrow(f"{PERSON} WHERE u.id = $1 GROUP BY u.id", user_id))


async def somebody_else(connection: asyncpg.Connection, role: Role, *others: UUID) -> Person:
    """Whoever has this role and is none of the others."""
    row = await connection.fetchrow(
        f"{PERSON} WHERE u.id <> ALL($1) GROUP BY u.id HAVING bool_and(r.role = $2) ORDER BY u.id LIMIT 1", others, role
    )
    return person_of(row)


def person_of(row: asyncpg.Record) -> Person:
    """A row of PERSON as the service knows people."""
    return Person(row["id"], row["name"], frozenset(map(Role, row["roles"])), tuple(row["store_ids"]))
