"""Who looked at a citizen's data, when and what for: read by the citizen. No name of staff, but the department's."""

from dataclasses import dataclass

from core import db, words
from core.house import department_name
from core.time import rfc3339

MOST = 100
_LOOKS = """SELECT id, who_kind, department, what, purpose, case_id, at FROM access_log
WHERE citizen_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"""


@dataclass(frozen=True)
class Look:
    """One look. `what` is what was looked at, `says` the same in words; `case` the case it was for, if any."""

    at: str
    department: str
    department_name: str
    what: str
    says: str
    purpose: str
    case: str | None


@dataclass(frozen=True)
class Looks:
    items: tuple[Look, ...]
    next: str | None


async def looks_at(citizen_id: str, limit: int = 20, after: str | None = None, language: str = words.DEFAULT) -> Looks:
    """Newest first. `after` is the `next` of the page before."""
    most = min(max(limit, 1), MOST)
    found = await db.rows(_LOOKS, citizen_id, after or "~", most + 1)  # "~" sorts after every id
    page = found[:most]
    return Looks(tuple(_look(row, language) for row in page), page[-1]["id"] if len(found) > most else None)


def _look(row: db.Row, language: str) -> Look:
    department = row["department"] or ""
    return Look(
        rfc3339(row["at"]),
        department,
        department_name(department),
        row["what"],
        _in_words("looked_at", row["what"], language),
        _in_words("looked_for", row["purpose"], language),
        row["case_id"],
    )


def _in_words(section: str, code: str, language: str) -> str:
    """What the city calls it; what an officer wrote, as it was written."""
    key = f"{section}.{code}"
    return words.say(key, {}, language) if words.known(key) else code
