"""What still has to be done about what happened: one row per (event, consumer), written with the event itself.

At least once out: a consumer may see a message again and must not do it twice. Messages of one application come to one
consumer in their order, until one is dead: a dead one is shown to a person and no longer blocks the rest.
"""

from core.outbox.consumers import (
    Consumer,
    Dead,
    Message,
    Planned,
    forget_consumers,
    news,
    on_news,
    register,
)
from core.outbox.rows import LEASE_MS, MOST_ATTEMPTS, Queue, add, claim, dead, queue, revive
from core.outbox.working import work_once

__all__ = [
    "LEASE_MS",
    "MOST_ATTEMPTS",
    "Consumer",
    "Dead",
    "Message",
    "Planned",
    "Queue",
    "add",
    "claim",
    "dead",
    "forget_consumers",
    "news",
    "on_news",
    "queue",
    "register",
    "revive",
    "work_once",
]
