"""Kinds of shops and goods."""

import models
from engine.declare.relation import EVERYONE, Many, One, ascending

BY_POSITION = [ascending(models.Category.position), ascending(models.Category.id)]

category_by_id = One(name="category_by_id", model=models.Category, key=models.Category.id, visible=EVERYONE)
root_categories = Many(
    name="root_categories",
    model=models.Category,
    where=[models.Category.parent_id.is_(None)],
    order=BY_POSITION,
    visible=EVERYONE,
)
categories_by_parent = Many(
    name="categories_by_parent",
    model=models.Category,
    key=models.Category.parent_id,
    order=BY_POSITION,
    visible=EVERYONE,
)
categories_by_store = Many(
    name="categories_by_store",
    model=models.Category,
    key=models.StoreCategory.store_id,
    join=(models.StoreCategory.__table__, models.StoreCategory.category_id == models.Category.id),
    order=[ascending(models.StoreCategory.position), ascending(models.Category.id)],
    visible=EVERYONE,
)
