"""Plans all orders: who orders where and when, and how it went. What was ordered is chosen in `order`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.order import OrderStatus
from services.demo.chance import Chance, skew
from services.demo.city import Customer, Plan, Rider, Shop, Step, Town
from services.demo.neighbourhood import MOST_SHOPS

ANAS_PAST_ORDERS = 9
WEEKS = 16
# A courier's pace over the ground, waits at lights included; streets are longer than the flight of a bird.
METRES_PER_SECOND, DETOUR = 4.2, 1.35

ACTORS = {
    OrderStatus.PLACED: "customer",
    OrderStatus.ACCEPTED: "merchant",
    OrderStatus.PREPARING: "merchant",
    OrderStatus.READY: "merchant",
    OrderStatus.PICKED_UP: "courier",
    OrderStatus.DELIVERED: "courier",
}
PATH = tuple(ACTORS)
ENDS = (
    (OrderStatus.DELIVERED, OrderStatus.CANCELLED, OrderStatus.REJECTED, OrderStatus.EXPIRED),
    (940, 30, 18, 12),
)
WAITS = (
    (OrderStatus.PLACED, OrderStatus.ACCEPTED, OrderStatus.PREPARING, OrderStatus.READY, OrderStatus.PICKED_UP),
    (12, 10, 38, 12, 28),
)
WITH_RIDER = {OrderStatus.READY, OrderStatus.PICKED_UP}
SECONDS_TO_ACCEPT = 900


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of an order when it is placed; `seconds` are those from then to each state of PATH."""

    customer: Customer
    shop: Shop
    metres: int
    placed_at: datetime
    seconds: tuple[int, ...]

    def walk(self, status: OrderStatus, rider: Rider | None) -> Plan:
        """Go along PATH up to a state."""
        steps = [(step, ACTORS[step], self._after(seconds)) for step, seconds in zip(PATH, self.seconds, strict=True)]
        return self._plan(status, tuple(steps[: PATH.index(status) + 1]), rider)

    def stop(self, status: OrderStatus, patience: int, *, by_support: bool) -> Plan:
        """End before the goods left the shop; `patience` is how many seconds after acceptance someone cancelled."""
        placed = (OrderStatus.PLACED, "customer", self.placed_at)
        if status is OrderStatus.EXPIRED:
            return self._plan(status, (placed, (status, "clock", self._after(SECONDS_TO_ACCEPT))))
        if status is OrderStatus.REJECTED:
            return self._plan(status, (placed, (status, "merchant", self._after(self.seconds[1]))))
        accepted = (OrderStatus.ACCEPTED, "merchant", self._after(self.seconds[1]))
        cancelled = (status, "support" if by_support else "customer", self._after(self.seconds[1] + patience))
        return self._plan(status, (placed, accepted, cancelled))

    def _after(self, seconds: int) -> datetime:
        return self.placed_at + timedelta(seconds=seconds)

    def _plan(self, status: OrderStatus, steps: tuple[Step, ...], rider: Rider | None = None) -> Plan:
        expected_at = self._after(self.seconds[-1])
        return Plan(self.customer, self.shop, self.metres, status, steps, expected_at, rider)


