from dataclasses import replace
from time import thread_time
from typing import TypeAlias

import pytest
from graphql import build_schema, get_introspection_query, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.documents.limits import Limits, check, scan
from engine.documents.prepare import Document, Documents, Operation, Refusal
from engine.errors import CodedError, ErrorCode

SCHEMA = build_schema(
    """
    type Query { a(x: Int, list: [Int]): String  q(in: In): Query  other: Query }
    type Mutation { m: Int  n: Int  pay: Int  redeem: Int }
    input In { in: In  x: Int }
    """
)
LIMITS = Limits(sensitive_mutations=frozenset({"pay", "redeem"}))


def documents(*, introspection: bool = True, max_entries: int = 100, max_bytes: int = 1_000_000) -> Documents:
    bounds = {"max_entries": max_entries, "max_bytes": max_bytes}
    return Documents(SCHEMA, LIMITS, introspection=introspection, development=False, **bounds)


def code(text: str, *, introspection: bool = True) -> ErrorCode | None:
    prepared = documents(introspection=introspection).prepare(text)
    return prepared.code if isinstance(prepared, Refusal) else None


def chain(length: int, *, twice: bool, last: str) -> str:
    spread = "...f{0} ...f{0}" if twice else "...f{0}"
    links = (f"fragment f{i} on Query {{{spread.format(i + 1)}}}" for i in range(length))
    return "{...f0}" + " ".join(links) + f"fragment f{length} on Query {{{last}}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{q" * 9 + "{a" + "}" * 10, None),
        ("{q" * 10 + "{a" + "}" * 11, ErrorCode.MAX_DEPTH_LIMIT),
        ("{q{q{q{q{q{...f}}}}}} fragment f on Query {q{q{q{q{a}}}}}", None),
        ("{q{q{q{q{q{q{...f}}}}}}} fragment f on Query {q{q{q{q{a}}}}}", ErrorCode.MAX_DEPTH_LIMIT),
        ("{...on Query{...on Query{...on Query{q{q{q{q{q{q{q{q{q{a}}}}}}}}}}}}}", None),
        ("{" + "".join(f"x{i}:a " for i in range(15)) + "}", None),
        ("{" + "".join(f"x{i}:a " for i in range(16)) + "}", ErrorCode.MAX_ALIASES_LIMIT),
        ("{q{...f} other{...f}} fragment f on Query {" + "".join(f"x{i}:a " for i in range(7)) + "}", None),
        (
            "{q{...f} other{...f}} fragment f on Query {" + "".join(f"x{i}:a " for i in range(8)) + "}",
            ErrorCode.MAX_ALIASES_LIMIT,
        ),
        (chain(24, twice=True, last="a"), None),
        (chain(24, twice=True, last="x:a"), ErrorCode.MAX_ALIASES_LIMIT),
        (chain(120, twice=False, last="a"), None),
        ("{" + "a " * 900 + "}", ErrorCode.GRAPHQL_VALIDATION_FAILED),
        ("{" + "a " * 400 + "}", None),
        ("mutation {m n pay ...f} fragment f on Mutation {m}", None),
        ("mutation {pay redeem}", ErrorCode.MAX_ROOT_FIELDS_LIMIT),
        ("mutation {pay pay}", None),
        ("mutation {pay x:pay}", ErrorCode.MAX_ROOT_FIELDS_LIMIT),
        ("query A {a} query B {" + "".join(f"x{i}:a " for i in range(16)) + "}", ErrorCode.MAX_ALIASES_LIMIT),
        ("{a(x:" + "1" * 30 + ")}", ErrorCode.GRAPHQL_VALIDATION_FAILED),
        ("{a(x:-" + "1" * 31 + ")}", ErrorCode.BAD_USER_INPUT),
        ("{q(in:" + "{in:" * 70 + "{}" + "}" * 70 + "){a}}", ErrorCode.MAX_DEPTH_LIMIT),
        ("{a} fragment f on Query {...f}", ErrorCode.GRAPHQL_VALIDATION_FAILED),
        ("{...g}", ErrorCode.GRAPHQL_VALIDATION_FAILED),
        ("}}}}{a}", ErrorCode.GRAPHQL_PARSE_FAILED),
    ],
)
def test_a_document_is_held_to_the_limits(text: str, expected: ErrorCode | None) -> None:
    assert code(text) is expected


HOSTILE = {
    "fragments that double 25 times": (chain(24, twice=True, last="a"), 0.05),
    "a selection 1,000 deep": ("{q" * 1000 + "}" * 1000, 0.02),
    "a list 5,000 deep": ("{a(list:" + "[" * 5000 + "]" * 5000 + ")}", 0.02),
    "quotes without end": ('{a(x:"' + '\\"' * 7000, 0.02),
    "block quotes without end": ('{a(x:"""' + '\\"""' * 3000, 0.02),
    "many block quotes": ('"""' * 5000, 0.02),
}


