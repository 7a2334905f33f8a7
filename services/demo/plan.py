"""Plans all orders: who orders where and when, and how it went. What was ordered is chosen in `order`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.order import OrderStatus
from services.demo.chance import Chance, skew
from services.demo.city import Customer, Plan, Rider, Shop, Town

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
WITH_RIDER = {OrderStatus.READY, OrderStatus.PICKED_UP, OrderStatus.DELIVERED}


class Planner:
    """Plans the orders of a town."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance = Chance.of(town.seed, "plans")
        self._zones = {shop.place.city.timezone: ZoneInfo(shop.place.city.timezone) for shop in town.shops}
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
        offsets = self._offsets(shop, metres)
        # Rui has a little more than half of the way behind him.
        ridden = offsets[4] + round((offsets[5] - offsets[4]) * 0.55)
        placed_at = self._town.now - timedelta(seconds=ridden)
        yield self._walk(ana, shop, metres, OrderStatus.PICKED_UP, placed_at, offsets, self._town.riders[0])
        for _ in range(ANAS_PAST_ORDERS):
            yield self._finished(ana, OrderStatus.DELIVERED)

    def _offsets(self, shop: Shop, metres: int) -> tuple[int, ...]:
        """Seconds from placing to each state of PATH."""
        chance = self._chance
        accepted = chance.randint(40, 240)
        preparing = accepted + chance.randint(20, 120)
        ready = preparing + round(shop.preparation_minutes * 60 * chance.uniform(0.7, 1.25))
        picked_up = ready + chance.randint(60, 420)
        delivered = picked_up + round(metres * DETOUR / METRES_PER_SECOND) + chance.randint(120, 300)
        return 0, accepted, preparing, ready, picked_up, delivered

    def _active(self, customer: Customer) -> Plan:
        """An order that waits now; one that would need a courier is still prepared when none is free."""
        chance = self._chance
        shop, metres = chance.choice(customer.shops)
        status = chance.choices(*WAITS)[0]
        free = self._free[customer.home.city.name]
        if status in WITH_RIDER and not free:
            status = OrderStatus.PREPARING
        rider = free.pop(chance.randrange(len(free))) if status in WITH_RIDER else None
        offsets = self._offsets(shop, metres)
        step = PATH.index(status)
        since = chance.uniform(offsets[step] + 5, offsets[step + 1] - 5)
        placed_at = self._town.now - timedelta(seconds=round(since))
        return self._walk(customer, shop, metres, status, placed_at, offsets, rider)

    def _finished(self, customer: Customer, status: OrderStatus | None = None) -> Plan:
        chance = self._chance
        weights = skew(len(customer.shops), 0.9)
        shop, metres = chance.choices(customer.shops, cum_weights=weights)[0]
        status = status or chance.choices(*ENDS)[0]
        placed_at = self._moment(shop)
        offsets = self._offsets(shop, metres)
        rider = chance.choice(self._riders[customer.home.city.name]) if status in WITH_RIDER else None
        if status in WITH_RIDER:
            return self._walk(customer, shop, metres, status, placed_at, offsets, rider)
        return self._stop(customer, shop, metres, status, placed_at, offsets)

    def _walk(  # noqa: PLR0913 - a plan has that many parts.
        self,
        customer: Customer,
        shop: Shop,
        metres: int,
        status: OrderStatus,
        placed_at: datetime,
        offsets: tuple[int, ...],
        rider: Rider | None,
    ) -> Plan:
        """Return a plan that went along PATH up to a state."""
        reached = PATH[: PATH.index(status) + 1]
        steps = tuple(
            (step, ACTORS[step], placed_at + timedelta(seconds=offset))
            for step, offset in zip(reached, offsets, strict=False)
        )
        return Plan(customer, shop, metres, status, steps, placed_at + timedelta(seconds=offsets[5]), rider)

    def _stop(  # noqa: PLR0913 - a plan has that many parts.
        self,
        customer: Customer,
        shop: Shop,
        metres: int,
        status: OrderStatus,
        placed_at: datetime,
        offsets: tuple[int, ...],
    ) -> Plan:
        """Return a plan that ended before the goods left the shop."""
        chance = self._chance
        placed = (OrderStatus.PLACED, "customer", placed_at)
        expected_at = placed_at + timedelta(seconds=offsets[5])
        accepted = (OrderStatus.ACCEPTED, "merchant", placed_at + timedelta(seconds=offsets[1]))
        late = status is OrderStatus.CANCELLED and chance.happens(0.4)
        actor, seconds = {
            OrderStatus.REJECTED: ("merchant", offsets[1]),
            OrderStatus.EXPIRED: ("clock", 900),
            OrderStatus.CANCELLED: ("support" if late else "customer", offsets[1] + chance.randint(30, 400)),
        }[status]
        last = (status, actor, placed_at + timedelta(seconds=seconds))
        steps = (placed, accepted, last) if status is OrderStatus.CANCELLED else (placed, last)
        return Plan(customer, shop, metres, status, steps, expected_at, None)

    def _moment(self, shop: Shop) -> datetime:
        """Return a moment of the last weeks at which the shop was open, recent weeks more often."""
        chance, now = self._chance, self._town.now
        start, end = chance.choice(shop.hours)
        minute = chance.uniform(start, max(end - 20, start + 1))
        zone = self._zones[shop.place.city.timezone]
        today = now.astimezone(zone).date()
        weeks = int(WEEKS * chance.random() ** 1.6)
        monday = datetime.combine(today - timedelta(days=today.weekday(), weeks=weeks), time())
        moment = (monday + timedelta(milliseconds=round(minute * 60_000))).replace(tzinfo=zone).astimezone(UTC)
        # Everything that is over has ended, and been reviewed, before now.
        return moment if moment < now - timedelta(hours=4) else moment - timedelta(weeks=1)