class Planner:
    """Plans the orders of a town."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance = Chance.of(town.seed, "plans")
        self._zones = {shop.door.city.timezone: ZoneInfo(shop.door.city.timezone) for shop in town.shops}
        self._habits = [skew(count, 0.9) for count in range(MOST_SHOPS + 1)]
        self._riders: dict[str, list[Rider]] = defaultdict(list)
        for rider in town.riders:
            self._riders[rider.city.name].append(rider)
        # Each of these carries at most one order now; Rui, the first of all, carries Ana's.
        self._free = {name: [*riders] for name, riders in self._riders.items()}
        self._free[town.riders[0].city.name].remove(town.riders[0])

    def plan(self) -> list[Plan]:
        """Return the scale's orders by the time they were placed."""
        town, chance = self._town, self._chance
        ana, *others = town.customers
        active = town.scale.active_orders
        plans = [*self._anas_orders(ana)]
        plans.extend(self._active(customer) for customer in chance.sample(others, active - 1))
        rest = town.scale.orders - len(plans)
        customers = chance.choices(others, cum_weights=skew(len(others), 0.5), k=rest)
        plans.extend(self._finished(customer) for customer in customers)
        return sorted(plans, key=lambda plan: plan.placed_at)

    def _anas_orders(self, ana: Customer) -> Iterator[Plan]:
        shop = self._town.shops[0]
        metres = next(metres for near, metres in ana.shops if near is shop)
        seconds = self._durations(shop, metres)
        # Rui has a little more than half of the way behind him.
        ridden = seconds[4] + round((seconds[5] - seconds[4]) * 0.55)
        course = Course(ana, shop, metres, self._town.now - timedelta(seconds=ridden), seconds)
        yield course.walk(OrderStatus.PICKED_UP, self._town.riders[0])
        for weeks in range(ANAS_PAST_ORDERS):
            yield self._finished(ana, OrderStatus.DELIVERED, weeks)

    def _durations(self, shop: Shop, metres: int) -> tuple[int, ...]:
        """Return the seconds from placing to each state of PATH."""
        chance = self._chance
        accepted = chance.randint(40, 240)
        preparing = accepted + chance.randint(20, 120)
        ready = preparing + round(shop.preparation_minutes * 60 * chance.uniform(0.7, 1.25))
        picked_up = ready + chance.randint(60, 420)
        delivered = picked_up + round(metres * DETOUR / METRES_PER_SECOND) + chance.randint(120, 300)
        return 0, accepted, preparing, ready, picked_up, delivered

    def _active(self, customer: Customer) -> Plan:
        """Plan an order that waits now; one that would need a courier is still prepared when none is free."""
        chance = self._chance
        shop, metres = chance.choice(customer.shops)
        status = chance.choices(*WAITS)[0]
        free = self._free[customer.home.city.name]
        if status in WITH_RIDER and not free:
            status = OrderStatus.PREPARING
        rider = free.pop(chance.randrange(len(free))) if status in WITH_RIDER else None
        seconds = self._durations(shop, metres)
        step = PATH.index(status)
        since = chance.uniform(seconds[step] + 5, seconds[step + 1] - 5)
        return Course(customer, shop, metres, self._town.now - timedelta(seconds=round(since)), seconds).walk(
            status, rider
        )

    def _finished(self, customer: Customer, status: OrderStatus | None = None, weeks: int | None = None) -> Plan:
        """Plan an order that is over, delivered or not; from the customer's dearest shops more often."""
        chance = self._chance
        shop, metres = chance.choices(customer.shops, cum_weights=self._habits[len(customer.shops)])[0]
        status = status or chance.choices(*ENDS)[0]
        course = Course(customer, shop, metres, self._moment(shop, weeks), self._durations(shop, metres))
        if status is OrderStatus.DELIVERED:
            return course.walk(status, chance.choice(self._riders[customer.home.city.name]))
        return course.stop(status, chance.randint(30, 400), by_support=chance.happens(0.3))

    def _moment(self, shop: Shop, weeks: int | None = None) -> datetime:
        """Return a moment at which the shop was open, so many weeks ago; recent weeks are likelier if none is given."""
        chance, now = self._chance, self._town.now
        start, end = chance.choice(shop.hours)
        minute = chance.uniform(start, max(end - 20, start + 1))
        zone = self._zones[shop.door.city.timezone]
        today = now.astimezone(zone).date()
        weeks = int(WEEKS * chance.random() ** 1.6) if weeks is None else weeks
        monday = datetime.combine(today - timedelta(days=today.weekday(), weeks=weeks), time(), zone)
        moment = (monday + timedelta(milliseconds=round(minute * 60_000))).astimezone(UTC)
        # Everything that is over has ended, and been reviewed, before now.
        return moment if moment < now - timedelta(hours=4) else moment - timedelta(weeks=1)
