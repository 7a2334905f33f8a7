"""One GraphQL request as every transport hands it on, whatever carried it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """Parameters checked for their types alone. `query` is None where the client sent only a name of the document."""

    query: str | None
    operation_name: str | None
    variables: dict[str, object]
    extensions: dict[str, object]
    document_id: str | None
