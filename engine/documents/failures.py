"""What a client reads of errors met while an operation ran: coded ones as they are, the rest masked and logged."""

import structlog
from graphql import FieldNode, GraphQLError

from engine.documents.prepare import Operation, Refusal, problem
from engine.errors import CodedError, ErrorCode, FieldError, internal_error

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def refusal_entries(refusal: Refusal, request_id: str) -> list[dict[str, object]]:
    """Shape why nothing ran."""
    entries = []
    for found in refusal.problems:
        entry = CodedError(refusal.code, found.message).entry(request_id)
        if found.locations:
            entry["locations"] = _locations(found.locations)
        entries.append(entry)
    return entries


def field_entries(
    errors: list[GraphQLError], operation: Operation, request_id: str, *, development: bool
) -> tuple[list[dict[str, object]], tuple[ErrorCode, ...]]:
    """Shape the errors of fields, and name their codes. What is masked is logged here, once, under the request id."""
    entries, codes = [], []
    for error in errors:
        shown = _shown(error, development=development)
        if shown is None:
            shown = internal_error()
            _log.error(
                "field failed",
                request_id=request_id,
                operation=operation.name,
                path=".".join(map(str, error.path or ())),
                exc_info=error.original_error or error,
            )
        entry = shown.entry(request_id)
        if error.locations:
            entry["locations"] = _locations(tuple((place.line, place.column) for place in error.locations))
        if error.path:
            entry["path"] = error.path
        entries.append(entry)
        codes.append(shown.code)
    return entries, tuple(codes)


def _shown(error: GraphQLError, *, development: bool) -> CodedError | None:
    """The error a client may read, or None where its text may be internal."""
    cause = error.original_error
    if isinstance(cause, CodedError):
        return cause
    if _is_about_arguments(error):
        return FieldError(ErrorCode.BAD_USER_INPUT, problem(error, development=development).message)
    return None


def _is_about_arguments(error: GraphQLError) -> bool:
    """Whether graphql-core itself refused an argument's value.

    It then points at the value, not at the field. A value the server could not render points at the field, and its
    text holds that value, so it stays masked. An error without a path is about the arguments of a directive.
    """
    cause = error.original_error
    if cause is None:
        return error.path is None
    nodes = cause.nodes if isinstance(cause, GraphQLError) else None
    return nodes is not None and not isinstance(nodes[0], FieldNode)


def _locations(places: tuple[tuple[int, int], ...]) -> list[dict[str, int]]:
    return [{"line": line, "column": column} for line, column in places]
