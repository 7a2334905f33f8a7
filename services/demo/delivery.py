"""Writes the ways from shop to door, with a trail of positions for the goods that are on their way now."""

from datetime import timedelta
from uuid import UUID

from domain.order import DeliveryStatus, OrderStatus
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Order, Plan, Town
from services.demo.courier import place_on_way, share_of_way
from services.demo.rows.orders import DeliveryRow, PositionRow

NEAR = 0.85
SECONDS_BETWEEN_POSITIONS = 15
# A wobble around the straight line, so that a trail looks ridden and not drawn.
WOBBLE_METRES = 12


class DeliveryWriter:
    """Writes one delivery for each order that its shop did not turn down."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance = Chance.of(town.seed, "deliveries")

    def add_delivery(self, batch: Batch, order: Order) -> None:
        """Add the way of one order, if it has one."""
        plan = order.plan
        if plan.status in {OrderStatus.REJECTED, OrderStatus.EXPIRED}:
            return
        key, active = self._chance.key(plan.placed_at), plan.status.is_active
        picked_up = plan.reached(OrderStatus.PICKED_UP)
        ready = plan.reached(OrderStatus.READY)
        batch.add(
            DeliveryRow(
                id=key,
                order_id=order.id,
                courier_id=plan.rider.id if plan.rider else None,
                status=self._status(plan).value,
                pickup_latitude=plan.shop.door.place.latitude,
                pickup_longitude=plan.shop.door.place.longitude,
                dropoff_latitude=plan.customer.home.place.latitude,
                dropoff_longitude=plan.customer.home.place.longitude,
                distance_metres=plan.metres,
                code=self._chance.digits("####"),
                eta=plan.expected_at if active else None,
                eta_basis=("position" if picked_up else "preparation") if active else None,
                assigned_at=ready if plan.rider else None,
                picked_up_at=picked_up,
                delivered_at=plan.reached(OrderStatus.DELIVERED),
                created_at=plan.placed_at,
                updated_at=plan.changed_at,
            )
        )
        if plan.status is OrderStatus.PICKED_UP:
            self._add_trail(batch, plan, key)

    def _status(self, plan: Plan) -> DeliveryStatus:
        if plan.status is OrderStatus.PICKED_UP and share_of_way(plan, self._town) > NEAR:
            return DeliveryStatus.NEAR
        return {
            OrderStatus.READY: DeliveryStatus.ASSIGNED,
            OrderStatus.PICKED_UP: DeliveryStatus.PICKED_UP,
            OrderStatus.DELIVERED: DeliveryStatus.DELIVERED,
            OrderStatus.CANCELLED: DeliveryStatus.FAILED,
        }.get(plan.status, DeliveryStatus.PENDING)

    def _add_trail(self, batch: Batch, plan: Plan, delivery_id: UUID) -> None:
        """Add the positions from the shop up to where the courier is now."""
        done = share_of_way(plan, self._town)
        started = plan.changed_at
        seconds = (self._town.now - started).total_seconds()
        for passed in range(0, int(seconds), SECONDS_BETWEEN_POSITIONS):
            at = started + timedelta(seconds=passed)
            place = self._chance.near(place_on_way(plan, done * passed / seconds), WOBBLE_METRES)
            batch.add(PositionRow(self._chance.key(at), delivery_id, place.latitude, place.longitude, at))
