"""Search over stores and products."""

import asyncio
import re
from dataclasses import replace
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.words import fold
from engine.declare.fields import page
from engine.declare.pages import Page, PageInfo
from engine.errors import ErrorCode, FieldError
from engine.reads.loaders import AnyRow, Row
from engine.reads.statement import KEY
from loaders.product import product_by_id
from loaders.search import hits_by_rank, hits_near_by_rank
from loaders.store import store_by_id
from resolvers.context import Context
from resolvers.near import around
from schema.place import LocationInput

LONGEST = 100
KINDS = {"store": store_by_id, "product": product_by_id}

Text = Annotated[str, strawberry.argument(description="What somebody typed; every word may be a beginning.")]
Near = Annotated[LocationInput | None, strawberry.argument(description="Only around this place.")]
First = Annotated[int | None, strawberry.argument(description="How many, 1 to 100; 20 by default.")]
After = Annotated[str | None, strawberry.argument(description="Only what comes after this cursor.")]


async def search_shops(
    context: Context, *, text: Text, near: Near = None, first: First = None, after: After = None
) -> Page:
    """The stores and products that have all the words, best first; no words find nothing."""
    if len(text) > LONGEST:
        raise FieldError(ErrorCode.BAD_USER_INPUT, f"A search has {LONGEST} characters at most.")
    wanted = page(first=first, after=after)
    words = query(text)
    if not words:
        return Page([], PageInfo(has_next_page=False, has_previous_page=False, edges=[]))
    parameters: dict[str, object] = {"words": words}
    if near is not None:
        parameters["cells"] = around(near.place())["cells"]
    hits = hits_by_rank if near is None else hits_near_by_rank
    return await with_rows(context, await context.loaders.page(hits, KEY, wanted, parameters))


def query(text: str) -> str:
    """A tsquery in which every word may go on: `Pão fr` becomes `pao:* & fr:*`."""
    return " & ".join(f"{word}:*" for word in re.findall(r"\w+", fold(text)))


async def with_rows(context: Context, hits: Page) -> Page:
    """The page with the stores and products themselves in place of their ids; what is gone since is left out."""
    found = await asyncio.gather(*(row_of(context, cast("Row", edge.node)) for edge in hits.edges))
    edges = [edge.showing(row) for edge, row in zip(hits.edges, found, strict=True) if row is not None]
    return Page(edges, replace(hits.page_info, edges=edges))


async def row_of(context: Context, hit: Row) -> AnyRow | None:
    """The store or product a hit is about."""
    return await context.loaders.one(KINDS[str(hit["kind"])], cast("UUID", hit["id"]))
