"""Makes couriers, and knows where each one is now."""

from datetime import timedelta
from uuid import UUID

from domain.order import CourierStatus, OrderStatus
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Plan, Rider, Town
from services.demo.content import City
from services.demo.rows.people import CourierRow
from services.demo.store import cell_of

VEHICLES = (("bicycle", "scooter", "car"), (50, 42, 8))


def make_riders(town: Town, people: list[tuple[UUID, City]]) -> None:
    """Give each courier's person a courier's key; the rows follow when it is known who carries what."""
    chance = Chance.of(town.seed, "riders")
    joined = town.now - timedelta(days=120)
    town.riders = [Rider(chance.key(joined), user_id, city) for user_id, city in people]


def spot_of(plan: Plan, share: float) -> tuple[float, float]:
    """Return the place at that share of the way from shop to door, as the crow flies."""
    (a, b), (c, d) = plan.shop.place.spot, plan.customer.home.spot
    return round(a + (c - a) * share, 6), round(b + (d - b) * share, 6)


def share_of_way(plan: Plan, town: Town) -> float:
    """Return how much of the way to the door is done now, 0 before the goods are picked up."""
    started = plan.reached(OrderStatus.PICKED_UP)
    if started is None:
        return 0.0
    return min((town.now - started) / (plan.expected_at - started), 1.0)


def add_couriers(batch: Batch, town: Town, active: list[Plan]) -> None:
    """Add a row for each: busy on the way of an active order, online or offline somewhere in town."""
    chance = Chance.of(town.seed, "couriers")
    carried = {plan.rider.id: plan for plan in active if plan.rider is not None}
    for rider in town.riders:
        joined = town.now - timedelta(days=120)
        vehicle = chance.choices(*VEHICLES)[0]
        plan = carried.get(rider.id)
        if plan is not None:
            status, located_at = CourierStatus.BUSY, town.now - timedelta(seconds=4)
            spot = spot_of(plan, share_of_way(plan, town))
        else:
            online = chance.happens(0.6)
            status = CourierStatus.ONLINE if online else CourierStatus.OFFLINE
            located_at = town.now - timedelta(minutes=chance.randint(0, 3) if online else chance.randint(60, 4000))
            spot = chance.near(*chance.choice(rider.city.districts).place, 300)
        cell = cell_of(spot)
        row = CourierRow(
            rider.id, rider.user_id, vehicle, status.value, *spot, cell, located_at, joined, located_at
        )
        batch.add(row)
