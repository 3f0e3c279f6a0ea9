"""From a channel's proof to a citizen: the account is found or made, never guessed from a phone."""

from core import db
from core.citizens.accounts import holder_of, put_account
from core.citizens.citizen import PHONE, Citizen, citizen_of
from core.crypto import blind, seal
from core.db import Batch
from core.db.batch import Value
from core.ids import new_id
from core.time import now_ms

ASSURANCE_OF_PHONE = 1  # self-declared phone, DESIGN section 2


async def sign_in(kind: str, subject: str, phone: str | None = None, also: tuple[str, ...] = ()) -> Citizen:
    """The citizen behind `subject` (a phone, an openid), an account of this kind; made on the first visit.

    `phone` is one the channel has proved. `also`: other subjects of the kind and of the same person; whoever is known
    by one of them is known by all from now on, but what belongs to two citizens already stays with each. Two first
    visits at once make one citizen.
    """
    subjects = (subject, *also)
    found, unknown = await holder_of(kind, subjects)
    if found is None:
        try:
            return await citizen_of(await _made(kind, subjects, phone))
        except db.Taken:
            found, unknown = await holder_of(kind, subjects)
            if found is None:
                raise
    for name in unknown:
        await _known_as(found, kind, name)
    return await citizen_of(found)


async def _known_as(citizen_id: str, kind: str, subject: str) -> None:
    """One more name. Somebody who was quicker keeps it."""
    batch = Batch()
    put_account(batch, citizen_id, kind, subject)
    try:
        await db.commit(batch)
    except db.Taken:
        return


async def _made(kind: str, subjects: tuple[str, ...], phone: str | None) -> str:
    citizen_id = new_id()
    citizen: dict[str, Value] = {
        "id": citizen_id,
        "assurance": ASSURANCE_OF_PHONE if phone else 0,
        "created_at": now_ms(),
        "version": 1,
    }
    if phone:
        citizen |= {"phone": seal(phone, PHONE), "phone_index": blind(phone, "phone")}
    batch = Batch()
    batch.insert("citizens", citizen)
    for subject in subjects:
        put_account(batch, citizen_id, kind, subject)
    await db.commit(batch)
    return citizen_id
