"""The kinds of shops there are."""

from engine.declare.relation import EVERYONE, Pages, ascending
from models import Category
from services.home.section import Section

SECTION = Section(
    key="categories",
    title="Browse",
    rows=Pages(
        name="home_categories",
        model=Category,
        where=[Category.parent_id.is_(None)],
        order=[ascending(Category.position), ascending(Category.id)],
        visible=EVERYONE,
    ),
)
