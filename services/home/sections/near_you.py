"""Stores around the place, nearest first."""

from sqlalchemy import Integer, bindparam

from engine.declare.relation import EVERYONE, Pages, ascending
from models import Store
from models.place import in_cells, metres_from_here
from services.home.section import Section

distance = metres_from_here(Store.latitude, Store.longitude)

SECTION = Section(
    key="near-you",
    title="Near you",
    rows=Pages(
        name="home_near_you",
        model=Store,
        where=[
            in_cells(Store.cell),
            distance <= bindparam("radius_metres", type_=Integer),
        ],
        order=[ascending(distance), ascending(Store.id)],
        visible=EVERYONE,
    ),
)
