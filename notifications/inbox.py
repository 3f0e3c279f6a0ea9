"""A citizen's letters, as the faces show them. Another person's letter is not there."""

from dataclasses import dataclass

from core import db
from core.crypto import open_text
from core.db import Batch
from core.ids import grouped
from core.refusals import NotFound
from core.time import now_ms, rfc3339
from notifications.composing import BODY, TITLE

MOST = 100
_SELECT = "SELECT id, application_id, case_id, kind, title, body, code, created_at, read_at FROM letters"
_PAGE = f"{_SELECT} WHERE citizen_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
_ONE = f"{_SELECT} WHERE id = $1 AND citizen_id = $2"
_READ = "UPDATE letters SET read_at = $1 WHERE id = $2 AND citizen_id = $3 AND read_at IS NULL"


@dataclass(frozen=True)
class Inboxed:
    """One letter. `code` is the one its text carries, in groups."""

    id: str
    application_id: str | None
    case_id: str | None
    kind: str
    title: str
    body: str
    code: str
    at: str
    read: bool


@dataclass(frozen=True)
class Inbox:
    items: tuple[Inboxed, ...]
    next: str | None
    unread: int


def _inboxed(row: db.Row) -> Inboxed:
    return Inboxed(
        row["id"],
        row["application_id"],
        row["case_id"],
        row["kind"],
        open_text(row["title"], TITLE),
        open_text(row["body"], BODY),
        grouped(row["code"]),
        rfc3339(row["created_at"]),
        row["read_at"] is not None,
    )


async def inbox(citizen_id: str, limit: int = 20, after: str | None = None) -> Inbox:
    """Newest first. `after`: the id of the last one seen."""
    most = min(max(limit, 1), MOST)
    found = await db.rows(_PAGE, citizen_id, after or "~", most + 1)  # "~" sorts after every id
    unread = await db.row("SELECT count(*) AS n FROM letters WHERE citizen_id = $1 AND read_at IS NULL", citizen_id)
    page = found[:most]
    more = page[-1]["id"] if len(found) > most else None
    return Inbox(tuple(_inboxed(row) for row in page), more, int(unread["n"]) if unread else 0)


async def one(citizen_id: str, letter_id: str) -> Inboxed:
    """Raises: NotFound `letter_unknown`."""
    row = await db.row(_ONE, letter_id, citizen_id)
    if row is None:
        raise NotFound("letter_unknown")
    return _inboxed(row)


async def read(citizen_id: str, letter_id: str) -> Inboxed:
    """Mark as read; the first time counts. Raises: NotFound `letter_unknown`."""
    batch = Batch()
    batch.run(_READ, now_ms(), letter_id, citizen_id)
    await db.commit(batch)
    return await one(citizen_id, letter_id)
