"""The home screen: an ordered list of typed sections. Which there are is data; see services/home/sections/."""

import strawberry

from schema.category import Category
from schema.order import Order
from schema.product import Product
from schema.promotion import Promotion
from schema.store import Store


@strawberry.interface(description="One rail of the home screen. Its `items` are null, with an error, when it failed.")
class HomeSection:
    """Values are made by resolvers/home.py."""

    key: str = strawberry.field(description="Stable name of the section, the same for everybody.")
    title: str = strawberry.field(description="Heading to show.")


@strawberry.type(description="A rail of stores.")
class StoreSection(HomeSection):
    """Rows of `stores`."""

    items: list[Store] | None = strawberry.field(description="The stores, best first.")


@strawberry.type(description="A rail of products.")
class ProductSection(HomeSection):
    """Rows of `products`."""

    items: list[Product] | None = strawberry.field(description="The products, best first.")


@strawberry.type(description="A rail of orders.")
class OrderSection(HomeSection):
    """Rows of `orders`."""

    items: list[Order] | None = strawberry.field(description="The orders, newest first.")


@strawberry.type(description="A rail of categories.")
class CategorySection(HomeSection):
    """Rows of `categories`."""

    items: list[Category] | None = strawberry.field(description="The kinds of shops, in order.")


@strawberry.type(description="A rail of offers.")
class PromotionSection(HomeSection):
    """Rows of `promotions`."""

    items: list[Promotion] | None = strawberry.field(description="The offers, best first.")


@strawberry.type(description="The home screen at a place.")
class Home:
    """Made by resolvers/home.py."""

    sections: list[HomeSection] = strawberry.field(description="The sections that have something to show, in order.")
