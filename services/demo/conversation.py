"""Writes talks between customers and couriers."""

from datetime import datetime, timedelta

from services.demo.batch import Batch
from services.demo.chance import Chance
from services.demo.city import Order, Town
from services.demo.content import phrases
from services.demo.rows.orders import ConversationRow, MessageRow, ParticipantRow


class ConversationWriter:
    """Writes a talk for some of the orders that a courier carries or carried."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance = Chance.of(town.seed, "conversations")

    def add_conversation(self, batch: Batch, order: Order) -> None:
        """Add a talk, more often while the order is on its way; Ana always talks with Rui."""
        plan, chance = order.plan, self._chance
        if plan.rider is None:
            return
        is_anas = plan.customer is self._town.customers[0] and plan.status.is_active
        if not is_anas and not chance.happens(0.5 if plan.status.is_active else 0.04):
            return
        talk = chance.choice(phrases().conversations)
        started = min(plan.changed_at, self._town.now) - timedelta(seconds=chance.randint(200, 280))
        started = max(started, plan.placed_at)
        key = chance.key(started)
        times = [started + timedelta(seconds=40 * turn) for turn in range(len(talk))]
        batch.add(ConversationRow(key, order.id, started, times[-1]))
        people = {"c": plan.customer.id, "r": plan.rider.user_id}
        for user_id in people.values():
            read_until: datetime | None = times[-2] if plan.status.is_active else times[-1]
            batch.add(ParticipantRow(key, user_id, read_until, started))
        for sentence, at in zip(talk, times, strict=True):
            speaker, body = sentence.split(": ", 1)
            batch.add(MessageRow(chance.key(at), key, people[speaker], body, at))
