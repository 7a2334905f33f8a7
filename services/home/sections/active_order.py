"""Orders the viewer still waits for."""

from sqlalchemy import ARRAY, Text, Uuid, bindparam, func, literal

from domain.order import ACTIVE
from engine.declare.relation import EVERYONE, Pages, descending
from models import Order
from services.home.section import Section

SECTION = Section(
    key="active-order",
    title="On its way",
    needs_viewer=True,
    rows=Pages(
        name="home_active_order",
        model=Order,
        where=[
            Order.customer_id == bindparam("viewer_id", type_=Uuid),
            Order.status == func.any(literal(sorted(ACTIVE), ARRAY(Text))),
        ],
        order=[descending(Order.placed_at), descending(Order.id)],
        visible=EVERYONE,
    ),
)
