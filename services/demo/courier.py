"""Makes couriers, and knows where each one is now."""

from datetime import timedelta
from uuid import UUID

from adapters.geo import cell_of
from domain.order import CourierStatus, OrderStatus
from domain.place import Place
from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Plan, Rider, Town
from services.demo.content import City
from services.demo.rows.people import CourierRow

SINCE = timedelta(days=120)
VEHICLES = (("bicycle", "scooter", "car"), (50, 42, 8))


def make_riders(town: Town, people: list[tuple[UUID, City]]) -> None:
    """Give each courier's person a courier's key; the rows follow when it is known who carries what."""
    chance = Chance.of(town.seed, "riders")
    town.riders = [Rider(chance.key(town.now - SINCE), user_id, city) for user_id, city in people]


def place_on_way(plan: Plan, share: float) -> Place:
    """Return the place at that share of the way from shop to door, as the crow flies."""
    shop, door = plan.shop.door.place, plan.customer.home.place
    return Place(
        round(shop.latitude + (door.latitude - shop.latitude) * share, 6),
        round(shop.longitude + (door.longitude - shop.longitude) * share, 6),
    )


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
        joined, vehicle = town.now - SINCE, chance.choices(*VEHICLES)[0]
        plan = carried.get(rider.id)
        if plan is not None:
            status, located_at = CourierStatus.BUSY, town.now - timedelta(seconds=4)
            place = place_on_way(plan, share_of_way(plan, town))
        else:
            online = chance.happens(0.6)
            status = CourierStatus.ONLINE if online else CourierStatus.OFFLINE
            located_at = town.now - timedelta(minutes=chance.randint(0, 3) if online else chance.randint(60, 4000))
            place = chance.near(chance.choice(rider.city.districts).place, 300)
        batch.add(
            CourierRow(
                id=rider.id,
                user_id=rider.user_id,
                vehicle=vehicle,
                status=status.value,
                latitude=place.latitude,
                longitude=place.longitude,
                cell=cell_of(place.latitude, place.longitude),
                located_at=located_at,
                created_at=joined,
                updated_at=located_at,
            )
        )
