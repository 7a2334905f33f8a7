"""The errors a client's developer acts on: their codes, the exceptions that carry them, their shape in an answer.

Problems a user can act on are members of a mutation's result and do not come here.
"""

from collections.abc import Mapping
from enum import StrEnum


class ErrorCode(StrEnum):
    """The values of `extensions.code`; clients switch on them, so a name once sent is never changed."""

    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_REQUEST = "BAD_REQUEST"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    OPERATION_RESOLUTION_FAILURE = "OPERATION_RESOLUTION_FAILURE"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    RATE_LIMITED = "RATE_LIMITED"
    MAX_COST_EXCEEDED = "MAX_COST_EXCEEDED"
    MAX_DEPTH_LIMIT = "MAX_DEPTH_LIMIT"
    MAX_ALIASES_LIMIT = "MAX_ALIASES_LIMIT"
    MAX_DIRECTIVES_LIMIT = "MAX_DIRECTIVES_LIMIT"
    MAX_ROOT_FIELDS_LIMIT = "MAX_ROOT_FIELDS_LIMIT"
    MAX_TOKENS_LIMIT = "MAX_TOKENS_LIMIT"
    BATCHING_DISABLED = "BATCHING_DISABLED"
    CSRF_PREVENTED = "CSRF_PREVENTED"
    UPGRADE_REQUIRED = "UPGRADE_REQUIRED"
    TIMEOUT = "TIMEOUT"
    OVERLOADED = "OVERLOADED"
    UNAVAILABLE = "UNAVAILABLE"
    IDEMPOTENCY_KEY_REQUIRED = "IDEMPOTENCY_KEY_REQUIRED"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    IDEMPOTENCY_IN_PROGRESS = "IDEMPOTENCY_IN_PROGRESS"
    SUBSCRIPTION_LIMIT = "SUBSCRIPTION_LIMIT"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


_RETRYABLE = frozenset(
    {
        ErrorCode.RATE_LIMITED,
        ErrorCode.TIMEOUT,
        ErrorCode.OVERLOADED,
        ErrorCode.UNAVAILABLE,
        ErrorCode.IDEMPOTENCY_IN_PROGRESS,
    }
)


class CodedError(Exception):
    """An error meant for the client: its message is shown as it stands, so it must hold nothing internal.

    `retryable` says whether the same request may succeed later; left out, the code decides.
    """

    def __init__(
        self, code: ErrorCode, message: str, *, retryable: bool | None = None, retry_after_ms: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = code in _RETRYABLE if retryable is None else retryable
        self.retry_after_ms = retry_after_ms

    def entry(self, request_id: str) -> dict[str, object]:
        """One member of `errors` in an answer, not yet located in the document."""
        extensions: dict[str, object] = {"code": self.code, "retryable": self.retryable, "requestId": request_id}
        if self.retry_after_ms is not None:
            extensions["retryAfterMs"] = self.retry_after_ms
        return {"message": self.message, "extensions": extensions}


class FieldError(CodedError):
    """One field failed: a resolver raises it, the field is null, the rest of the answer stands."""


class RequestError(CodedError):
    """The whole request is refused with an HTTP status; nothing of it runs, or what ran is thrown away."""

    def __init__(  # noqa: PLR0913 - Each is one fact of the answer, and all but two have a usual value.
        self,
        code: ErrorCode,
        message: str,
        status: int = 400,
        *,
        retryable: bool | None = None,
        retry_after_ms: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code, message, retryable=retryable, retry_after_ms=retry_after_ms)
        self.status = status
        self.headers: Mapping[str, str] = headers or {}


def internal_error() -> CodedError:
    """What a client sees of a failure that is nobody's business outside."""
    return CodedError(ErrorCode.INTERNAL_SERVER_ERROR, "Internal error")
