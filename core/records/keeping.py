"""The house's own books: published scenes, the outbox, idempotency keys, serial numbers, who looked at what."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model

from core.records import columns


class SceneVersionRow(Model):
    """A published scene with its items, as it was: immutable, named by its content hash."""

    id = columns.key()
    slug = columns.word(64)
    version = columns.word(32)
    body = fields.TextField()
    published_at = columns.at()

    class Meta:
        table = "scene_versions"
        unique_together = (("slug", "version"),)


class OutboxRow(Model):
    """One thing one consumer still has to do about one event. state: 0 waiting, 1 done, 2 dead."""

    id = columns.key()
    event_id = columns.ref()
    consumer = columns.word(32)
    key = columns.ref()
    seq = fields.IntField()
    topic = columns.word(48)
    payload = fields.TextField()
    state = fields.SmallIntField(default=0)
    attempts = fields.SmallIntField(default=0)
    available_at = columns.at()
    locked_until = columns.at(null=True)
    lease = columns.ref(null=True)
    last_error = columns.word(200, null=True)
    created_at = columns.at()
    done_at = columns.at(null=True)

    class Meta:
        table = "outbox"
        unique_together = (("event_id", "consumer"),)
        indexes = (
            # The id is in it on purpose: without it a backlog of equal times was 35 times slower to claim from.
            PartialIndex(fields=("available_at", "id"), condition={"state": 0}, name="outbox_waiting"),
            PartialIndex(fields=("consumer", "key", "seq"), condition={"state": 0}, name="outbox_in_order"),
            PartialIndex(fields=("id",), condition={"state": 2}, name="outbox_dead"),
        )


class IdempotencyRow(Model):
    """The answer to a request that may come again. route is method and path."""

    id = columns.key()
    caller = columns.word(64)
    route = columns.word(160)
    key = columns.word(160)
    body_hash = columns.word(64)
    status = fields.SmallIntField(null=True)
    answer = columns.sealed(null=True)
    created_at = columns.at()
    expires_at = columns.at()

    class Meta:
        table = "idempotency_keys"
        unique_together = (("caller", "route", "key"),)
        indexes = (("expires_at",),)


class SerialRow(Model):
    """The last number handed out in a scope. Numbers are taken in blocks, so a crash may leave gaps, never doubles."""

    scope = fields.CharField(max_length=120, primary_key=True)
    reached = fields.BigIntField()

    class Meta:
        table = "serials"


class AccessRow(Model):
    """Who looked at a citizen's data, and why. department is that of the one who looked."""

    id = columns.key()
    citizen_id = columns.ref()
    who_kind = columns.word(16)
    who = columns.word(40)
    what = columns.word(64)
    purpose = columns.word(120)
    department = columns.word(64, null=True)
    case_id = columns.ref(null=True)
    at = columns.at()

    class Meta:
        table = "access_log"
        indexes = (("citizen_id", "at"),)
