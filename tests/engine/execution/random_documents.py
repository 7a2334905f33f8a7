"""Writes random documents that are valid for a schema, with variables for them. What came of them is judged elsewhere.

A response key tells its field: aliases are `a_name` or `x7_name`, so that a reader of an answer knows what it sees.
"""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from random import Random
from typing import cast

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLNamedType
Words = Mapping[str, Sequence[object]]


class EnumWord(str):
    """The name of an enum's value: written without quotes."""

    __slots__ = ()


@dataclass(frozen=True)
class Written:
    """A document and the variables it is to run with."""

    text: str
    variables: dict[str, object]


@dataclass
class Author:
    """Writes one document.

    `words` are the values to choose from, by `field.argument`, by an argument's name, or by a scalar's. Fields of
    `seldom` are chosen once in ten times.
    """

    schema: GraphQLSchema
    words: Words
    random: Random
    seldom: AbstractSet[str] = frozenset()
    most_fields: int = 40
    depth: int = 7
    declared: dict[str, str] = field(default_factory=dict)
    variables: dict[str, object] = field(default_factory=dict)
    fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    keys: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def query(self) -> Written:
        """A query of a few root fields."""
        return self._operation("query", self.schema.query_type, self.random.choice((1, 1, 2, 3)))

    def mutation(self) -> Written:
        """A mutation of a few root fields."""
        return self._operation("mutation", self.schema.mutation_type, self.random.choice((1, 2, 3)))

    def _operation(self, kind: str, root: GraphQLObjectType | None, count: int) -> Written:
        self.left = self.random.randint(3, self.most_fields)
        body = self._selection(cast("GraphQLObjectType", root), self.depth, count)
        declared = ", ".join(f"${name}: {text}" for name, text in self.declared.items())
        fragments = [f"fragment {name} on {of} {text}" for name, (of, text) in self.fragments.items()]
        return Written(
            "\n".join([f"{kind} Random{f'({declared})' if declared else ''} {body}", *fragments]), self.variables
        )

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _selection(self, of: Composite, depth: int, count: int | None = None) -> str:
        count = count or self.random.choice((1, 2, 2, 3, 4, 6))
        parts = [self._part(of, depth) for _ in range(count)]
        return "{ " + " ".join(parts) + " }"

    def _part(self, of: Composite, depth: int) -> str:
        roll = self.random.random()
        if roll < 0.06 or (roll < 0.2 and is_abstract_type(of)) or not self._fields(of, depth):
            return self._typename()
        if depth > 1 and self.left > 0:
            if roll < 0.15 or (roll < 0.5 and is_abstract_type(of)):
                return self._inline(of, depth)
            if roll < 0.24:
                return self._spread(of, depth)
        name = self.random.choice(self._fields(of, depth))
        return self._field(of, name, depth)

    def _fields(self, of: Composite, depth: int) -> list[str]:
        fields: Mapping[str, GraphQLField] = getattr(of, "fields", {})
        flat = depth <= 1 or self.left <= 0
        names = [name for name, own in fields.items() if not (flat and is_composite_type(get_named_type(own.type)))]
        if not self._chance(0.1):
            names = [name for name in names if name not in self.seldom] or names
        return names if flat else [*names, *(n for n in names if is_composite_type(get_named_type(fields[n].type)))]

    def _typename(self) -> str:
        return self.random.choice(("__typename", "__typename", "a_typename: __typename")) + self._directives()

    def _inline(self, of: Composite, depth: int) -> str:
        if self._chance(0.3):
            return f"...{self._directives()} {self._selection(of, depth - 1)}"
        narrowed = self._overlapping(of)
        return f"... on {narrowed.name}{self._directives()} {self._selection(narrowed, depth - 1)}"

    def _spread(self, of: Composite, depth: int) -> str:
        """A named fragment: one that is there, or a new one, which is kept when finished, so that none is circular."""
        fitting = [name for name, (on, _) in self.fragments.items() if self._overlap(of, self.schema.type_map[on])]
        if fitting and self._chance(0.4) and self.left > 0:
            self.left -= 3
            return f"...{self.random.choice(fitting)}{self._directives()}"
        on = self._overlapping(of)
        text = self._selection(on, depth - 1)
        name = f"F{len(self.fragments)}"
        self.fragments[name] = (on.name, text)
        return f"...{name}{self._directives()}"

    def _overlapping(self, of: Composite) -> Composite:
        """A composite type that a fragment inside `of` may be on; narrow ones are likelier in open types."""
        others = [
            own
            for own in self.schema.type_map.values()
            if is_composite_type(own) and not own.name.startswith("__") and self._overlap(of, own)
        ]
        return self.random.choice([*others, of])

    def _overlap(self, one: GraphQLNamedType, other: GraphQLNamedType) -> bool:
        return bool(self._possible(one) & self._possible(other))

    def _possible(self, of: GraphQLNamedType) -> set[str]:
        return {own.name for own in self.schema.get_possible_types(of)} if is_abstract_type(of) else {of.name}

    def _field(self, of: Composite, name: str, depth: int) -> str:
        self.left -= 1
        definition = cast("GraphQLObjectType", of).fields[name]
        arguments = self._arguments(name, definition)
        text = f"{self._key(name, arguments, str(definition.type))}{arguments}{self._directives()}"
        named = get_named_type(definition.type)
        return text if is_leaf_type(named) else f"{text} {self._selection(named, depth - 1)}"

    def _key(self, name: str, arguments: str, of: str) -> str:
        """An alias if the plain key means another field already, and sometimes without need."""
        for key in [f"{self.random.choice('ab')}_{name}"] * self._chance(0.15) + [name, f"x{len(self.keys)}_{name}"]:
            if self.keys.setdefault(key, (name, arguments, of)) == (name, arguments, of):
                return name if key == name else f"{key}: {name}"
        raise AssertionError(name)

    def _directives(self) -> str:
        if not self._chance(0.08):
            return ""
        directive = self.random.choice(("skip", "include"))
        value = self._chance(0.75) == (directive == "include")
        spelled = str(value).lower()
        if self._chance(0.5):
            return f" @{directive}(if: {spelled})"
        kind = self.random.choice(("Boolean!", "Boolean!", f"Boolean! = {spelled}", f"Boolean = {spelled}"))
        return f" @{directive}(if: ${self._variable(kind, Undefined if '=' in kind and self._chance(0.5) else value)})"

    def _arguments(self, field: str, definition: GraphQLField) -> str:
        backward = self._chance(0.2)
        likely = {"first": 0.05 if backward else 0.95, "last": 0.9 if backward else 0.03}
        likely |= {"before": 0.3 if backward else 0.02, "after": 0.02 if backward else 0.25}
        given = [
            f"{name}: {self._literal(argument, f'{field}.{name}')}"
            for name, argument in definition.args.items()
            if needed(argument) or self._chance(likely.get(name, 0.25))
        ]
        return f"({', '.join(given)})" if given else ""

    def _literal(self, place: GraphQLArgument | GraphQLInputField, name: str) -> str:
        """A value for a place, written out or as a variable."""
        return f"${self._declared(place, name)}" if self._chance(0.3) else self._spelled(place.type, name)

    def _spelled(self, of: GraphQLInputType, name: str) -> str:
        """A value written out; variables may stand inside of it."""
        if is_non_null_type(of):
            of = of.of_type
        elif self._chance(0.07):
            return "null"
        if is_input_object_type(of):
            return "{" + ", ".join(f"{own}: {self._literal(of.fields[own], own)}" for own in self._given(of)) + "}"
        if is_list_type(of):
            return "[" + ", ".join(self._spelled(of.of_type, name) for _ in range(self.random.randrange(4))) + "]"
        return spelled(self._some(of, name))

    def _declared(self, place: GraphQLArgument | GraphQLInputField, name: str) -> str:
        """A new variable for a place: as strict as it, or looser where a default makes up for it."""
        text, value = str(place.type), self._data(place.type, name)
        default = spelled(self._data(place.type, name)) if self._chance(0.3) else "null"
        if is_non_null_type(place.type) and self._chance(0.4) and (default != "null" or has_default(place)):
            text = text.removesuffix("!")
            value = None if self._chance(0.1) else value
        if default != "null":
            text = f"{text} = {default}"
        omitted = not text.endswith("!") and self._chance(0.3)
        return self._variable(text, Undefined if omitted else value)

    def _variable(self, kind: str, value: object) -> str:
        """The name of a variable of this kind, which is its type and its default: a new one, or one of before."""
        known = [name for name, text in self.declared.items() if text == kind]
        if known and self._chance(0.3):
            return self.random.choice(known)
        name = f"v{len(self.declared)}"
        self.declared[name] = kind
        if value is not Undefined:
            self.variables[name] = value
        return name

    def _data(self, of: GraphQLInputType, name: str) -> object:
        """A value for a type, as JSON has it."""
        if is_non_null_type(of):
            return self._some(of.of_type, name)
        return None if self._chance(0.07) else self._some(of, name)

    def _some(self, of: GraphQLInputType, name: str) -> object:
        if is_list_type(of):
            return [self._data(of.of_type, name) for _ in range(self.random.randrange(4))]
        if is_input_object_type(of):
            return {own: self._data(of.fields[own].type, own) for own in self._given(of)}
        if isinstance(of, GraphQLEnumType):
            return EnumWord(self.random.choice(list(of.values)))
        names = (name, name.rpartition(".")[2], cast("GraphQLNamedType", of).name)
        return self.random.choice(next(self.words[own] for own in names if own in self.words))

    def _given(self, of: GraphQLInputObjectType) -> list[str]:
        return [name for name, own in of.fields.items() if needed(own) or self._chance(0.4)]


def needed(place: GraphQLArgument | GraphQLInputField) -> bool:
    """Whether a document must give it."""
    return is_non_null_type(place.type) and not has_default(place)


def has_default(place: GraphQLArgument | GraphQLInputField) -> bool:
    """Whether the schema gives a value where the document gives none."""
    return place.default is not None or place.default_value is not Undefined


def spelled(value: object) -> str:
    """JSON as a GraphQL literal."""
    if isinstance(value, EnumWord):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(spelled, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {spelled(own)}" for name, own in value.items()) + "}"
    return json.dumps(value)
