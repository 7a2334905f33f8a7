"""People: others as far as they show. Oneself is in schema/viewer.py."""

import strawberry
from sqlalchemy import ColumnElement, case, func

import models
from engine.declare.fields import computed, identity
from schema.picture import pictured


def short_name(name: str) -> str:
    """The first name and the last one's initial: `Ana Demo` shows as `Ana D.`."""
    first, _, last = name.strip(" ").rpartition(" ")
    return f"{first.split(' ')[0]} {last[0]}." if first and last else name


def short_name_in_sql(name: ColumnElement[str]) -> ColumnElement[str]:
    """`short_name` over a column."""
    trimmed = func.btrim(name)
    short = func.split_part(trimmed, " ", 1) + " " + func.left(func.split_part(trimmed, " ", -1), 1) + "."
    return case((func.strpos(trimmed, " ") > 0, short), else_=name)


@strawberry.type(description="A person, as far as others see them.")
class User:
    """Rows of `users`."""

    id: strawberry.ID = identity("User", models.User.id)
    name: str = computed(short_name, models.User.name, description="First name and initial.", sql=short_name_in_sql)
    picture: str | None = pictured(models.User.picture, "Path of a portrait.")
