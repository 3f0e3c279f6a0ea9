"""Papers: what was uploaded, what filled a case's list, what is owed, and the licences the city issues."""

from tortoise import fields
from tortoise.models import Model

from core.records import columns


class UploadRow(Model):
    """A file a person gave. place is its random name outside the web root, target a material or field id."""

    id = columns.key()
    application_id = columns.ref(index=True)
    citizen_id = columns.ref()
    target = columns.word(64)
    name = columns.sealed()
    media_type = columns.word(64)
    size = fields.IntField()
    sha256 = columns.word(64)
    place = columns.word(64)
    trust = columns.word(1)
    removed_at = columns.at(null=True)
    created_at = columns.at()

    class Meta:
        table = "uploads"


class MaterialRow(Model):
    """One paper of one case: where it came from and how far it is trusted (A..D)."""

    id = columns.key()
    application_id = columns.ref(index=True)
    case_id = columns.ref(index=True)
    material = columns.word(64)
    source = columns.word(64, null=True)
    trust = columns.word(1, null=True)
    reference = columns.word(120, null=True)
    state = columns.word(16)

    class Meta:
        table = "materials"


class PromiseRow(Model):
    """A paper still owed, and by when. state: owed, kept, overdue or broken."""

    id = columns.key()
    application_id = columns.ref(index=True)
    case_id = columns.ref()
    material = columns.word(64)
    owed_on = columns.on(null=True)
    state = columns.word(16)
    kept_at = columns.at(null=True)

    class Meta:
        table = "promises"
        indexes = (("case_id",),)


class LicenceRow(Model):
    """An electronic licence. identifier is its GB/T 36904 id."""

    id = columns.key()
    citizen_id = columns.ref(index=True)
    application_id = columns.ref(null=True, index=True)
    case_id = columns.ref(null=True)
    kind = columns.word(64)
    identifier = columns.word(120, unique=True)
    holder = columns.sealed()
    body = columns.sealed()
    status = columns.word(16)
    issuer = columns.word(64)
    region = columns.word(12)
    issued_on = columns.on()
    valid_until = columns.on(null=True)
    version = fields.IntField(default=1)
    created_at = columns.at()

    class Meta:
        table = "licences"


class LicenceCodeRow(Model):
    """A code that shows a licence to a stranger for a minute. Only its hash is kept."""

    code_hash = columns.word(64)
    id = columns.key()
    licence_id = columns.ref()
    created_at = columns.at()
    expires_at = columns.at()

    class Meta:
        table = "licence_codes"
        unique_together = (("code_hash",),)
