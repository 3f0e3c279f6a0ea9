"""What we answer a text with. From another's phone a code is as good as unknown: nothing is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from core import db
from core.applications.versions import pinned
from core.crypto import blind_candidates
from core.db import Batch
from core.secret import Phone
from core.words import spoken_date
from notifications import due, keywords, wording
from notifications.ladder import prefer
from notifications.particulars import cases_of, office_of
from notifications.post import post
from notifications.real import NotOurs, is_this_real

PHONE_INDEX = "phone"  # how core.citizens indexes phones


@dataclass(frozen=True)
class Answer:
    """Which letter, with which values."""

    name: str
    values: Mapping[str, str]


async def answer(sender: Phone, text: str, batch: Batch) -> Answer:
    """What to say. What the text changes (texts switched off) is put into `batch`."""
    asked = keywords.read(text, post().letters.answers)
    if asked is None:
        return Answer("help", {})
    match asked.wants:
        case "progress":
            return await _progress(sender, asked.code) or Answer("unknown", {})
        case "unsubscribed" | "subscribed" as wish:
            for citizen_id in await _citizens(sender):
                prefer(batch, citizen_id, sms=wish == "subscribed")
            return Answer(wish, {})
        case "real":
            return await _real(asked.code)
        case None:
            return await _progress(sender, asked.code) or await _real(asked.code)
    return Answer("help", {})


async def _real(code: str) -> Answer:
    found = await is_this_real(code)
    if isinstance(found, NotOurs):
        return Answer("not_real", {})
    return Answer("real", {"about": found.about, "sent_by": found.sent_by, "sent_on": spoken_date(found.sent_on)})


async def _progress(sender: Phone, code: str) -> Answer | None:
    """Of the sender's own application only."""
    if not code:
        return None
    row = await db.row(
        "SELECT id, citizen_id, scene, scene_version, state, due_on, act_by FROM applications WHERE query_code = $1",
        code[:16],
    )
    if row is None or row["citizen_id"] not in await _citizens(sender):
        return None
    scene = await pinned(row["scene"], row["scene_version"])
    letters = post().letters
    cases = await cases_of(row["id"])
    values = {
        "office": office_of(letters.head, [scene.departments[slug] for slug in cases.departments]),
        "promise": due.promise(letters.head, row["due_on"] or cases.due_on),
        "act_by": spoken_date(row["act_by"]) if row["act_by"] else "",
    }
    return Answer("progress", {"scene": scene.title, "now": wording.filled(_now(row["state"]), values)})


def _now(state: str) -> str:
    return post().letters.answers["progress"].states[state]


async def _citizens(sender: Phone) -> list[str]:
    """Everybody who gave us this phone: a family may share one."""
    sql = "SELECT id FROM citizens WHERE phone_index = $1"
    candidates = blind_candidates(sender.reveal(), PHONE_INDEX)
    return [row["id"] for candidate in candidates for row in await db.rows(sql, candidate)]
