"""The whole schema, built once."""

from datetime import datetime

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from engine.execution.reference import bind
from resolvers.query import Query
from schema.address import Address
from schema.home import CategorySection, OrderSection, ProductSection, PromotionSection, StoreSection
from schema.notification import Notification
from schema.scalars import DateTime

# Types that are reached only through an interface.
BEHIND_INTERFACES = [
    Address,
    CategorySection,
    Notification,
    OrderSection,
    ProductSection,
    PromotionSection,
    StoreSection,
]


def build_schema() -> GraphQLSchema:
    """The graphql-core schema with every declared field's resolver in place."""
    return bind(
        strawberry.Schema(
            query=Query,
            types=BEHIND_INTERFACES,
            config=StrawberryConfig(scalar_map={datetime: DateTime}),
        )
    )
