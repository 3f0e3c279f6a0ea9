"""From a channel's proof to a citizen: the account is found or made, never guessed from a phone."""

from core import db
from core.citizens.citizen import PHONE, Citizen, citizen_of
from core.crypto import blind, blind_candidates, seal
from core.db import Batch
from core.db.batch import Value
from core.ids import new_id
from core.time import now_ms

ASSURANCE_OF_PHONE = 1  # self-declared phone, DESIGN section 2


async def sign_in(channel: str, subject: str, phone: str | None = None) -> Citizen:
    """The citizen behind `subject` (a phone, an openid) at `channel`; made on the first visit.

    `phone` is one the channel has proved. Two first visits at once make one citizen.
    """
    found = await _found(channel, subject)
    if found is None:
        try:
            return await citizen_of(await _made(channel, subject, phone))
        except db.Taken:
            found = await _found(channel, subject)
            if found is None:
                raise
    return await citizen_of(found)


async def _found(channel: str, subject: str) -> str | None:
    candidates = blind_candidates(subject, f"accounts.{channel}")
    marks = ", ".join(f"${n}" for n in range(2, len(candidates) + 2))
    row = await db.row(
        f"SELECT citizen_id FROM accounts WHERE channel = $1 AND subject_index IN ({marks})", channel, *candidates
    )
    return None if row is None else str(row["citizen_id"])


async def _made(channel: str, subject: str, phone: str | None) -> str:
    citizen_id, now = new_id(), now_ms()
    citizen: dict[str, Value] = {
        "id": citizen_id,
        "assurance": ASSURANCE_OF_PHONE if phone else 0,
        "created_at": now,
        "version": 1,
    }
    if phone:
        citizen |= {"phone": seal(phone, PHONE), "phone_index": blind(phone, "phone")}
    batch = Batch()
    batch.insert("citizens", citizen)
    batch.insert(
        "accounts",
        {
            "id": new_id(),
            "citizen_id": citizen_id,
            "channel": channel,
            "subject": seal(subject, "accounts.subject"),
            "subject_index": blind(subject, f"accounts.{channel}"),
            "created_at": now,
        },
    )
    await db.commit(batch)
    return citizen_id
