"""Stores the viewer keeps at hand, latest first."""

from sqlalchemy import Uuid, bindparam

from engine.declare.relation import EVERYONE, Pages, descending
from models import Favourite, Store
from services.home.section import Section

SECTION = Section(
    key="favourites",
    title="Your favourites",
    needs_viewer=True,
    rows=Pages(
        name="home_favourites",
        model=Store,
        join=(Favourite.__table__, Favourite.store_id == Store.id),
        where=[Favourite.user_id == bindparam("viewer_id", type_=Uuid)],
        order=[descending(Favourite.created_at), descending(Favourite.id)],
        visible=EVERYONE,
    ),
)
