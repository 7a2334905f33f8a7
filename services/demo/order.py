"""Writes orders with their lines, timeline and use of promotions. Money, way and talk follow in the modules beside."""

import json
from datetime import timedelta
from uuid import UUID

from domain.order import OrderStatus
from services.demo.basket import add_up, choose_tip, fill_basket, zone_of
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Deal, Order, Plan, Town
from services.demo.content import phrases
from services.demo.rows.orders import OrderEventRow, OrderLineRow, OrderRow, PromotionUseRow

FIRST_NUMBER = 10_001


class OrderWriter:
    """Writes one plan after the other; numbers follow the order of time."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance = Chance.of(town.seed, "orders")
        self._number = FIRST_NUMBER
        self._met: set[UUID] = set()

    def add_order(self, batch: Batch, plan: Plan) -> Order:
        """Add one order and return it for what follows from it."""
        chance = self._chance
        zone = zone_of(plan.shop, plan.metres)
        lines = fill_basket(chance, plan.shop, zone)
        deal = self._choose_deal(plan, sum(line.total for line in lines))
        money = add_up(lines, zone, deal, choose_tip(chance))
        order = Order(
            chance.key(plan.placed_at), self._number, plan, lines, money, deal is not None and deal.store_id is None
        )
        self._number += 1
        self._met.add(plan.customer.id)
        problem = self._problem(plan.status)
        self._add_row(batch, order, deal, problem)
        self._add_lines(batch, order)
        self._add_events(batch, order, problem)
        if deal is not None:
            self._add_use(batch, order, deal)
        return order

    def _choose_deal(self, plan: Plan, items_total: int) -> Deal | None:
        """Take a welcome for a first order, else at times the store's offer or the service's."""
        if not self._chance.happens(0.4):
            return None
        is_first = plan.customer.id not in self._met
        offers = [*plan.shop.deals, *self._town.deals[plan.shop.door.city.currency]]
        return next((deal for deal in offers if deal.fits(plan.placed_at, items_total, is_first=is_first)), None)

    def _problem(self, status: OrderStatus) -> str | None:
        if status is OrderStatus.REJECTED:
            return self._chance.choice(phrases().rejections)
        if status is OrderStatus.CANCELLED:
            return self._chance.choice(phrases().cancellations)
        return "The shop did not answer in time." if status is OrderStatus.EXPIRED else None

    def _add_row(self, batch: Batch, order: Order, deal: Deal | None, problem: str | None) -> None:
        plan, money, home = order.plan, order.money, order.plan.customer.home
        note = self._chance.choice(phrases().order_notes) if self._chance.happens(0.15) else None
        batch.add(
            OrderRow(
                id=order.id,
                number=order.number,
                customer_id=plan.customer.id,
                store_id=plan.shop.id,
                promotion_id=deal.id if deal else None,
                status=plan.status.value,
                currency=home.city.currency,
                items_total=money.items_total,
                discount=money.discount,
                delivery_fee=money.delivery_fee,
                tip=money.tip,
                tax=money.tax,
                total=money.total,
                recipient=plan.customer.name,
                street=home.street,
                unit=home.unit,
                city=home.city.name,
                postal_code=home.postal_code,
                country=home.city.country,
                latitude=home.place.latitude,
                longitude=home.place.longitude,
                instructions=note,
                problem=problem,
                version=len(plan.steps),
                placed_at=plan.placed_at,
                promised_at=plan.expected_at + timedelta(minutes=5),
                finished_at=None if plan.status.is_active else plan.changed_at,
                updated_at=plan.changed_at,
            )
        )

    def _add_lines(self, batch: Batch, order: Order) -> None:
        chance, currency = self._chance, order.plan.shop.door.city.currency
        for position, line in enumerate(order.lines):
            options = [{"name": name, "price_delta": delta} for _, name, delta in line.options]
            batch.add(
                OrderLineRow(
                    chance.key(order.plan.placed_at),
                    order.id,
                    line.article.id,
                    position,
                    line.article.name,
                    json.dumps(options) if options else "[]",
                    chance.choice(phrases().line_notes) if chance.happens(0.05) else None,
                    line.quantity,
                    line.unit_price,
                    line.total,
                    currency,
                )
            )

    def _add_events(self, batch: Batch, order: Order, problem: str | None) -> None:
        for status, actor, at in order.plan.steps:
            note = problem if status is order.plan.status else None
            batch.add(OrderEventRow(self._chance.key(at), order.id, status.value, actor, note, at))

    def _add_use(self, batch: Batch, order: Order, deal: Deal) -> None:
        """Note the use; an order that came to nothing gives it back."""
        plan = order.plan
        given_back = None if plan.status.is_active or plan.status is OrderStatus.DELIVERED else plan.changed_at
        key = self._chance.key(plan.placed_at)
        batch.add(PromotionUseRow(key, deal.id, plan.customer.id, order.id, plan.placed_at, given_back))
