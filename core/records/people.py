"""Citizens, the accounts they reach us by, their sessions and the codes they sign in with."""

from tortoise import fields
from tortoise.models import Model

from core.records import columns


class CitizenRow(Model):
    """One person, however many channels. id_number_index is unique: one certificate, one citizen."""

    id = columns.key()
    name = columns.sealed(null=True)
    id_number = columns.sealed(null=True)
    id_number_index = columns.blind(null=True, unique=True)
    phone = columns.sealed(null=True)
    phone_index = columns.blind(null=True, index=True)
    assurance = fields.SmallIntField(default=0)
    verified_at = columns.at(null=True)
    created_at = columns.at()
    version = fields.IntField(default=1)

    class Meta:
        table = "citizens"


class AccountRow(Model):
    """A channel's name for a citizen: phone, openid, provincial id."""

    id = columns.key()
    citizen_id = columns.ref(index=True)
    channel = columns.word(32)
    subject = columns.sealed()
    subject_index = columns.blind()
    created_at = columns.at()

    class Meta:
        table = "accounts"
        unique_together = (("channel", "subject_index"),)


class SessionRow(Model):
    """A device that is signed in, or a visitor who is not yet (citizen_id null)."""

    id = columns.key()
    citizen_id = columns.ref(null=True, index=True)
    token_hash = columns.word(64, unique=True)
    channel = columns.word(32)
    face = columns.word(16)
    device = columns.word(120, null=True)
    csrf = columns.word(64, null=True)
    notes = columns.sealed(null=True)
    created_at = columns.at()
    seen_at = columns.at()
    expires_at = columns.at()
    ended_at = columns.at(null=True)

    class Meta:
        table = "sessions"


class SignInCodeRow(Model):
    """A code sent to a phone. Only its hash is kept."""

    id = columns.key()
    phone_index = columns.blind()
    code_hash = columns.word(64)
    tries = fields.SmallIntField(default=0)
    created_at = columns.at()
    expires_at = columns.at()
    used_at = columns.at(null=True)

    class Meta:
        table = "sign_in_codes"
        indexes = (("phone_index", "created_at"),)
