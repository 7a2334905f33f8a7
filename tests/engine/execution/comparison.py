"""Whether two answers are the same answer, and the shortest document for which they are not."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import orjson
from graphql import (
    IDLE,
    REMOVE,
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    VisitorAction,
    parse,
    print_ast,
    validate,
    visit,
)

Json = Any
Path = tuple[str | int, ...]


def difference(reference: bytes, compiled: bytes, waiting: AbstractSet[str]) -> str | None:
    """The first difference between two answers; None when they are the same.

    `waiting` names the fields that graphql-core awaits. Its errors come field by field as the awaited values arrive,
    breadth first, which no client may rely on (GraphQL specification, 7.1: errors have no order). So errors are
    compared in order below each awaited field, where graphql-core works depth first as well.
    """
    expected, found = orjson.loads(reference), orjson.loads(compiled)
    if list(expected) != list(found):
        return f"members {list(expected)} and {list(found)}"
    return unlike(expected.get("data"), found.get("data"), "data") or unlike_errors(expected, found, waiting)


def unlike(expected: Json, found: Json, path: str) -> str | None:
    """The first difference in data. JSON has one kind of number: PostgreSQL writes 3 where Python writes 3.0."""
    if isinstance(expected, dict) and isinstance(found, dict):
        if list(expected) != list(found):
            return f"{path}: keys {list(expected)} and {list(found)}"
        return next(filter(None, (unlike(expected[key], found[key], f"{path}.{key}") for key in expected)), None)
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return f"{path}: {len(expected)} items and {len(found)}"
        pairs = enumerate(zip(expected, found, strict=True))
        return next(filter(None, (unlike(*pair, f"{path}.{index}") for index, pair in pairs)), None)
    same = expected == found and isinstance(expected, bool) == isinstance(found, bool)
    return None if same else f"{path}: {expected!r} and {found!r}"


def unlike_errors(expected: Json, found: Json, waiting: AbstractSet[str]) -> str | None:
    """The first difference in errors.

    Where several fields below one null failed and some of them were awaited, the first to fail decides which errors
    graphql-core still sees; there both answers need only have some.
    """
    nulled, own_nulled = by_null(expected), by_null(found)
    raced = {place for place in {**nulled, **own_nulled} if is_race(place, nulled[place], own_nulled[place], waiting)}
    first, second = by_awaited(expected, raced, waiting), by_awaited(found, raced, waiting)
    for place in {**first, **second}:
        if first.get(place) != second.get(place):
            return f"errors below {place}: {first.get(place)} and {second.get(place)}"
    return None


def is_race(place: Path, first: list[Json], second: list[Json], waiting: AbstractSet[str]) -> bool:
    """Whether time decides which errors of a null are reported."""
    paths = [path_of(error) for error in first + second]
    return (
        bool(first and second) and len(set(paths)) > 1 and any(len(awaited(own, waiting)) > len(place) for own in paths)
    )


def by_null(answer: Json) -> dict[Path, list[Json]]:
    """Errors by the place in the data that is null because of them."""
    groups: dict[Path, list[Json]] = defaultdict(list)
    for error in answer.get("errors", ()):
        groups[null_of(error, answer)].append(error)
    return groups


def null_of(error: Json, answer: Json) -> Path:
    """The place in the data that is null because of an error."""
    value, path = answer.get("data"), path_of(error)
    for place, key in enumerate(path):
        if value is None:
            return path[:place]
        value = value[key]
    return path


def path_of(error: Json) -> Path:
    """The path of an error."""
    return tuple(error.get("path", ()))


def by_awaited(answer: Json, without: AbstractSet[Path], waiting: AbstractSet[str]) -> dict[Path, list[Json]]:
    """Errors by the awaited field they come from, in their order."""
    groups: dict[Path, list[Json]] = defaultdict(list)
    for error in answer.get("errors", ()):
        if null_of(error, answer) not in without:
            groups[awaited(path_of(error), waiting)].append(error)
    return groups


def awaited(path: Sequence[str | int], waiting: AbstractSet[str]) -> Path:
    """The path down to the last field that is awaited."""
    last = max((place for place, key in enumerate(path) if name_of(key) in waiting), default=-1)
    return tuple(path[: last + 1])


def name_of(key: str | int) -> str:
    """The field behind a response key of a random document."""
    return str(key).rpartition("_")[2]


async def shrunk(text: str, schema: GraphQLSchema, is_bad: Callable[[str], Awaitable[bool]]) -> str:
    """The document without all that can go while it stays valid and bad."""
    document, place = parse(text), 0
    while (smaller := without(document, place)) is not None:
        tidy = used_only(smaller)
        if not validate(schema, tidy) and await is_bad(print_ast(tidy)):
            document = tidy
        else:
            place += 1
    return print_ast(document)


def without(document: DocumentNode, place: int) -> DocumentNode | None:
    """The document without the selection, argument or directive at this place; None when there are not so many."""
    removable = (FieldNode, InlineFragmentNode, FragmentSpreadNode, ArgumentNode, DirectiveNode)
    seen = -1

    class Remover(Visitor):
        def enter(self, node: Node, *_: object) -> VisitorAction:
            nonlocal seen
            seen += isinstance(node, removable)
            return REMOVE if isinstance(node, removable) and seen == place else IDLE

    smaller: DocumentNode = visit(document, Remover())
    return smaller if seen >= place else None


def used_only(document: DocumentNode) -> DocumentNode:
    """The document without fragments and variables that nothing uses."""
    spread: set[str] = set()
    variables: Counter[str] = Counter()

    class Reader(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            spread.add(node.name.value)

        def enter_variable(self, node: VariableNode, *_: object) -> None:
            variables[node.name.value] += 1

    class Cleaner(Visitor):
        def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> VisitorAction:
            return IDLE if node.name.value in spread else REMOVE

        def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> VisitorAction:
            return IDLE if variables[node.variable.name.value] > 1 else REMOVE

    visit(document, Reader())
    tidy: DocumentNode = visit(document, Cleaner())
    return tidy if print_ast(tidy) == print_ast(document) else used_only(tidy)
