"""Applications, their parties and cases, and the append-only history."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model

from core.records import columns


class ApplicationRow(Model):
    """One sheet for one scene. chain is the hash of its newest event, seq that event's number.

    due_on is the day of the offices' answer, act_by the last day of what the citizen has to do first.
    """

    id = columns.key()
    citizen_id = columns.ref()
    subject_id = columns.ref(null=True)
    scene = columns.word(64)
    scene_version = columns.word(32)
    state = columns.word(24)
    version = fields.IntField(default=1)
    seq = fields.IntField(default=0)
    chain = columns.word(64)
    answers = columns.sealed()
    facts = columns.sealed(null=True)
    query_code = columns.word(16, null=True, unique=True)
    region = columns.word(12)
    channel = columns.word(32)
    created_at = columns.at()
    updated_at = columns.at()
    submitted_at = columns.at(null=True)
    due_on = columns.on(null=True)
    act_by = columns.on(null=True)
    closed_at = columns.at(null=True)

    class Meta:
        table = "applications"
        indexes = (("citizen_id", "updated_at", "id"),)


class PartyRow(Model):
    """A person in an application, by role: subject, applicant, co_applicant, agent, payer, contact.

    state: confirmed, invited, declined, lapsed, or unregistered (a subject without an ID number yet). confirm_by is
    the last day an invited party may answer on.
    """

    id = columns.key()
    application_id = columns.ref(index=True)
    role = columns.word(24)
    citizen_id = columns.ref(null=True, index=True)
    name = columns.sealed(null=True)
    id_number = columns.sealed(null=True)
    id_number_index = columns.blind(null=True)
    phone = columns.sealed(null=True)
    state = columns.word(16)
    confirm_by = columns.on(null=True)
    confirmed_at = columns.at(null=True)

    class Meta:
        table = "parties"
        indexes = (("id_number_index",),)  # told here: a column that is added later gets no index by itself


class CaseRow(Model):
    """One item handled by one department, with its own state, clock and number.

    opened is 1 until the case has ended; wake_on the next day on which the clock has to look at it.
    """

    id = columns.key()
    application_id = columns.ref(index=True)
    citizen_id = columns.ref()
    item = columns.word(64)
    number = columns.word(50, null=True, unique=True)
    department = columns.word(64)
    region = columns.word(12)
    state = columns.word(24)
    result = columns.word(24, null=True)
    version = fields.IntField(default=1)
    position = fields.SmallIntField(default=0)
    after = fields.TextField(default="[]")
    marks = fields.TextField(default="{}")
    clock = fields.TextField(null=True)
    due_on = columns.on(null=True)
    lamp = columns.word(8, null=True)
    submitted_at = columns.at(null=True)
    accepted_at = columns.at(null=True)
    decided_at = columns.at(null=True)
    decided_by = columns.word(40, null=True)
    closed_at = columns.at(null=True)
    reason = columns.sealed(null=True)
    claimed_by = columns.ref(null=True)
    claimed_until = columns.at(null=True)
    opened = fields.SmallIntField(default=1)
    wake_on = columns.on(null=True)

    class Meta:
        table = "cases"
        indexes = (
            ("department", "region", "state", "id"),
            PartialIndex(fields=("department", "due_on", "id"), condition={"opened": 1}, name="cases_open"),
            PartialIndex(fields=("claimed_by", "id"), condition={"opened": 1}, name="cases_claimed"),
            PartialIndex(fields=("wake_on", "id"), condition={"opened": 1}, name="cases_to_wake"),
        )


class EventRow(Model):
    """One line of history: who, for whom, from, to, why, when, and the hash of the line before."""

    id = columns.key()
    application_id = columns.ref()
    case_id = columns.ref(null=True)
    citizen_id = columns.ref()
    seq = fields.IntField()
    kind = columns.word(48)
    from_state = columns.word(24, null=True)
    to_state = columns.word(24, null=True)
    actor_kind = columns.word(16)
    actor_id = columns.word(40, null=True)
    role = columns.word(24, null=True)
    on_behalf_of = columns.ref(null=True)
    note = columns.sealed(null=True)
    data = fields.TextField(default="{}")
    at = columns.at()
    previous = columns.word(64)
    hash = columns.word(64)

    class Meta:
        table = "events"
        unique_together = (("application_id", "seq"),)


class ConsentRow(Model):
    """What a person agreed to, in the words they saw."""

    id = columns.key()
    citizen_id = columns.ref(index=True)
    application_id = columns.ref(index=True)
    consent = columns.word(48)
    says = fields.TextField()
    given_at = columns.at()

    class Meta:
        table = "consents"
