"""The home screen: every section is read at the same time, and each fails alone."""

from collections.abc import Callable
from typing import Annotated, cast

import strawberry
from sqlalchemy import FromClause

import models
from engine.declare.pages import Page, page_arguments
from engine.errors import ErrorCode, FieldError
from engine.reads.loaders import Wanted
from resolvers.context import Context
from resolvers.near import Near, around
from schema.home import (
    CategorySection,
    Home,
    HomeSection,
    OrderSection,
    ProductSection,
    PromotionSection,
    StoreSection,
)
from services.home import SECTIONS, Section

KINDS: dict[FromClause, Callable[..., HomeSection]] = {
    models.Category.__table__: CategorySection,
    models.Order.__table__: OrderSection,
    models.Product.__table__: ProductSection,
    models.Promotion.__table__: PromotionSection,
    models.Store.__table__: StoreSection,
}


async def show_home(
    context: Context,
    *,
    near: Near,
    first: Annotated[int, strawberry.argument(description="How many items in a section, 1 to 100.")] = 10,
) -> Home:
    """Read the sections this person's app shows; those without items are left out."""
    parameters = around(near.place())
    sections = [section for section in SECTIONS if section.is_for(context.viewer, context.version)]
    wanted = [Wanted(section.rows, parameters, section.timeout.total_seconds()) for section in sections]
    pages = await context.loaders.together(wanted, page_arguments(first).size)
    return Home(sections=[shown(own, page) for own, page in zip(sections, pages, strict=True) if not is_empty(page)])


def is_empty(page: Page | BaseException) -> bool:
    """Whether a section has nothing to show; one that failed has something to say."""
    return isinstance(page, Page) and not page.edges


def shown(section: Section, page: Page | BaseException) -> HomeSection:
    """The section with its rows, or with its failure, which the executor reports at `items` and nowhere else."""
    items: object = page.nodes if isinstance(page, Page) else page
    if isinstance(page, TimeoutError):
        items = FieldError(ErrorCode.TIMEOUT, "This part of the screen took too long.")
    return KINDS[section.rows.table](key=section.key, title=section.title, items=cast("list[object]", items))
