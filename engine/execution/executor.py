"""Runs one request and renders its answer: the reference execution, with graphql-core.

Statuses here are those of `application/graphql-response+json`; what older media types make of them is the transport's.
"""

import asyncio
from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

import orjson
from graphql import ExecutionResult, GraphQLSchema, OperationType
from graphql.execution import Executor as ReferenceExecution
from graphql.execution.values import VariableValues, get_variable_values
from structlog.contextvars import bind_contextvars

from engine.documents.failures import field_entries, refusal_entries
from engine.documents.limits import Limits
from engine.documents.prepare import Documents, Operation, Refusal, problem
from engine.errors import ErrorCode, RequestError
from engine.execution.compiler import Compiler
from engine.execution.plan import NotPlannedError, Plan
from engine.execution.reference import ReadContext
from engine.request import GraphQLRequest

QUERIES = frozenset({OperationType.QUERY})
QUERIES_AND_MUTATIONS = frozenset({OperationType.QUERY, OperationType.MUTATION})


@dataclass(frozen=True, slots=True)
class Answer:
    """A rendered answer, and what the log says about it."""

    body: bytes
    status: int
    failed_before_execution: bool
    operation_name: str | None
    operation_type: str | None
    codes: tuple[ErrorCode, ...]
    """The codes of its errors, in the order of the answer."""


class Executor:
    """Executes requests against one schema."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits,
        *,
        development: bool,
        introspection: bool = True,
        compiler: Compiler | None = None,
    ) -> None:
        self._schema = schema
        self._compiler = compiler
        self._limits = limits
        self._development = development
        self._documents = Documents(schema, limits, introspection=introspection, development=development)

    async def execute(
        self,
        request: GraphQLRequest,
        context: object,
        request_id: str,
        *,
        allow: AbstractSet[OperationType] = QUERIES_AND_MUTATIONS,
    ) -> Answer:
        """Run the operation of `request` if its kind is among `allow`; raises `RequestError` where it is not.

        Cancelling the call cancels every resolver that runs; none outlives the call.
        """
        operation = self.operation(request)
        if isinstance(operation, Refusal):
            return _refuse(operation, request_id)
        # Bound, not handed back: the log must name the operation above all when no answer comes of it.
        bind_contextvars(operation=operation.name, operation_type=operation.kind.value)
        _check_kind(operation, allow)
        variables = self.variables(operation, request)
        if isinstance(variables, Refusal):
            return _refuse(variables, request_id, operation)
        return self._render(await self._run(operation, request, variables, context), operation, request_id)

    def operation(self, request: GraphQLRequest) -> Operation | Refusal:
        """The operation a request asks for, within the limits and valid."""
        if request.query is None:
            raise RequestError(ErrorCode.BAD_REQUEST, "A request needs a document.")
        document = self._documents.prepare(request.query)
        return document if isinstance(document, Refusal) else document.operation(request.operation_name)

    def variables(self, operation: Operation, request: GraphQLRequest) -> VariableValues | Refusal:
        """A request's variables as their types say."""
        most = self._limits.max_validation_errors
        definitions = operation.node.variable_definitions or ()
        hide = not self._development
        coerced = get_variable_values(self._schema, definitions, request.variables, most, hide_suggestions=hide)
        if not isinstance(coerced, list):
            return coerced
        problems = [problem(error, development=self._development) for error in coerced[:most]]
        return Refusal(ErrorCode.BAD_USER_INPUT, tuple(problems))

    async def _run(
        self, operation: Operation, request: GraphQLRequest, variables: VariableValues, context: object
    ) -> ExecutionResult:
        """Execute as compiled where that can be, else with graphql-core."""
        if self._compiler is not None:
            plan = self._compiler.plan(operation, variables)
            if isinstance(plan, Plan):
                with suppress(NotPlannedError):
                    return await plan.run(variables, cast("ReadContext", context))
        execution = ReferenceExecution.build(
            self._schema,
            operation.document,
            context_value=context,
            raw_variable_values=request.variables,
            operation_name=operation.name,
            hide_suggestions=not self._development,
        )
        if isinstance(execution, list):
            return ExecutionResult(data=None, errors=execution)
        try:
            result = execution.execute_operation()
            return result if isinstance(result, ExecutionResult) else await cast("Awaitable[ExecutionResult]", result)
        finally:
            await _settle(execution.background_futures)

    def _render(self, result: ExecutionResult, operation: Operation, request_id: str) -> Answer:
        codes: tuple[ErrorCode, ...] = ()
        answer: dict[str, object] = {"data": result.data}
        if result.errors:
            entries, codes = field_entries(result.errors, operation, request_id, development=self._development)
            answer = {"errors": entries, "data": result.data}
        return Answer(
            body=orjson.dumps(answer),
            status=200,
            failed_before_execution=False,
            operation_name=operation.name,
            operation_type=operation.kind.value,
            codes=codes,
        )


def _refuse(refusal: Refusal, request_id: str, operation: Operation | None = None) -> Answer:
    return Answer(
        body=orjson.dumps({"errors": refusal_entries(refusal, request_id)}),
        status=400,
        failed_before_execution=True,
        operation_name=operation.name if operation else None,
        operation_type=operation.kind.value if operation else None,
        codes=(refusal.code,),
    )


def _check_kind(operation: Operation, allow: AbstractSet[OperationType]) -> None:
    if operation.kind in allow:
        return
    if operation.kind is OperationType.SUBSCRIPTION:
        raise RequestError(ErrorCode.BAD_REQUEST, "A subscription needs a transport that can stream.")
    raise RequestError(ErrorCode.BAD_REQUEST, f"A {operation.kind.value} needs a POST.", 405, headers={"Allow": "POST"})


async def _settle(futures: AbstractSet[asyncio.Future[object]]) -> None:
    """Cancel resolvers whose fields are null already because a neighbour failed."""
    pending = list(futures)
    if not pending:
        return
    # Cancelled before its first step, a task would drop the coroutine it wraps, and Python warns of that.
    await asyncio.sleep(0)
    for future in pending:
        future.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
