"""By which ways a person is told, said before anything is sent. The inbox always; texts unless switched off."""

from collections.abc import Iterable
from dataclasses import dataclass

from core import db
from core.applications import PartyView
from core.applications.parties import TO_INVITE
from core.citizens.citizen import PHONE
from core.crypto import open_text
from core.db import Batch
from core.ids import new_id
from core.refusals import NotFound
from core.secret import Phone
from notifications import wording
from notifications.composing import SMS
from notifications.parties import EVERYTHING
from notifications.post import post

_WANTED = """
INSERT INTO preferences (id, citizen_id, kind, channel, wanted) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (citizen_id, kind, channel) DO UPDATE SET wanted = excluded.wanted
"""


@dataclass(frozen=True)
class Told:
    """`party` and `how` in words."""

    party: str
    how: str


async def told(citizen_id: str, others: Iterable[PartyView] = ()) -> tuple[Told, ...]:
    """Who will be told of this citizen's applications, and how. `others`: the people a draft will ask to confirm it.

    Raises: NotFound `citizen_unknown`.
    """
    row = await db.row(
        "SELECT phone, (SELECT min(wanted) FROM preferences p WHERE p.citizen_id = z.id AND p.channel = $2"
        " AND p.kind = $3) AS wanted FROM citizens z WHERE z.id = $1",
        citizen_id,
        SMS,
        EVERYTHING,
    )
    if row is None:
        raise NotFound("citizen_unknown")
    head, texts = post().letters.head, post().for_rung(SMS)
    ways = [Told(head.to_you, head.by_inbox)]
    if row["phone"] and row["wanted"] != 0 and texts:
        phone = Phone(open_text(row["phone"], PHONE))
        ways.append(Told(head.to_you, wording.filled(head.by_sms, {"phone": phone.masked()})))
    for one in others:
        if one.phone and texts:
            ways.append(Told(one.says, wording.filled(head.by_party_sms, {"phone": one.phone})))
        if one.state == TO_INVITE:
            ways.append(Told(one.says, head.after_yes))
    return tuple(ways)


def prefer(batch: Batch, citizen_id: str, *, sms: bool) -> None:
    """Switch texts about progress on or off. What the law wants told is told all the same (a letter's `must`)."""
    batch.run(_WANTED, new_id(), citizen_id, EVERYTHING, SMS, int(sms))
