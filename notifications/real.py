"""Is this text really from the city? Every official text carries a short code; whoever has it may ask."""

from dataclasses import dataclass

from core import db
from core.house import house
from core.ids import tidy_code
from core.time import on_date
from notifications.post import post


@dataclass(frozen=True)
class Real:
    """`about` says what kind of letter it was, never whose. `sent_on` is a date, ISO text."""

    sent_by: str
    about: str
    sent_on: str
    known: bool = True


@dataclass(frozen=True)
class NotOurs:
    what_to_do: str
    known: bool = False


async def is_this_real(code: str) -> Real | NotOurs:
    """What we know of a code somebody read in a text."""
    tidy, head = tidy_code(code), post().letters.head
    row = None
    if 0 < len(tidy) <= 16:
        row = await db.row("SELECT kind, department, created_at FROM letters WHERE code = $1", tidy)
    if row is None:
        return NotOurs(head.not_ours)
    department = house().city.departments.get(row["department"] or "")
    letter = post().letters.by_kind.get(row["kind"])
    return Real(
        department.name if department else head.sender,
        letter.about if letter else head.sender,
        on_date(row["created_at"]).isoformat(),
    )
