"""Letters to people, how each was delivered, and the texts people send us."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model

from core.records import columns


class LetterRow(Model):
    """What we told a person. event_key makes it once, code answers whether a text is really from us."""

    id = columns.key()
    event_key = columns.word(120, unique=True)
    citizen_id = columns.ref(null=True)
    application_id = columns.ref(null=True, index=True)
    case_id = columns.ref(null=True)
    kind = columns.word(48)
    title = columns.sealed()
    body = columns.sealed()
    code = columns.word(16, unique=True)
    department = columns.word(64, null=True)
    created_at = columns.at()
    read_at = columns.at(null=True)

    class Meta:
        table = "letters"
        indexes = (("citizen_id", "id"),)


class DeliveryRow(Model):
    """One attempt to reach a person by one rung of the ladder."""

    id = columns.key()
    letter_id = columns.ref()
    rung = columns.word(24)
    sender = columns.word(24)
    to_sealed = columns.sealed()
    message = columns.sealed(null=True)
    state = columns.word(16)
    vendor_ref = columns.word(80, null=True, index=True)
    attempts = fields.SmallIntField(default=0)
    available_at = columns.at()
    locked_until = columns.at(null=True)
    lease = columns.ref(null=True)
    sent_at = columns.at(null=True)
    reported_at = columns.at(null=True)
    error = columns.word(200, null=True)

    class Meta:
        table = "deliveries"
        unique_together = (("letter_id", "rung"),)
        indexes = (
            PartialIndex(fields=("available_at", "id"), condition={"state": "waiting"}, name="deliveries_waiting"),
        )


class InboundTextRow(Model):
    """A text somebody sent to the city, once per gateway message id."""

    id = columns.key()
    gateway = columns.word(24)
    message_id = columns.word(80)
    sender = columns.sealed()
    sender_index = columns.blind()
    text = columns.sealed()
    received_at = columns.at()
    answered_at = columns.at(null=True)

    class Meta:
        table = "inbound_texts"
        unique_together = (("gateway", "message_id"),)
        indexes = (("sender_index", "received_at"),)


class PreferenceRow(Model):
    """What a citizen wants to be told, by kind and channel. wanted is 0 or 1."""

    id = columns.key()
    citizen_id = columns.ref()
    kind = columns.word(48)
    channel = columns.word(24)
    wanted = fields.SmallIntField()

    class Meta:
        table = "preferences"
        unique_together = (("citizen_id", "kind", "channel"),)
