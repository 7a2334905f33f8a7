"""Makes the offers that run now: of single stores, and of the whole service."""

from datetime import timedelta
from uuid import UUID

from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Deal, Shop, Town
from services.demo.content import Offer, phrases
from services.demo.rows.shops import PromotionRow

PICTURES = 5
# Offers began long enough ago that orders of the last weeks could use them.
STARTED, LASTS = timedelta(days=45), timedelta(days=75)


def add_promotions(batch: Batch, town: Town) -> None:
    """Give every fifth store an offer, and each currency the service's own."""
    chance = Chance.of(town.seed, "promotions")
    for offer in phrases().service_offers:
        currency = offer.currency or ""
        town.deals.setdefault(currency, []).append(_add(batch, town, chance, offer, None, currency))
    for index, shop in enumerate(town.shops):
        if index == 0 or chance.happens(0.2):
            offer = chance.choice(phrases().store_offers)
            shop.deals.append(_add(batch, town, chance, offer, shop, shop.place.city.currency))


def _add(batch: Batch, town: Town, chance: Chance, offer: Offer, shop: Shop | None, currency: str) -> Deal:
    started = town.now - STARTED
    key: UUID = chance.key(started)
    store_id = shop.id if shop else None
    batch.add(
        PromotionRow(
            id=key,
            store_id=store_id,
            code=offer.code,
            title=offer.title,
            description=offer.description,
            picture=f"promotions/{chance.randint(1, PICTURES)}.svg",
            kind=offer.kind,
            value=offer.value,
            currency=currency,
            minimum_order=offer.minimum,
            starts_at=started,
            ends_at=started + LASTS + timedelta(days=chance.randint(0, 20)),
            usage_limit=None,
            usage_limit_per_user=1 if offer.code else None,
            created_at=started,
        )
    )
    return Deal(key, store_id, offer.kind, offer.value, offer.minimum, first_order_only=offer.code is not None)
