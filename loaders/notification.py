"""A person's notifications, newest first."""

import models
from engine.declare.relation import One, Pages, descending
from loaders.viewer import OWN_NOTIFICATION

Notification = models.Notification

notification_by_id = One(name="notification_by_id", model=Notification, key=Notification.id, visible=OWN_NOTIFICATION)
notifications_by_user = Pages(
    name="notifications_by_user",
    model=Notification,
    key=Notification.user_id,
    order=[descending(Notification.created_at), descending(Notification.id)],
    visible=OWN_NOTIFICATION,
)
unread_by_user = Pages(
    name="unread_by_user",
    model=Notification,
    key=Notification.user_id,
    where=[Notification.read_at.is_(None)],
    order=[descending(Notification.created_at), descending(Notification.id)],
    visible=OWN_NOTIFICATION,
)
