"""Who may see what: each relation says it once, and what is not public names the person who asks."""

import importlib
import pkgutil
import re
from datetime import datetime
from uuid import UUID

import pytest

import loaders
from engine.declare.relation import AS_PARENT, Pages, Relation
from engine.reads.loaders import Reads
from engine.reads.statement import Shape, Statement
from models import Base
from resolvers.node import NODES
from services.home import SECTIONS

# What a stranger may read. Every other table is private, and so is every table to come.
PUBLIC = {"categories", "option_groups", "options", "products", "promotions", "reviews", "stores", "stock"} | {
    "store_categories"
}
# What cursors can carry there and back.
IN_CURSORS = {UUID, datetime, int, float, str}
READS = Reads({}, b"secret")


def every_relation() -> list[Relation]:
    """All that are declared anywhere."""
    modules = [importlib.import_module(f"loaders.{module.name}") for module in pkgutil.iter_modules(loaders.__path__)]
    declared = {
        id(value): value for module in modules for value in vars(module).values() if isinstance(value, Relation)
    }
    return [*declared.values(), *(section.rows for section in SECTIONS)]


RELATIONS = every_relation()
LISTS = [relation for relation in RELATIONS if isinstance(relation, Pages)]


def name(relation: Relation) -> str:
    """What a failing test is called by."""
    return relation.name


def statement(relation: Relation) -> Statement:
    """How its rows are read."""
    if isinstance(relation, Pages):
        return READS.page(relation, Shape(backward=False, from_cursor=False, given=frozenset()))
    return READS.rows(relation)


def test_no_two_relations_share_a_name() -> None:
    names = [relation.name for relation in RELATIONS]
    assert len(names) > 40
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("relation", RELATIONS, ids=name)
def test_what_is_not_public_is_read_for_the_one_who_asks_or_as_part_of_what_they_see(relation: Relation) -> None:
    read = statement(relation)
    tables = set(re.findall(r"(?:FROM|JOIN) (\w+)", read.sql)) & set(Base.metadata.tables)
    assert tables
    assert tables <= PUBLIC or "viewer_id" in read.names or relation.visible is AS_PARENT


@pytest.mark.parametrize("kind", NODES)
def test_what_is_seen_as_part_of_something_else_has_no_door_of_its_own(kind: str) -> None:
    assert NODES[kind].visible is not AS_PARENT


@pytest.mark.parametrize("relation", [relation for relation in RELATIONS if relation.visible is AS_PARENT], ids=name)
def test_what_is_seen_as_part_of_something_else_is_reached_by_a_key(relation: Relation) -> None:
    assert relation.key is not None


@pytest.mark.parametrize("relation", LISTS, ids=name)
def test_a_list_is_ordered_to_the_last_row_by_what_a_cursor_can_carry(relation: Pages) -> None:
    assert {sort.by.type.python_type for sort in relation.order} <= IN_CURSORS
    assert getattr(relation.order[-1].by, "key", None) == "id"
