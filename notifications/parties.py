"""Letters to a person of an application who is not the applicant, and perhaps nobody's citizen yet.

Whoever has proved that number here is told at their own phone and in their own inbox; anybody else at the phone that
the sheet names.
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
    phone = Phone(open_text(row["phone"], PHONE)) if row["phone"] else None
    return Recipient(row["citizen_id"], phone, wants_sms=row["wanted"] is None or bool(row["wanted"]))
