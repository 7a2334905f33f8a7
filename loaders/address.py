"""A customer's addresses."""

import models
from engine.declare.relation import Many, One, ascending
from loaders.viewer import OWN_ADDRESS

NOT_DELETED = models.Address.deleted_at.is_(None)

address_by_id = One(
    name="address_by_id", model=models.Address, key=models.Address.id, where=[NOT_DELETED], visible=OWN_ADDRESS
)
addresses_by_user = Many(
    name="addresses_by_user",
    model=models.Address,
    key=models.Address.user_id,
    where=[NOT_DELETED],
    order=[ascending(models.Address.created_at), ascending(models.Address.id)],
    visible=OWN_ADDRESS,
)
