"""From the JSON of a body, or the query string of a GET, to a GraphQL request. The document itself is not read here."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from engine.documents.limits import Limits
from engine.errors import ErrorCode, RequestError
from engine.request import GraphQLRequest
from engine.transport.body import parse_json

_NAMES = frozenset({"query", "operationName", "variables", "extensions", "documentId"})
_MAX_QUERY_STRING_FIELDS = 20


def from_body(body: object) -> GraphQLRequest:
    """Read the parameters of a POST. A null counts as absent, an unknown member is ignored."""
    if isinstance(body, list) and body and isinstance(body[0], dict):
        raise RequestError(ErrorCode.BATCHING_DISABLED, "Send one operation per request.")
    if not isinstance(body, dict):
        raise RequestError(ErrorCode.BAD_REQUEST, "A request is a JSON object.")
    return _request(body)


def from_query_string(query_string: bytes, limits: Limits) -> GraphQLRequest:
    """Read the parameters of a GET, where `variables` and `extensions` are JSON."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_QUERY_STRING_FIELDS,
        )
    except ValueError:
        raise RequestError(ErrorCode.BAD_REQUEST, "The query string cannot be read.") from None
    parameters: dict[str, object] = {}
    for name, value in pairs:
        if name in _NAMES and name in parameters:
            raise RequestError(ErrorCode.BAD_REQUEST, f"`{name}` stands twice.")
        parameters[name] = parse_json(value.encode(), limits) if name in {"variables", "extensions"} else value
    return _request(parameters)


def _request(parameters: Mapping[str, object]) -> GraphQLRequest:
    request = GraphQLRequest(
        query=_text(parameters, "query"),
        operation_name=_text(parameters, "operationName"),
        variables=_map(parameters, "variables"),
        extensions=_map(parameters, "extensions"),
        document_id=_text(parameters, "documentId"),
    )
    if request.query is None and request.document_id is None and "persistedQuery" not in request.extensions:
        raise RequestError(ErrorCode.BAD_REQUEST, "A request needs `query` or `documentId`.")
    return request


def _text(parameters: Mapping[str, object], name: str) -> str | None:
    value = parameters.get(name)
    if value is not None and not isinstance(value, str):
        raise RequestError(ErrorCode.BAD_REQUEST, f"`{name}` must be a string.")
    return value


def _map(parameters: Mapping[str, object], name: str) -> dict[str, object]:
    value = parameters.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise RequestError(ErrorCode.BAD_REQUEST, f"`{name}` must be an object.")
    return value
