"""Offers that run now."""

import models
from engine.declare.relation import EVERYONE, Many, One, ascending
from loaders.viewer import now

Promotion = models.Promotion
# A voucher is for those who were given its code; a list never shows it.
RUNNING = [Promotion.starts_at <= now, Promotion.ends_at > now, Promotion.code.is_(None)]

promotion_by_id = One(name="promotion_by_id", model=Promotion, key=Promotion.id, where=RUNNING, visible=EVERYONE)
promotions_by_store = Many(
    name="promotions_by_store",
    model=Promotion,
    key=Promotion.store_id,
    where=RUNNING,
    order=[ascending(Promotion.ends_at), ascending(Promotion.id)],
    visible=EVERYONE,
)
