"""Products the viewer ordered before, most often first."""

from sqlalchemy import Uuid, bindparam, func, select

from engine.declare.relation import EVERYONE, Pages, ascending, descending
from models import Order, OrderLine, Product
from services.home.section import Section

ordered = (
    select(OrderLine.product_id, func.count().label("times"))
    .join(Order, Order.id == OrderLine.order_id)
    .where(Order.customer_id == bindparam("viewer_id", type_=Uuid))
    .group_by(OrderLine.product_id)
    .subquery("ordered")
)

SECTION = Section(
    key="order-again",
    title="Order again",
    needs_viewer=True,
    rows=Pages(
        name="home_order_again",
        model=Product,
        join=(ordered, ordered.c.product_id == Product.id),
        where=[Product.is_available],
        order=[descending(ordered.c.times), ascending(Product.id)],
        visible=EVERYONE,
    ),
)
