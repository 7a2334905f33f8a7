"""Kinds of shops and of goods."""

from typing import Annotated

import strawberry

import models
from engine.declare.fields import column, identity, many, one
from loaders.category import categories_by_parent, category_by_id
from schema.node import Node
from schema.picture import pictured

CATEGORY = Annotated["Category", strawberry.lazy("schema.category")]


@strawberry.type(description="A kind of shop, or a kind of goods within one.")
class Category(Node):
    """Rows of `categories`."""

    id: strawberry.ID = identity("Category", models.Category.id)
    slug: str = column(models.Category.slug, "Stable name for links.")
    name: str = column(models.Category.name, "Name to show.")
    picture: str | None = pictured(models.Category.picture, "Path of a picture.")
    parent: CATEGORY | None = one(category_by_id, models.Category.parent_id, "The kind of shop; null for one.")
    children: list[CATEGORY] | None = many(categories_by_parent, models.Category.id, "The kinds of goods below.")
