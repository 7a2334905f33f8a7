"""What customers wrote, newest first."""

import models
from engine.declare.relation import EVERYONE, One, Pages, descending

Review = models.Review
NEWEST = [descending(Review.created_at), descending(Review.id)]

review_by_id = One(name="review_by_id", model=Review, key=Review.id, visible=EVERYONE)
reviews_by_store = Pages(
    name="reviews_by_store",
    model=Review,
    key=Review.store_id,
    where=[Review.product_id.is_(None)],
    order=NEWEST,
    visible=EVERYONE,
)
reviews_by_product = Pages(
    name="reviews_by_product", model=Review, key=Review.product_id, order=NEWEST, visible=EVERYONE
)