@pytest.mark.parametrize(("text", "seconds"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_costs_little(text: str, seconds: float) -> None:
    """Measured in time of this thread, so that other work on the machine does not count; the best of three."""
    taken = []
    for _ in range(3):
        fresh = documents()
        started = thread_time()
        fresh.prepare(text)
        taken.append(thread_time() - started)
    assert min(taken) < seconds


def test_graphiql_may_introspect_where_that_is_allowed() -> None:
    query = get_introspection_query(input_value_deprecation=True, specified_by_url=True)
    assert code(query) is None
    assert code(query, introspection=False) is ErrorCode.GRAPHQL_VALIDATION_FAILED
    assert code("{__typename}", introspection=False) is None


def test_introspection_cannot_go_round_in_circles() -> None:
    assert code("{__schema{types" + "{fields{type" * 8 + "{name" + "}}" * 8 + "}}}") is not None
    assert code('{__type(name:"Query")' + "{ofType" * 25 + "{name" + "}" * 27) is ErrorCode.MAX_DEPTH_LIMIT


def test_brackets_in_strings_and_comments_do_not_count() -> None:
    assert scan('{a(x: "[[[{{{(((", y: """ [[ \\""" [[ """) # {{{{\n}', LIMITS) == 11


def test_a_document_is_prepared_once_and_a_refusal_remembered() -> None:
    kept = documents()
    assert kept.prepare("{a}") is kept.prepare("{a}")
    assert kept.prepare("{") is kept.prepare("{")


def test_the_least_recently_used_is_forgotten_first() -> None:
    kept = documents(max_entries=2)
    first, second = kept.prepare("{a}"), kept.prepare("{a }")
    assert kept.prepare("{a}") is first
    kept.prepare("{a  }")
    assert kept.prepare("{a}") is first
    assert kept.prepare("{a }") is not second


def test_memory_is_bounded_too() -> None:
    kept = documents(max_bytes=20_000)
    first = kept.prepare("{a}")
    for spaces in range(10):
        kept.prepare("{q{a}" + " " * spaces + "}")
    assert kept.prepare("{a}") is not first
    assert kept._bytes <= 20_000


def test_the_only_operation_needs_no_name_and_several_do() -> None:
    one, two = documents().prepare("query A {a}"), documents().prepare("query A {a} query B {a}")
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    found = [one.operation(None), one.operation("A"), two.operation("B")]
    assert [operation.name for operation in found if isinstance(operation, Operation)] == ["A", "A", "B"]
    unclear = [two.operation(None), two.operation("C"), one.operation("")]
    codes = [refusal.code for refusal in unclear if isinstance(refusal, Refusal)]
    assert codes == [ErrorCode.OPERATION_RESOLUTION_FAILURE] * 3


Field: TypeAlias = "tuple[bool, Selections]"
Selections: TypeAlias = "list[int | Field]"
"""Fields, each with or without an alias and with what it selects, and the numbers of fragments spread."""


def expanded(selections: Selections, fragments: list[Selections]) -> tuple[int, int]:
    """Depth and aliases by walking every spread: slow, and plainly right."""
    depth = aliases = 0
    for selection in selections:
        if isinstance(selection, int):
            below, inside = expanded(fragments[selection], fragments)
        else:
            alias, children = selection
            below, inside = expanded(children, fragments)
            below, inside = below + 1, inside + alias
        depth, aliases = max(depth, below), aliases + inside
    return depth, aliases


def written(selections: Selections) -> str:
    if not selections:
        return ""
    return "{" + " ".join(
        f"...f{selection}" if isinstance(selection, int) else "x:" * selection[0] + "q" + written(selection[1])
        for selection in selections
    ) + "}"  # fmt: skip


def selections_spreading(names: range) -> st.SearchStrategy[Selections]:
    spread: st.SearchStrategy[int] = st.sampled_from(names) if names else st.nothing()
    field: st.SearchStrategy[Field] = st.recursive(
        st.tuples(st.booleans(), st.just([])),
        lambda inner: st.tuples(st.booleans(), st.lists(inner | spread, max_size=3)),
        max_leaves=4,
    )
    return st.lists(field | spread, min_size=1, max_size=3)


@st.composite
def fragments_in_order(draw: st.DrawFn) -> list[Selections]:
    """Fragments that spread only later ones, the operation first."""
    count = draw(st.integers(1, 6))
    return [draw(selections_spreading(range(index + 1, count))) for index in range(count)]


@settings(max_examples=200, deadline=None)
@given(fragments_in_order())
def test_counting_agrees_with_walking_every_spread(fragments: list[Selections]) -> None:
    text = written(fragments[0]) + " ".join(
        f"fragment f{index} on Query {written(body)}" for index, body in enumerate(fragments) if index
    )
    depth, aliases = expanded(fragments[0], fragments)
    exact = Limits(max_depth=depth, max_aliases=aliases)
    check(parse(text), exact)
    with pytest.raises(CodedError):
        check(parse(text), replace(exact, max_depth=depth - 1))
    with pytest.raises(CodedError):
        check(parse(text), replace(exact, max_aliases=aliases - 1))
