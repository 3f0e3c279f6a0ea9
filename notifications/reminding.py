"""Telling people that a day they asked about is near: the letter and its being told become durable together."""

from collections.abc import Mapping, Sequence

from core import db, faults, reminders
from core.citizens.citizen import PHONE
from core.crypto import open_text
from core.db import Batch
from core.house import house
from core.reminders import Due
from core.secret import Phone
from core.time import today
from core.words import spoken_date
from notifications.composing import SMS, Occasion, Recipient, put
from notifications.letters import REMINDER
from notifications.parties import EVERYTHING
from notifications.post import post, posted

_CITIZENS = """
SELECT z.id, z.phone, (SELECT min(p.wanted) FROM preferences p
  WHERE p.citizen_id = z.id AND p.channel = $1 AND p.kind IN ($2, $3)) AS wanted
FROM citizens z WHERE z.id IN ({asked})
"""


async def work_once(limit: int = 50) -> int:
    """Tell those whose day has come by business time. Answers how many: 0 means nobody is to be told just now."""
    on = today()
    if not await reminders.is_due(on):
        return 0

    async def tell() -> int:
        due = await reminders.claim_due(on, limit)
        faults.point("reminders_claimed")
        await db.commit(await _letters(due))
        faults.point("reminders_written")
        return len(due)

    told = await db.tx(tell)
    if told:
        posted()
    return told


async def _letters(due: Sequence[Due]) -> Batch:
    """A scene the city no longer has is not spoken of."""
    batch, letter, scenes = Batch(), post().letters.of(REMINDER), house().city.scenes
    recipients = await _recipients(sorted({one.citizen_id for one in due}))
    for one in due:
        if one.scene in scenes and one.citizen_id in recipients:
            values = {"scene": scenes[one.scene].title, "day": spoken_date(one.possible_on)}
            put(batch, letter, values, recipients[one.citizen_id], Occasion(f"reminder:{one.id}"))
    return batch


async def _recipients(citizens: Sequence[str]) -> Mapping[str, Recipient]:
    if not citizens:
        return {}
    marks = ", ".join(f"${n}" for n in range(4, 4 + len(citizens)))
    found = await db.rows(_CITIZENS.format(asked=marks), SMS, EVERYTHING, REMINDER, *citizens)
    return {row["id"]: _recipient(row) for row in found}


def _recipient(row: db.Row) -> Recipient:
    phone = Phone(open_text(row["phone"], PHONE)) if row["phone"] else None
    return Recipient(row["id"], phone, wants_sms=row["wanted"] is None or bool(row["wanted"]))
