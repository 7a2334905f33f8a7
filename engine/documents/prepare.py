"""From the text of a document to an operation ready to run: limits, parsing, validation, each remembered by hash.

How an operation runs is the executor's business.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from graphql import (
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    parse,
    recommended_rules,
    specified_rules,
    validate,
    visit,
)

from engine.documents.limits import Limits, check, scan
from engine.errors import CodedError, ErrorCode

# graphql-core keeps about this much for each token, its node and its location (measured: 460).
_BYTES_PER_TOKEN = 500
_BYTES_PER_ENTRY = 1_000

_SUGGESTION = re.compile(r"[,.]? ?did you mean [^?]*\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about a document, with the places it speaks of."""

    message: str
    locations: tuple[tuple[int, int], ...] = ()
    """Lines and columns, counted from 1."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing of a request runs."""

    code: ErrorCode
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a valid document. `choices` are the variables that decide what is selected at all."""

    document: DocumentNode
    node: OperationDefinitionNode
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The name it was given in the document, if any."""
        return self.node.name.value if self.node.name else None

    @property
    def kind(self) -> OperationType:
        """Whether it is a query, a mutation or a subscription."""
        return self.node.operation


@dataclass(frozen=True, slots=True)
class Document:
    """A document within the limits and valid for the schema."""

    operations: Mapping[str | None, Operation]

    def operation(self, name: str | None) -> Operation | Refusal:
        """The named operation, or the only one when no name is given."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is None:
            message = "Name the operation to run: the document has several, or none."
        elif (named := self.operations.get(name)) is not None:
            return named
        else:
            message = "The document has no operation of that name."
        return Refusal(ErrorCode.OPERATION_RESOLUTION_FAILURE, (Problem(message),))


class Documents:
    """Documents prepared for one schema. The least recently used are forgotten first; refusals are remembered too."""

    def __init__(  # noqa: PLR0913 - The two bounds have usual values.
        self,
        schema: GraphQLSchema,
        limits: Limits,
        *,
        introspection: bool,
        development: bool,
        max_entries: int = 2_000,
        max_bytes: int = 64 * 1024 * 1024,
    ) -> None:
        self._schema = schema
        self._limits = limits
        self._rules = (*specified_rules, *recommended_rules)
        if not introspection:
            self._rules += (NoSchemaIntrospectionCustomRule,)
        self._development = development
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._entries: OrderedDict[bytes, tuple[Document | Refusal, int]] = OrderedDict()
        self._bytes = 0

    def prepare(self, text: str) -> Document | Refusal:
        """Check and validate `text`, or recall what came of it before. Takes time linear in the text."""
        key = sha256(text.encode()).digest()
        if (entry := self._entries.get(key)) is not None:
            self._entries.move_to_end(key)
            return entry[0]
        prepared, size = self._prepare(text)
        self._entries[key] = (prepared, size)
        self._bytes += size
        while len(self._entries) > self._max_entries or self._bytes > self._max_bytes:
            _, (_, freed) = self._entries.popitem(last=False)
            self._bytes -= freed
        return prepared

    def _prepare(self, text: str) -> tuple[Document | Refusal, int]:
        """Also say about how many bytes the outcome keeps."""
        try:
            tokens = scan(text, self._limits)
            document = parse(text)
            check(document, self._limits)
        except CodedError as limit:
            return Refusal(limit.code, (Problem(limit.message),)), _BYTES_PER_ENTRY
        except GraphQLError as error:
            return self._refuse(ErrorCode.GRAPHQL_PARSE_FAILED, [error]), _BYTES_PER_ENTRY
        most = self._limits.max_validation_errors
        errors = validate(self._schema, document, self._rules, max_errors=most, hide_suggestions=not self._development)
        if errors:
            return self._refuse(ErrorCode.GRAPHQL_VALIDATION_FAILED, errors[:most]), _BYTES_PER_ENTRY * len(errors)
        choices = tuple(choosing_variables(document))
        operations = {
            operation.name: operation
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
            for operation in (Operation(document, node, choices),)
        }
        return Document(operations), _BYTES_PER_ENTRY + _BYTES_PER_TOKEN * tokens

    def _refuse(self, code: ErrorCode, errors: list[GraphQLError]) -> Refusal:
        return Refusal(code, tuple(problem(error, development=self._development) for error in errors))


def choosing_variables(document: DocumentNode) -> dict[str, None]:
    """The variables in the document's directives: `@skip` and `@include` are the only ones there are."""
    names: dict[str, None] = {}

    class Finder(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    names[argument.value.name.value] = None

    visit(document, Finder())
    return names


def problem(error: GraphQLError, *, development: bool) -> Problem:
    """Keep of a graphql-core error what a client may read, and nothing that holds the document in memory."""
    message = error.message if development else without_suggestions(error.message)
    return Problem(message, tuple((place.line, place.column) for place in error.locations or ()))


def without_suggestions(message: str) -> str:
    """Drop "did you mean": it tells a stranger names of the schema he did not know."""
    return _SUGGESTION.sub("", message)
