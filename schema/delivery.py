"""The way of an order, and who rides it."""

from datetime import datetime

import strawberry

import models
from engine.declare.fields import column, identity, one
from loaders.delivery import courier_by_id
from loaders.user import user_by_id
from schema.enums import DeliveryStatus
from schema.place import Location, located
from schema.user import User

Table = models.Delivery


@strawberry.type(description="Who brings an order.")
class Courier:
    """Rows of `couriers`."""

    id: strawberry.ID = identity("Courier", models.Courier.id)
    vehicle: str = column(models.Courier.vehicle, "bicycle, scooter or car.")
    location: Location | None = located(models.Courier.latitude, models.Courier.longitude, "Where they were seen last.")
    located_at: datetime | None = column(models.Courier.located_at, "When they were seen there.")
    person: User | None = one(user_by_id, models.Courier.user_id, "Name and portrait.")


@strawberry.type(description="An order's way from the shop to the door.")
class Delivery:
    """Rows of `deliveries`."""

    id: strawberry.ID = identity("Delivery", Table.id)
    status: DeliveryStatus = column(Table.status, "Where the courier stands.")
    pickup: Location = located(Table.pickup_latitude, Table.pickup_longitude, "The shop.")
    dropoff: Location = located(Table.dropoff_latitude, Table.dropoff_longitude, "The door.")
    distance_metres: int = column(Table.distance_metres, "From the shop to the door, as the crow flies.")
    eta: datetime | None = column(Table.eta, "When it should be at the door.")
    eta_basis: str | None = column(Table.eta_basis, "What the ETA rests on.")
    assigned_at: datetime | None = column(Table.assigned_at, "When the courier took it on.")
    picked_up_at: datetime | None = column(Table.picked_up_at, "When it left the shop.")
    delivered_at: datetime | None = column(Table.delivered_at, "When it was handed over.")
    courier: Courier | None = one(courier_by_id, Table.courier_id, "Who brings it; null until somebody does.")
