"""A customer's addresses."""

import strawberry

import models
from engine.declare.fields import column, identity
from schema.node import Node
from schema.place import Location, located


@strawberry.type(description="A place a customer has deliveries brought to.")
class Address(Node):
    """Rows of `addresses`."""

    id: strawberry.ID = identity("Address", models.Address.id)
    label: str = column(models.Address.label, "What the customer calls it, such as Home.")
    street: str = column(models.Address.street, "Street and number.")
    unit: str | None = column(models.Address.unit, "Floor, flat or door.")
    city: str = column(models.Address.city, "City.")
    postal_code: str = column(models.Address.postal_code, "Postal code.")
    country: str = column(models.Address.country, "ISO 3166-1 alpha-2 code.")
    location: Location = located(models.Address.latitude, models.Address.longitude, "Where it is.")
    instructions: str | None = column(models.Address.instructions, "What the courier should know.")
    is_default: bool = column(models.Address.is_default, "Whether new carts are for this address.")
