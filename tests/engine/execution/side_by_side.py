"""Runs one request through both executors, graphql-core's and the compiled one, and counts what was really compiled."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, fields

import pytest
import structlog
from graphql import ExecutionResult, GraphQLSchema
from graphql.execution.values import VariableValues

from engine.documents.limits import Limits
from engine.documents.prepare import Operation
from engine.execution.compiler import Compiler, Uncompiled
from engine.execution.executor import Executor
from engine.execution.plan import Plan
from engine.execution.reference import ReadContext
from engine.request import GraphQLRequest
from tests.engine.execution.comparison import difference, shrunk
from tests.engine.execution.random_documents import Written

NO_LIMITS = Limits(
    max_document_characters=1_000_000,
    max_tokens=100_000,
    max_depth=100,
    max_aliases=10_000,
    max_directives=10_000,
    max_root_fields=1_000,
    max_root_mutations=1_000,
)
# graphql-core cancels what it awaits beside a field that took its parent along, some of it before its first step.
# Python warns of such a coroutine wherever it is when it is collected, and cannot even do that inside a named tuple.
DROPPED_COROUTINES = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <coroutine:pytest.PytestUnraisableExceptionWarning"),
]


class Watched(Compiler):
    """A compiler that counts the requests its plans answered to the end."""

    answered = 0

    def compiled(self, operation: Operation, variables: VariableValues) -> Plan:
        plan = super().compiled(operation, variables)
        return WatchedPlan(**{own.name: getattr(plan, own.name) for own in fields(plan)}, watcher=self)


@dataclass(slots=True)
class WatchedPlan(Plan):
    """A plan that tells its compiler of every answer."""

    watcher: Watched

    async def run(self, variables: VariableValues, context: ReadContext) -> ExecutionResult:
        result = await Plan.run(self, variables, context)
        self.watcher.answered += 1
        return result


@dataclass
class Pair:
    """Both executors over one schema; `context` makes the context of one request."""

    schema: GraphQLSchema
    compiler: Watched
    context: Callable[[], object]
    waiting: AbstractSet[str]
    compared: int = 0
    failing: int = 0

    def __post_init__(self) -> None:
        self.reference = Executor(self.schema, NO_LIMITS, development=False)
        self.compiled = Executor(self.schema, NO_LIMITS, development=False, compiler=self.compiler)
        # Half of the time of a run goes into validation; its outcome is the same for both.
        self.compiled._documents = self.reference._documents

    async def answers(self, written: Written) -> tuple[bytes, bytes]:
        """What both say to one request."""
        request = GraphQLRequest(written.text, None, written.variables, {}, None)
        expected = await self.reference.execute(request, self.context(), "r")
        found = await self.compiled.execute(request, self.context(), "r")
        return expected.body, found.body

    async def difference(self, written: Written) -> str | None:
        """The first difference between what both say."""
        expected, found = await self.answers(written)
        self.compared += 1
        self.failing += b'"errors"' in expected
        return difference(expected, found, self.waiting)

    async def agree(self, written: Written) -> None:
        """Fail with the smallest document that both answer differently."""
        first = await self.difference(written)
        if first is None:
            return

        async def is_bad(text: str) -> bool:
            return await self.difference(Written(text, written.variables)) is not None

        smallest = await shrunk(written.text, self.schema, is_bad)
        what = await self.difference(Written(smallest, written.variables))
        raise AssertionError(f"{smallest}\n\nvariables: {json.dumps(written.variables)}\n\n{what or first}")

    def summary(self) -> str:
        """What was done."""
        return f"{self.compared} documents, {self.failing} with errors, {self.compiled_share:.1%} answered by plans"

    @property
    def compiled_share(self) -> float:
        """How much of all requests was answered by compiled plans."""
        return self.compiler.answered / self.compared


@contextmanager
def without_logs() -> Iterator[None]:
    """Thousands of fields fail, and each would be logged with its traceback."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)


def why_uncompiled(compiler: Compiler) -> Mapping[str, int]:
    """The reasons for which operations were not compiled, and how often each was given."""
    return Counter(plan.reason for plan in compiler._plans.values() if isinstance(plan, Uncompiled))
