"""Goods and their choices."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import case

import models
from domain.money import percent_off
from engine.declare.fields import column, computed, connection, exists, identity, many, one
from loaders.category import category_by_id
from loaders.product import option_groups_by_product, options_by_group, related_by_product, sold_out_by_product
from loaders.review import reviews_by_product
from loaders.store import store_by_id
from schema.category import Category
from schema.connection import Connection
from schema.money import Money, amount_in
from schema.node import Node
from schema.picture import pictured
from schema.rating import rated
from schema.review import REVIEW

if TYPE_CHECKING:
    from schema.store import Store

PRODUCT = Annotated["Product", strawberry.lazy("schema.product")]
STORE = Annotated["Store", strawberry.lazy("schema.store")]

Table = models.Product


@strawberry.type(description="One thing to choose in a group.")
class Option:
    """Rows of `options`."""

    id: strawberry.ID = identity("Option", models.Option.id)
    name: str = column(models.Option.name, "Name to show.")
    price_delta: Money = amount_in(models.Option.price_delta, models.Option.currency, "Added to the product's price.")
    is_available: bool = column(models.Option.is_available, "Whether it can be chosen now.")


@strawberry.type(description="A choice that comes with a product, such as its size.")
class OptionGroup:
    """Rows of `option_groups`."""

    id: strawberry.ID = identity("OptionGroup", models.OptionGroup.id)
    name: str = column(models.OptionGroup.name, "What is to be chosen.")
    minimum_choices: int = column(models.OptionGroup.minimum_choices, "At least so many; 0 means it may be left out.")
    maximum_choices: int = column(models.OptionGroup.maximum_choices, "At most so many.")
    options: list[Option] | None = many(options_by_group, models.OptionGroup.id, "What there is to choose from.")


@strawberry.type(description="One thing one store sells.")
class Product(Node):
    """Rows of `products`."""

    id: strawberry.ID = identity("Product", Table.id)
    name: str = column(Table.name, "Name to show.")
    description: str = column(Table.description, "What it is.")
    picture: str | None = pictured(Table.picture, "Path of a picture.")
    unit: str | None = column(Table.unit, "How much of it one piece is, such as 500 g.")
    price: Money = amount_in(Table.price, Table.currency, "Price of one piece, tax included.")
    compare_at_price: Money | None = amount_in(
        Table.compare_at_price, Table.currency, "The former price, while on offer."
    )
    percent_off: int | None = computed(
        percent_off,
        Table.price,
        Table.compare_at_price,
        description="How far it is below the former price.",
        sql=lambda price, former: case((former > price, (former - price) * 100 // former)),
    )
    is_available: bool = column(Table.is_available, "Whether the store sells it now.")
    is_sold_out: bool | None = exists(sold_out_by_product, Table.id, "Whether none is left in stock.")
    rating: float | None = rated(Table.rating_total, Table.rating_count)
    rating_count: int = column(Table.rating_count, "How many reviews it has.")
    store: STORE | None = one(store_by_id, Table.store_id, "Who sells it.")
    category: Category | None = one(category_by_id, Table.category_id, "What kind of goods it is.")
    option_groups: list[OptionGroup] | None = many(
        option_groups_by_product, Table.id, "The choices that go with it, in order."
    )
    reviews: Connection[REVIEW] | None = connection(reviews_by_product, Table.id, "What customers wrote, newest first.")
    related: Connection[PRODUCT] | None = connection(
        related_by_product, Table.id, "Others of its kind in the same store, most reviewed first."
    )
