"""Relay connections (Cursor Connections Specification). Pages themselves are made by engine/declare/pages.py."""

from typing import Generic, TypeVar

import strawberry

Item = TypeVar("Item")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Attributes as `engine.declare.pages.PageInfo` has them."""

    has_next_page: bool = strawberry.field(description="Whether items follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether items come before this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first item; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last item; null on an empty page.")


@strawberry.type(description="One item of a page and where it stands.")
class Edge(Generic[Item]):
    """Attributes as `engine.declare.pages.Edge` has them."""

    node: Item = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Opaque place of this item in the list; give it as after or before.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[Item]):
    """Attributes as `engine.declare.pages.Page` has them."""

    edges: list[Edge[Item]] = strawberry.field(description="The items with their cursors.")
    nodes: list[Item] = strawberry.field(description="The items alone.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
