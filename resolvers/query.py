"""The root of all reading: each field, who may ask for it, and the function that answers."""

import strawberry

from engine.declare.fields import root, root_connection, root_merged
from loaders.viewer import EVERYONE, PEOPLE_OF_THE_ORDER
from resolvers.category import list_categories
from resolvers.home import show_home
from resolvers.node import get_node, get_nodes
from resolvers.order import get_order
from resolvers.product import get_product
from resolvers.search import search_shops
from resolvers.store import get_store, list_stores
from resolvers.viewer import get_viewer
from schema.category import Category
from schema.connection import Connection
from schema.home import Home
from schema.node import Node
from schema.order import Order
from schema.product import Product
from schema.search import SearchResult
from schema.store import Store
from schema.viewer import Viewer


@strawberry.type(description="Everything that can be read.")
class Query:
    """One line a root field; what a field needs another read for is null when that read fails."""

    node: Node | None = root(get_node, EVERYONE, "Any object by its id.")
    nodes: list[Node | None] | None = root(
        get_nodes, EVERYONE, "Several objects by their ids; null where there is none."
    )
    viewer: Viewer | None = root(get_viewer, EVERYONE, "The signed-in person; null for a stranger.")
    home: Home | None = root_merged(show_home, EVERYONE, "The home screen at a place.")
    stores: Connection[Store] | None = root_connection(list_stores, EVERYONE, "Stores around a place.")
    store: Store | None = root(get_store, EVERYONE, "One store, by id or slug.")
    product: Product | None = root(get_product, EVERYONE, "One product.")
    categories: list[Category] | None = root(list_categories, EVERYONE, "The kinds of shops there are.")
    order: Order | None = root(get_order, PEOPLE_OF_THE_ORDER, "One order of the viewer's.")
    search: Connection[SearchResult] | None = root(
        search_shops, EVERYONE, "Stores and products with these words, best first."
    )
