"""Offers that run now, of stores around the place and of the whole service, those that end first leading."""

from sqlalchemy import DateTime, bindparam, exists, or_

from engine.declare.relation import EVERYONE, Pages, ascending
from models import Promotion, Store
from models.place import in_cells
from services.home.section import Section

now = bindparam("now", type_=DateTime(timezone=True))

SECTION = Section(
    key="offers",
    title="Offers",
    rows=Pages(
        name="home_offers",
        model=Promotion,
        where=[
            Promotion.starts_at <= now,
            Promotion.ends_at > now,
            Promotion.code.is_(None),
            or_(
                Promotion.store_id.is_(None),
                exists().where(Store.id == Promotion.store_id, in_cells(Store.cell)),
            ),
        ],
        order=[ascending(Promotion.ends_at), ascending(Promotion.id)],
        visible=EVERYONE,
    ),
)
