"""Goods: of a store, related to one another, with their choices and stock."""

from sqlalchemy import Uuid, and_, bindparam, literal_column

import models
from engine.declare.relation import AS_PARENT, EVERYONE, Many, One, Pages, ascending, descending

Product = models.Product

product_by_id = One(name="product_by_id", model=Product, key=Product.id, visible=EVERYONE)
products_by_store = Pages(
    name="products_by_store",
    model=Product,
    key=Product.store_id,
    optional={"category_id": Product.category_id == bindparam("category_id", type_=Uuid)},
    order=[ascending(Product.position), ascending(Product.id)],
    visible=EVERYONE,
)

This = Product.__table__.alias("this")
related_by_product = Pages(
    name="related_by_product",
    model=Product,
    key=This.c.id,
    join=(
        This,
        and_(This.c.store_id == Product.store_id, This.c.category_id == Product.category_id, This.c.id != Product.id),
    ),
    where=[Product.is_available],
    order=[descending(Product.rating_count), ascending(Product.id)],
    visible=EVERYONE,
)

option_groups_by_product = Many(
    name="option_groups_by_product",
    model=models.OptionGroup,
    key=models.OptionGroup.product_id,
    order=[ascending(models.OptionGroup.position), ascending(models.OptionGroup.id)],
    visible=AS_PARENT,
)
options_by_group = Many(
    name="options_by_group",
    model=models.Option,
    key=models.Option.group_id,
    order=[ascending(models.Option.position), ascending(models.Option.id)],
    visible=AS_PARENT,
)
option_by_id = One(name="option_by_id", model=models.Option, key=models.Option.id, visible=AS_PARENT)
sold_out_by_product = One(
    name="sold_out_by_product",
    model=models.Stock,
    key=models.Stock.product_id,
    # As a parameter the 0 would keep PostgreSQL from the index of sold out products.
    where=[models.Stock.available == literal_column("0")],
    visible=AS_PARENT,
)
