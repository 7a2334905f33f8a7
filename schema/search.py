"""What a search finds."""

from typing import Annotated

import strawberry

from schema.product import Product
from schema.store import Store

SearchResult = Annotated[Store | Product, strawberry.union("SearchResult", description="A shop or a thing it sells.")]
