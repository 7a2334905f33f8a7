"""How large a document may be, told in time linear in its text: one scan before parsing, one pass before validation.

Whether the document makes sense is left to the parser and to validation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from engine.errors import CodedError, ErrorCode

# Every alternative is possessive and closes optionally, so that an unclosed string costs one look, never many.
_TOKEN = re.compile(
    r'#[^\n\r]*+|"""(?:[^"\\]++|\\"""|\\|"(?!""))*+(?:""")?|"(?:[^"\\\n\r]++|\\.)*+"?'
    r"|[A-Za-z_][A-Za-z0-9_]*+|-?[0-9][0-9.eE+-]*+|\.\.\.|[!$&():=@\[\]{|}]"
)
_NUMBER_START = frozenset("-0123456789")
_STEP = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}

# Braces, brackets and parentheses around one token. The parser descends once for each, so this guards its stack;
# it leaves room for the arguments and inline fragments of any selection within the depth limit.
_MAX_NESTING = 64

# Introspection describes types of types: GraphiQL's own query is 15 deep, and it reads nothing but the schema.
_MAX_INTROSPECTION_DEPTH = 20
_INTROSPECTION_FIELDS = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may ask for, whoever asks."""

    max_body_bytes: int = 102_400
    max_document_characters: int = 15_000
    max_tokens: int = 1_000
    max_depth: int = 10
    max_aliases: int = 15
    max_directives: int = 20
    max_root_fields: int = 20
    max_root_mutations: int = 5
    sensitive_mutations: frozenset[str] = frozenset()
    """Names of mutation fields of which one operation may hold only one: signing in, codes, vouchers, paying."""
    max_validation_errors: int = 5
    max_json_depth: int = 64
    max_integer_digits: int = 30


@dataclass(slots=True)
class _Size:
    """What one definition selects, without the fragments it spreads or, once totalled, with them."""

    depth: int = 0
    introspection_depth: int = 0
    aliases: int = 0
    directives: int = 0
    spreads: list[tuple[str, int, bool]] = field(default_factory=list)
    """Each spread: the fragment's name, the depth it stands at, whether below an introspection field."""

    def reach(self, depth: int, *, introspecting: bool) -> None:
        if introspecting:
            self.introspection_depth = max(self.introspection_depth, depth)
        else:
            self.depth = max(self.depth, depth)


def scan(text: str, limits: Limits) -> int:
    """Count the lexical tokens of a document before anything descends into it; raises `CodedError` past a limit."""
    if len(text) > limits.max_document_characters:
        raise CodedError(
            ErrorCode.MAX_TOKENS_LIMIT, f"A document may have {limits.max_document_characters} characters."
        )
    tokens = nesting = 0
    for match in _TOKEN.finditer(text):
        first = text[match.start()]
        if first == "#":
            continue
        tokens += 1
        nesting += _STEP.get(first, 0)
        if tokens > limits.max_tokens:
            raise CodedError(ErrorCode.MAX_TOKENS_LIMIT, f"A document may have {limits.max_tokens} tokens.")
        if nesting > _MAX_NESTING:
            raise CodedError(ErrorCode.MAX_DEPTH_LIMIT, f"A document may be nested {_MAX_NESTING} deep.")
        if first in _NUMBER_START:
            _check_digits(match[0], limits)
    return tokens


def _check_digits(number: str, limits: Limits) -> None:
    if len(number) > limits.max_integer_digits and any(
        len(digits) > limits.max_integer_digits for digits in re.findall("[0-9]+", number)
    ):
        raise CodedError(ErrorCode.BAD_USER_INPUT, f"A number may have {limits.max_integer_digits} digits.")


