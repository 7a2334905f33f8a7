"""Reviews."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import models
from engine.declare.fields import column, identity, one
from loaders.product import product_by_id
from loaders.store import store_by_id
from loaders.user import user_by_id
from schema.node import Node
from schema.user import User

if TYPE_CHECKING:
    from schema.product import Product
    from schema.store import Store

REVIEW = Annotated["Review", strawberry.lazy("schema.review")]
STORE = Annotated["Store", strawberry.lazy("schema.store")]
PRODUCT = Annotated["Product", strawberry.lazy("schema.product")]


@strawberry.type(description="What a customer thought of a delivered order's store or of one of its products.")
class Review(Node):
    """Rows of `reviews`."""

    id: strawberry.ID = identity("Review", models.Review.id)
    rating: int = column(models.Review.rating, "1 (bad) to 5 (good).")
    body: str | None = column(models.Review.body, "In the author's words.")
    created_at: datetime = column(models.Review.created_at, "When it was written.")
    author: User | None = one(user_by_id, models.Review.author_id, "Who wrote it.")
    store: STORE | None = one(store_by_id, models.Review.store_id, "The store it is about, or whose product.")
    product: PRODUCT | None = one(product_by_id, models.Review.product_id, "The product it is about, if it is one.")
