"""Who and what is in a demo city while it is being made. Their rows are written by the modules beside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from domain.order import OrderStatus
from domain.place import Place
from services.demo.content import City, Kind
from services.demo.scales import Scale


@dataclass(frozen=True, slots=True)
class Door:
    """A door in a city."""

    street: str
    unit: str | None
    city: City
    postal_code: str
    district: str
    place: Place


@dataclass(frozen=True, slots=True)
class Choice:
    """A product's option group: how many to take, and the options as (id, name, price_delta)."""

    minimum: int
    maximum: int
    options: tuple[tuple[UUID, str, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A product as far as an order needs it."""

    id: UUID
    name: str
    price: int
    tax_basis_points: int
    stocked: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A ring around a shop: what delivery costs there and from which sum it is free; minor units."""

    up_to_metres: int
    fee: int
    minimum_order: int
    free_from: int | None


@dataclass(frozen=True, slots=True)
class Deal:
    """A running promotion as far as an order needs it; `store_id` is None for one of the whole service."""

    id: UUID
    store_id: UUID | None
    kind: str
    value: int
    minimum: int
    started: datetime
    first_order_only: bool

    def fits(self, at: datetime, items_total: int, *, is_first: bool) -> bool:
        """Whether an order of that moment and worth may use it."""
        return at >= self.started and items_total >= self.minimum and (is_first or not self.first_order_only)


@dataclass(slots=True)
class Shop:
    """A store with what it sells, the most popular first."""

    id: UUID
    name: str
    kind: Kind
    door: Door
    hours: Sequence[tuple[int, int]]
    zones: Sequence[Zone]
    preparation_minutes: int
    quality: float
    articles: list[Article] = field(default_factory=list)
    popularity: list[float] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    merchant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """A person who orders: home, and the shops they order from with the distance in metres, the dearest first."""

    id: UUID
    name: str
    locale: str
    home: Door
    address_id: UUID
    shops: tuple[tuple[Shop, int], ...]


@dataclass(frozen=True, slots=True)
class Rider:
    """A courier: `id` is the courier's, `user_id` the person's."""

    id: UUID
    user_id: UUID
    city: City


@dataclass(slots=True)
class Town:
    """Everything made so far. Orders end at `now`; the seed and `now` decide every byte."""

    seed: int
    scale: Scale
    now: datetime
    shops: list[Shop] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    riders: list[Rider] = field(default_factory=list)
    deals: dict[str, list[Deal]] = field(default_factory=dict)


Step: TypeAlias = tuple[OrderStatus, str, datetime]


@dataclass(frozen=True, slots=True)
class Plan:
    """An order before it is written: who, where, and its steps as (status, actor, moment); the last is its state.

    `expected_at` is when it comes, or would have come.
    """

    customer: Customer
    shop: Shop
    metres: int
    status: OrderStatus
    steps: tuple[Step, ...]
    expected_at: datetime
    rider: Rider | None

    @property
    def placed_at(self) -> datetime:
        """When the customer sent it."""
        return self.steps[0][2]

    @property
    def changed_at(self) -> datetime:
        """When it reached its state."""
        return self.steps[-1][2]

    def reached(self, status: OrderStatus) -> datetime | None:
        """When it came to that state, None if it did not."""
        return next((at for step, _, at in self.steps if step is status), None)


@dataclass(frozen=True, slots=True)
class Money:
    """An order's sums, as the table keeps them."""

    items_total: int
    discount: int
    delivery_fee: int
    tip: int
    tax: int

    @property
    def total(self) -> int:
        """What the customer pays."""
        return self.items_total - self.discount + self.delivery_fee + self.tip


@dataclass(frozen=True, slots=True)
class Line:
    """A product with its chosen options, so many times."""

    article: Article
    options: tuple[tuple[UUID, str, int], ...]
    quantity: int

    @property
    def unit_price(self) -> int:
        """The product's price with its options."""
        return self.article.price + sum(delta for _, _, delta in self.options)

    @property
    def total(self) -> int:
        """The unit price times the quantity."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Order:
    """An order as written, for everything that follows from it."""

    id: UUID
    number: int
    plan: Plan
    lines: tuple[Line, ...]
    money: Money
    service_pays: bool
