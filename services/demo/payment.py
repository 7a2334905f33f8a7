"""Writes what was paid, and the ledger: every movement adds up to zero."""

from datetime import datetime
from uuid import UUID

from domain.order import OrderStatus, PaymentStatus
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Order, Town
from services.demo.rows.orders import LedgerEntryRow, PaymentRow

PROVIDER = "demo"
CARDS = (("visa", "mastercard", "amex"), (60, 35, 5))
# The service keeps this part of what the goods cost.
COMMISSION_BASIS_POINTS = 1500


class PaymentWriter:
    """Writes one payment for each order: reserved while it is on its way, captured at the door."""

    def __init__(self, town: Town) -> None:
        self._chance = Chance.of(town.seed, "payments")

    def add_payment(self, batch: Batch, order: Order) -> None:
        """Add the payment and, once money moved, the ledger."""
        plan, total = order.plan, order.money.total
        status, captured, refunded = self._state(order)
        key = self._chance.key(plan.placed_at)
        batch.add(
            PaymentRow(
                key,
                order.id,
                PROVIDER,
                f"{PROVIDER}_{order.number}",
                status.value,
                total,
                captured,
                refunded,
                plan.shop.door.city.currency,
                self._chance.choices(*CARDS)[0],
                self._chance.digits("####"),
                plan.placed_at,
                plan.changed_at,
            )
        )
        if captured:
            self._move(batch, order, key, self._capture(order), "capture")
        if refunded:
            self._move(batch, order, key, {"customer": refunded, "store": -refunded}, "refund")

    def _state(self, order: Order) -> tuple[PaymentStatus, int, int]:
        """Return the payment's state with captured and refunded; one delivered order in fifty had something missing."""
        if order.plan.status.is_active:
            return PaymentStatus.AUTHORISED, 0, 0
        if order.plan.status is not OrderStatus.DELIVERED:
            return PaymentStatus.VOIDED, 0, 0
        total = order.money.total
        if not self._chance.happens(0.02):
            return PaymentStatus.CAPTURED, total, 0
        refunded = min(order.lines[-1].unit_price, total)
        status = PaymentStatus.REFUNDED if refunded == total else PaymentStatus.PARTLY_REFUNDED
        return status, total, refunded

    def _capture(self, order: Order) -> dict[str, int]:
        """Split a total: who gives and who gets. A discount is paid by who offered it."""
        money = order.money
        commission = money.items_total * COMMISSION_BASIS_POINTS // 10_000
        service = commission - (money.discount if order.service_pays else 0)
        store = money.items_total - commission - money.tax - (0 if order.service_pays else money.discount)
        courier = money.delivery_fee + money.tip
        return {"customer": -money.total, "store": store, "courier": courier, "service": service, "tax": money.tax}

    def _move(self, batch: Batch, order: Order, payment_id: UUID, sides: dict[str, int], reason: str) -> None:
        at: datetime = order.plan.changed_at
        movement, currency = self._chance.key(at), order.plan.shop.door.city.currency
        for account, amount in sides.items():
            if amount:
                entry = self._chance.key(at)
                batch.add(LedgerEntryRow(entry, movement, payment_id, account, amount, currency, reason, at))
