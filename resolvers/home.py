"""The home screen: every section is read at the same time, and each fails alone."""

import asyncio
from collections.abc import Callable
from typing import Annotated, cast

import strawberry
from sqlalchemy import FromClause

import models
from engine.errors import ErrorCode, FieldError
from engine.execution.loaders import Row
from engine.execution.pages import PageArguments, page_arguments
from engine.execution.statement import KEY
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
    place = near.place()
    sections = [section for section in SECTIONS if section.is_for(context.viewer, context.version)]
    wanted, parameters = page_arguments(first), around(place)
    reads = (items(context, section, wanted, parameters) for section in sections)
    outcomes = await asyncio.gather(*reads, return_exceptions=True)
    filled = zip(sections, outcomes, strict=True)
    return Home(sections=[shown(section, outcome) for section, outcome in filled if outcome])


async def items(
    context: Context, section: Section, wanted: PageArguments, parameters: dict[str, object]
) -> list[Row]:
    """A section's rows, within its time."""
    try:
        async with asyncio.timeout(section.timeout.total_seconds()):
            page = await context.loaders.page(section.rows, KEY, wanted, parameters)
    except TimeoutError:
        raise FieldError(ErrorCode.TIMEOUT, "This part of the screen took too long.") from None
    return cast("list[Row]", page.nodes)


def shown(section: Section, outcome: list[Row] | BaseException) -> HomeSection:
    """The section with its rows, or with its failure, which the executor reports at `items` and nowhere else."""
    kind = KINDS[section.rows.table]
    return kind(id=strawberry.ID(section.id), title=section.title, items=cast("list[object]", outcome))
