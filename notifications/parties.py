"""Letters to people of an application who are not the applicant.

Who is asked to confirm is perhaps nobody's citizen yet: whoever has proved that number here is told at their own phone
and in their own inbox, anybody else at the phone that the sheet names. Who has said yes is a citizen, and hears on.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from core import db
from core.applications import parties
from core.citizens.citizen import PHONE
from core.crypto import open_text
from core.json import decode
from core.secret import Phone
from notifications.composing import SMS, Recipient

EVERYTHING = "*"  # the kind of a preference that is for all letters
_PARTIES = """SELECT p.id, p.phone AS said, z.id AS citizen_id, z.phone,
  (SELECT min(o.wanted) FROM preferences o WHERE o.citizen_id = z.id AND o.channel = $1 AND o.kind = $2) AS wanted
FROM parties p LEFT JOIN citizens z ON z.id_number_index = p.id_number_index WHERE p.id IN ({asked})"""

# A person once, in however many roles; whose sheet it is has a letter of their own. From their yes on.
_OTHERS = """
WITH w(event_id, kind) AS (VALUES {asked})
SELECT DISTINCT w.event_id, z.id AS citizen_id, z.phone,
  (SELECT min(o.wanted) FROM preferences o
    WHERE o.citizen_id = z.id AND o.channel = $1 AND o.kind IN ($2, w.kind)) AS wanted
FROM w JOIN events e ON e.id = w.event_id JOIN applications a ON a.id = e.application_id
JOIN parties p ON p.application_id = a.id AND p.state = $3 AND p.citizen_id <> a.citizen_id AND p.confirmed_at <= e.at
JOIN citizens z ON z.id = p.citizen_id
WHERE NOT EXISTS (SELECT 1 FROM letters l WHERE l.event_key = 'event:' || e.id || ':' || z.id)
ORDER BY w.event_id, z.id
"""


async def others(asked: Sequence[tuple[str, str]]) -> dict[str, tuple[Recipient, ...]]:
    """By event, those who had said yes when it happened and have no letter of it yet. `asked`: event and kind."""
    if not asked:
        return {}
    marks = ", ".join(f"(${n}, ${n + 1})" for n in range(4, 2 * len(asked) + 4, 2))
    values = [value for pair in asked for value in pair]
    told: dict[str, tuple[Recipient, ...]] = {}
    for row in await db.rows(_OTHERS.format(asked=marks), SMS, EVERYTHING, parties.CONFIRMED, *values):
        told[row["event_id"]] = (*told.get(row["event_id"], ()), _citizen(row))
    return told


async def recipients(events: Sequence[db.Row]) -> dict[str, Recipient]:
    """By event, the party that it names; one read, none without such an event. `events`: event_id and data."""
    asked = {row["event_id"]: party for row in events if (party := _party_in(row))}
    if not asked:
        return {}
    ids = list(dict.fromkeys(asked.values()))
    marks = ", ".join(f"${n}" for n in range(3, len(ids) + 3))
    found = {row["id"]: row for row in await db.rows(_PARTIES.format(asked=marks), SMS, EVERYTHING, *ids)}
    return {event: _recipient(found[party]) for event, party in asked.items() if party in found}


def _party_in(row: db.Row) -> str:
    data = cast(Mapping[str, str], decode(row["data"]))
    return data.get("party_id", "")


def _recipient(row: db.Row) -> Recipient:
    if row["citizen_id"] is None:
        return Recipient(None, Phone(open_text(row["said"], parties.PHONE)) if row["said"] else None)
    return _citizen(row)


def _citizen(row: db.Row) -> Recipient:
    phone = Phone(open_text(row["phone"], PHONE)) if row["phone"] else None
    return Recipient(row["citizen_id"], phone, wants_sms=row["wanted"] is None or bool(row["wanted"]))