def check(document: DocumentNode, limits: Limits) -> None:
    """Hold every operation to the limits, its fragments expanded; raises `CodedError` for the first that is passed.

    Each fragment is totalled once. A circle of fragments is cut where it closes; validation refuses it afterwards.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    totals = _total(fragments)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            size = _measure(definition)
            _add_spreads(size, totals)
            _check_size(size, limits)
            _check_root(definition, fragments, limits)


def _measure(definition: OperationDefinitionNode | FragmentDefinitionNode) -> _Size:
    size = _Size(directives=len(definition.directives or ()))
    for variable in definition.variable_definitions or ():
        size.directives += len(variable.directives or ())
    pending: list[tuple[SelectionSetNode, int, bool]] = [(definition.selection_set, 0, False)]
    while pending:
        selection_set, depth, introspecting = pending.pop()
        for node in selection_set.selections:
            size.directives += len(node.directives or ())
            if isinstance(node, FragmentSpreadNode):
                size.spreads.append((node.name.value, depth, introspecting))
            elif isinstance(node, FieldNode):
                size.aliases += node.alias is not None
                size.reach(depth + 1, introspecting=introspecting)
                if node.selection_set:
                    enters = not introspecting and node.name.value in _INTROSPECTION_FIELDS
                    pending.append((node.selection_set, 0 if enters else depth + 1, introspecting or enters))
            elif isinstance(node, InlineFragmentNode):
                pending.append((node.selection_set, depth, introspecting))
    return size


def _total(fragments: Mapping[str, FragmentDefinitionNode]) -> dict[str, _Size]:
    """Total every fragment after those it spreads, walking without recursion."""
    sizes = {name: _measure(node) for name, node in fragments.items()}
    totals: dict[str, _Size] = {}
    seen: set[str] = set()
    for root in sizes:
        path: list[tuple[str, Iterator[tuple[str, int, bool]]]] = []
        _descend(root, sizes, seen, path)
        while path:
            name, spreads = path[-1]
            following = next(spreads, None)
            if following is not None:
                _descend(following[0], sizes, seen, path)
                continue
            path.pop()
            _add_spreads(sizes[name], totals)
            totals[name] = sizes[name]
    return totals


def _descend(
    name: str, sizes: Mapping[str, _Size], seen: set[str], path: list[tuple[str, Iterator[tuple[str, int, bool]]]]
) -> None:
    if name in sizes and name not in seen:
        seen.add(name)
        path.append((name, iter(sizes[name].spreads)))


def _add_spreads(size: _Size, totals: Mapping[str, _Size]) -> None:
    for name, depth, introspecting in size.spreads:
        if (spread := totals.get(name)) is not None:
            size.aliases += spread.aliases
            size.directives += spread.directives
            size.reach(depth + spread.depth, introspecting=introspecting)
            size.reach(spread.introspection_depth, introspecting=True)


def _check_size(size: _Size, limits: Limits) -> None:
    for code, what, measured, most in (
        (ErrorCode.MAX_DEPTH_LIMIT, "levels of fields", size.depth, limits.max_depth),
        (ErrorCode.MAX_DEPTH_LIMIT, "levels of introspection", size.introspection_depth, _MAX_INTROSPECTION_DEPTH),
        (ErrorCode.MAX_ALIASES_LIMIT, "aliases", size.aliases, limits.max_aliases),
        (ErrorCode.MAX_DIRECTIVES_LIMIT, "directives", size.directives, limits.max_directives),
    ):
        if measured > most:
            raise CodedError(code, f"An operation may have {most} {what}, its fragments counted wherever they stand.")


def _check_root(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits
) -> None:
    """Fields that share a response name run once, so they count once."""
    fields = dict(_root_fields(operation.selection_set, fragments))
    mutation = operation.operation is OperationType.MUTATION
    most = limits.max_root_mutations if mutation else limits.max_root_fields
    if len(fields) > most:
        raise CodedError(ErrorCode.MAX_ROOT_FIELDS_LIMIT, f"This operation may have {most} root fields.")
    if mutation and sum(name in limits.sensitive_mutations for name in fields.values()) > 1:
        raise CodedError(ErrorCode.MAX_ROOT_FIELDS_LIMIT, "One of these mutations at a time.")


def _root_fields(
    selection_set: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterable[tuple[str, str]]:
    """The response name and the field name of each root field; each fragment is entered once."""
    entered: set[str] = set()
    pending = [selection_set]
    while pending:
        for node in pending.pop().selections:
            if isinstance(node, FieldNode):
                yield (node.alias or node.name).value, node.name.value
            elif isinstance(node, InlineFragmentNode):
                pending.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in entered:
                entered.add(node.name.value)
                if (fragment := fragments.get(node.name.value)) is not None:
                    pending.append(fragment.selection_set)
