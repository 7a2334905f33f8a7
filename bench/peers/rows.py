"""Batched reads for the Strawberry peer with SQLAlchemy's ORM: one statement for all keys of a level."""

import re
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Select, Uuid, bindparam, column, func, select, text, true
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import InstrumentedAttribute, aliased, load_only

from bench.near import near_parameters, near_statement
from models import Category, Option, OptionGroup, Order, OrderLine, Product, Review, Store, User

Attribute = InstrumentedAttribute[Any]
# Prepared statements are planned once.
SETTINGS: Final = {"plan_cache_mode": "force_generic_plan"}

# Only what the schema shows is loaded: stores carry much more.
SHOWN: Final[dict[type[Any], tuple[Attribute, ...]]] = {
    User: (User.id, User.name, User.picture),
    Category: (Category.id, Category.name, Category.picture),
    Store: (Store.id, Store.name, Store.picture, Store.rating_total, Store.rating_count, Store.price_level),
    Product: (
        *(Product.id, Product.store_id, Product.category_id, Product.name, Product.description, Product.picture),
        *(Product.unit, Product.price, Product.compare_at_price, Product.currency, Product.is_available),
        *(Product.rating_total, Product.rating_count),
    ),
    Order: (Order.id, Order.store_id, Order.number, Order.status, Order.placed_at, Order.total, Order.currency),
    OrderLine: (
        *(OrderLine.id, OrderLine.order_id, OrderLine.product_id, OrderLine.name, OrderLine.quantity),
        *(OrderLine.total, OrderLine.currency),
    ),
    OptionGroup: (
        *(OptionGroup.id, OptionGroup.product_id, OptionGroup.name),
        *(OptionGroup.minimum_choices, OptionGroup.maximum_choices),
    ),
    Option: (Option.id, Option.group_id, Option.name, Option.price_delta, Option.currency, Option.is_available),
    Review: (Review.id, Review.author_id, Review.rating, Review.body, Review.created_at),
}
ONE: Final[dict[str, type[Any]]] = {"user": User, "store": Store, "product": Product, "category": Category}
MANY: Final[dict[str, tuple[type[Any], Attribute, tuple[Attribute, ...]]]] = {
    "lines": (OrderLine, OrderLine.order_id, (OrderLine.position, OrderLine.id)),
    "groups": (OptionGroup, OptionGroup.product_id, (OptionGroup.position, OptionGroup.id)),
    "options": (Option, Option.group_id, (Option.position, Option.id)),
}

KEYS = bindparam("keys", type_=ARRAY(Uuid))
FIRST = bindparam("first", type_=Integer)
wanted = func.unnest(KEYS).table_valued(column("key", Uuid)).render_derived(name="wanted")
key = wanted.c.key
this = aliased(Product)

_ORDERS = select(Order).where(Order.customer_id == key).order_by(Order.placed_at.desc(), Order.id.desc())
_PRODUCTS = select(Product).where(Product.store_id == key).order_by(Product.position, Product.id)
_REVIEWS = select(Review).where(Review.product_id == key).order_by(Review.created_at.desc(), Review.id.desc())
_RELATED = (
    select(Product)
    .join(this, (this.store_id == Product.store_id) & (this.category_id == Product.category_id))
    .where(this.id == key, Product.id != key, Product.is_available)
    .order_by(Product.rating_count.desc(), Product.id)
)


def _page(model: type[Any], rows: Select[Any]) -> Select[Any]:
    """The first rows of each key, as entities; a lateral join keeps their order within a key."""
    lateral = rows.with_only_columns(*SHOWN[model]).limit(FIRST).lateral("page")
    entity = aliased(model, lateral)
    shown = [getattr(entity, attribute.key) for attribute in SHOWN[model]]
    return select(key, entity).select_from(wanted.join(lateral, true())).options(load_only(*shown))


PAGES: Final = {
    "orders": _page(Order, _ORDERS),
    "products": _page(Product, _PRODUCTS),
    "reviews": _page(Review, _REVIEWS),
    "related": _page(Product, _RELATED),
}
COLUMNS: Final = "id, name, picture, rating_total, rating_count, price_level"
# SQLAlchemy names its parameters, and takes a colon for the beginning of a name unless it is escaped.
_near = re.sub(r"\$(\d)", r":p\1", near_statement(COLUMNS).replace("::", r"\:\:"))
_near_stores = text(f"SELECT {COLUMNS} FROM ({_near}) s ORDER BY distance, id")  # noqa: S608 - Every part is a constant.
NEAR: Final = (
    select(Store)
    .options(load_only(*SHOWN[Store]))
    .from_statement(_near_stores.columns(*(getattr(Store, name) for name in COLUMNS.split(", "))))
)


class Rows:
    """The reads over a pool of ten connections; each opens a short session of its own."""

    def __init__(self) -> None:
        # The address is that of libpq's variables, which asyncpg reads itself.
        self._engine = create_async_engine(
            "postgresql+asyncpg://", pool_size=10, max_overflow=0, connect_args={"server_settings": SETTINGS}
        )
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)

    def session(self) -> AsyncSession:
        """A session for one read."""
        return self._sessions()

    async def one(self, name: str, keys: Sequence[UUID]) -> list[Any]:
        """The row of each key."""
        model = ONE[name]
        statement = select(model).where(model.id == func.any(KEYS)).options(load_only(*SHOWN[model]))
        async with self.session() as session:
            found = {row.id: row for row in await session.scalars(statement, {"keys": list(keys)})}
        return [found.get(key) for key in keys]

    async def many(self, name: str, keys: Sequence[UUID]) -> list[list[Any]]:
        """All rows of each key."""
        model, parent, order = MANY[name]
        statement = select(parent, model).where(parent == func.any(KEYS)).order_by(*order)
        async with self.session() as session:
            result = await session.execute(statement.options(load_only(*SHOWN[model])), {"keys": list(keys)})
            return _grouped(keys, result.all())

    async def page(self, name: str, first: int, keys: Sequence[UUID]) -> list[list[Any]]:
        """The first rows of each key."""
        async with self.session() as session:
            result = await session.execute(PAGES[name], {"keys": list(keys), "first": first})
            return _grouped(keys, result.all())

    async def near(self, latitude: float, longitude: float, first: int) -> Sequence[Store]:
        """Stores around a place."""
        named = {f"p{n}": value for n, value in enumerate(near_parameters(latitude, longitude, first), 1)}
        async with self.session() as session:
            return (await session.scalars(NEAR, named)).all()


def _grouped(keys: Sequence[UUID], rows: Sequence[Any]) -> list[list[Any]]:
    found: dict[UUID, list[Any]] = {key: [] for key in keys}
    for of, row in rows:
        found[of].append(row)
    return [found[key] for key in keys]
