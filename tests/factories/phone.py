"""Somebody's phone: asks the service over HTTP and tells what came back, and what it cost."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from engine.errors import ErrorCode
from services.user import Person
from tests.factories.service import Service

# What JSON holds is known to the test that asked for it, not to the type checker.
Json = Any


@dataclass(frozen=True)
class Answer:
    """One answer, with the statements the database was sent for it."""

    response: httpx.Response
    statements: Sequence[str]

    @property
    def body(self) -> Json:
        return self.response.json()

    @property
    def data(self) -> Json:
        """The data of an answer without errors."""
        assert self.response.status_code == 200, self.response.text
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def partial(self) -> Json:
        """The data of an answer that may have errors."""
        return self.body["data"]

    @property
    def errors(self) -> list[tuple[ErrorCode, list[str | int] | None]]:
        """Code and path of each error."""
        found = self.body.get("errors", [])
        return [(ErrorCode(error["extensions"]["code"]), error.get("path")) for error in found]


@dataclass(frozen=True)
class Phone:
    """A client with the token of whoever is signed in."""

    service: Service
    client: httpx.AsyncClient
    person: Person | None

    async def ask(self, document: str, **variables: Json) -> Answer:
        """Send one operation. Statements are told apart by time: one phone at a time."""
        before = len(self.service.statements)
        response = await self.client.post("/graphql", json={"query": document, "variables": variables})
        return Answer(response, [sql for sql, _values in self.service.statements[before:]])

    async def read(self, document: str, **variables: Json) -> Json:
        """The data of an operation that goes well."""
        return (await self.ask(document, **variables)).data

    async def all_nodes(
        self, document: str, *path: str, first: int = 100, backward: bool = False, **variables: Json
    ) -> list[Json]:
        """Page through the connection at this path of the answer to its end, in the order of the list.

        The document takes `$first` and `$after`, or `$last` and `$before`.
        """
        size, place = ("last", "before") if backward else ("first", "after")
        nodes: list[Json] = []
        cursor = None
        while True:
            page = await self.read(document, **variables, **{size: first, place: cursor})
            for name in path:
                page = page[name]
            found = [edge["node"] for edge in page["edges"]]
            nodes = [*found, *nodes] if backward else [*nodes, *found]
            if not page["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
                return nodes
            cursor = page["pageInfo"]["startCursor" if backward else "endCursor"]


@asynccontextmanager
async def phone_of(service: Service, person: Person | None = None) -> AsyncIterator[Phone]:
    """A phone that speaks to the service; without a person, a stranger's."""
    headers = {"Accept": "application/graphql-response+json"}
    if person is not None:
        headers["Authorization"] = f"Bearer {service.token_for(person)}"
    async with httpx.AsyncClient(base_url=service.origin, headers=headers, timeout=30, verify=False) as client:  # noqa: S501 - Plain HTTP; reading the system's certificates would take longer than the test.
        yield Phone(service, client, person)
