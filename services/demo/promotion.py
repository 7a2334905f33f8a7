"""Makes the offers that run now: of single stores, and of the whole service."""

from datetime import timedelta

from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Deal, Shop, Town
from services.demo.content import Offer, phrases
from services.demo.rows.shops import PromotionRow

PICTURES = 5
STARTED, LASTS = timedelta(days=45), timedelta(days=75)


class PromotionMaker:
    """Gives offers to a town and its shops."""

    def __init__(self, batch: Batch, town: Town) -> None:
        self._batch = batch
        self._town = town
        self._chance = Chance.of(town.seed, "promotions")

    def add_promotions(self) -> None:
        """Give every fifth store an offer, the first one for sure, and each currency the service's own."""
        for offer in phrases().service_offers:
            currency = offer.currency or ""
            self._town.deals.setdefault(currency, []).append(self._add(offer, None, currency))
        for index, shop in enumerate(self._town.shops):
            if index == 0 or self._chance.happens(0.2):
                offer = self._chance.choice(phrases().store_offers)
                shop.deals.append(self._add(offer, shop, shop.door.city.currency))

    def _add(self, offer: Offer, shop: Shop | None, currency: str) -> Deal:
        started = self._town.now - STARTED
        is_voucher = offer.code is not None
        deal = Deal(
            id=self._chance.key(started),
            store_id=shop.id if shop else None,
            kind=offer.kind,
            value=offer.value,
            minimum=offer.minimum,
            started=started,
            first_order_only=is_voucher,
        )
        self._batch.add(
            PromotionRow(
                id=deal.id,
                store_id=deal.store_id,
                code=offer.code,
                title=offer.title,
                description=offer.description,
                picture=f"promotions/{self._chance.randint(1, PICTURES)}.svg",
                kind=offer.kind,
                value=offer.value,
                currency=currency,
                minimum_order=offer.minimum,
                starts_at=started,
                ends_at=started + LASTS + timedelta(days=self._chance.randint(0, 20)),
                usage_limit=None,
                usage_limit_per_user=1 if is_voucher else None,
                created_at=started,
            )
        )
        return deal
