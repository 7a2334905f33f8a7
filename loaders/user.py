"""People: oneself, and others as far as they show (the author of a review, the courier at the door)."""

import models
from engine.declare.relation import AS_PARENT, One
from loaders.viewer import OWN_PROFILE

viewer_by_id = One(name="viewer_by_id", model=models.User, key=models.User.id, visible=OWN_PROFILE)
user_by_id = One(name="user_by_id", model=models.User, key=models.User.id, visible=AS_PARENT)
