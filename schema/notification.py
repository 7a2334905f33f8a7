"""What the app told a person."""

from datetime import datetime

import strawberry

import models
from engine.declare.fields import column, identity, one
from loaders.order import order_by_id
from schema.enums import NotificationKind
from schema.node import Node
from schema.order import Order

Table = models.Notification


@strawberry.type(description="One entry of the viewer's list of notifications.")
class Notification(Node):
    """Rows of `notifications`."""

    id: strawberry.ID = identity("Notification", Table.id)
    kind: NotificationKind = column(Table.kind, "What it is about.")
    title: str = column(Table.title, "Short text.")
    body: str = column(Table.body, "The whole text.")
    created_at: datetime = column(Table.created_at, "When it was sent.")
    read_at: datetime | None = column(Table.read_at, "When it was read; null while it is new.")
    order: Order | None = one(order_by_id, Table.order_id, "Where a tap leads.")
