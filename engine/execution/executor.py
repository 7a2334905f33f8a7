"""Runs one request and renders its answer: the reference execution, with graphql-core.

Statuses here are those of `application/graphql-response+json`; what older media types make of them is the transport's.
"""

import asyncio
from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import cast

import orjson
from graphql import ExecutionResult, GraphQLSchema, OperationType
from graphql.execution import Executor as ReferenceExecution
from graphql.execution.values import VariableValues, get_variable_values
from structlog.contextvars import bind_contextvars

from engine.errors import ErrorCode, RequestError
from engine.execution.compiler import Compiler
from engine.execution.documents import Documents, Operation, Refusal, problem
from engine.execution.failures import field_entries, refusal_entries
from engine.execution.limits import Limits
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
        self.compiler = compiler
        self._limits = limits
        self._development = development
        self.documents = Documents(schema, limits, introspection=introspection, development=development)

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
        if request.query is None:
            raise RequestError(ErrorCode.BAD_REQUEST, "A request needs a document.")
        document = self.documents.prepare(request.query)
        operation = document if isinstance(document, Refusal) else document.operation(request.operation_name)
        if isinstance(operation, Refusal):
            return _refuse(operation, request_id)
        # Bound, not handed back: the log must name the operation above all when no answer comes of it.
        bind_contextvars(operation=operation.name, operation_type=operation.kind.value)
        _check_kind(operation, allow)
        outcome = await self._run(operation, request.variables, context)
        if isinstance(outcome, Refusal):
            return _refuse(outcome, request_id, operation)
        return self._render(outcome, operation, request_id)

    async def _run(
        self, operation: Operation, variables: dict[str, object], context: object
    ) -> ExecutionResult | Refusal:
        """Execute as compiled where that can be; a `Refusal` when the variables do not fit the operation."""
        if self.compiler is not None:
            coerced = get_variable_values(self._schema, operation.node.variable_definitions or (), variables)
            plan = None if isinstance(coerced, list) else self.compiler.plan(operation, coerced)
            if isinstance(plan, Plan):
                try:
                    return await plan.run(cast("VariableValues", coerced), cast("ReadContext", context))
                except NotPlannedError:
                    pass
        return await self._refer(operation, variables, context)

    async def _refer(
        self, operation: Operation, variables: dict[str, object], context: object
    ) -> ExecutionResult | Refusal:
        """Execute with graphql-core."""
        execution = ReferenceExecution.build(
            self._schema,
            operation.document,
            context_value=context,
            raw_variable_values=variables,
            operation_name=operation.name,
            max_coercion_errors=self._limits.max_validation_errors,
            hide_suggestions=not self._development,
        )
        if isinstance(execution, list):
            problems = [problem(error, development=self._development) for error in execution]
            return Refusal(ErrorCode.BAD_USER_INPUT, tuple(problems[: self._limits.max_validation_errors]))
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
