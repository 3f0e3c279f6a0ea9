"""Those who decide: staff and their sessions; notices of law they make; cases handed to a department's own system."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model

from core.records import columns


class StaffRow(Model):
    """One person at a desk. name is what they sign in with, roles a JSON list, region where their department acts."""

    id = columns.key()
    name = columns.word(64, unique=True)
    shown_name = columns.word(64)
    password_hash = columns.word(200)
    totp_secret = columns.sealed()
    totp_step = fields.BigIntField(default=0)
    department = columns.word(64, index=True)
    region = columns.word(12)
    roles = fields.TextField(default="[]")
    tries = fields.SmallIntField(default=0)
    locked_until = columns.at(null=True)
    created_at = columns.at()
    disabled_at = columns.at(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "staff"


class StaffSessionRow(Model):
    """A desk that is signed in."""

    id = columns.key()
    staff_id = columns.ref(index=True)
    token_hash = columns.word(64, unique=True)
    csrf = columns.word(64, null=True)
    created_at = columns.at()
    seen_at = columns.at()
    expires_at = columns.at()
    ended_at = columns.at(null=True)

    class Meta:
        table = "staff_sessions"


class DocumentRow(Model):
    """A notice of law, as it was said on that day. number is the office's, check_code what the QR code carries."""

    id = columns.key()
    event_id = columns.ref()
    application_id = columns.ref(index=True)
    case_id = columns.ref(index=True)
    citizen_id = columns.ref()
    kind = columns.word(48)
    number = columns.word(80, unique=True)
    check_code = columns.word(32, unique=True)
    department = columns.word(64)
    body = columns.sealed()
    issued_on = columns.on()
    created_at = columns.at()
    read_at = columns.at(null=True)

    class Meta:
        table = "documents"
        unique_together = (("event_id", "kind"),)


class HandoverRow(Model):
    """A case that a department's own system decides. number is theirs. state: waiting, answered, refused, taken_back.

    take_back_for: withdrawn or voided, once it is no longer theirs to decide.
    """

    id = columns.key()
    case_id = columns.ref(unique=True)
    application_id = columns.ref()
    office = columns.word(48)
    number = columns.word(80, null=True)
    state = columns.word(16)
    attempts = fields.SmallIntField(default=0)
    ask_at = columns.at(null=True)
    locked_until = columns.at(null=True)
    handed_at = columns.at(null=True)
    answered_at = columns.at(null=True)
    error = columns.word(200, null=True)
    take_back_for = columns.word(16, null=True)
    version = fields.IntField(default=1)
    created_at = columns.at()

    class Meta:
        table = "handovers"
        unique_together = (("office", "number"),)
        indexes = (PartialIndex(fields=("ask_at", "id"), condition={"state": "waiting"}, name="handovers_waiting"),)
