"""The accounts by which channels know a citizen: looked up blind, kept sealed."""

from collections.abc import Sequence

from core import db
from core.crypto import blind, blind_candidates, seal
from core.db import Batch
from core.ids import new_id
from core.time import now_ms

PHONE_ACCOUNT = "phone"  # signing in by a code that was sent there


async def holder_of(kind: str, subjects: Sequence[str]) -> tuple[str | None, list[str]]:
    """Who is known by the first of `subjects` that anybody is known by, and which of them nobody is known by."""
    indexes = {index: subject for subject in subjects for index in blind_candidates(subject, _context(kind))}
    marks = ", ".join(f"${n}" for n in range(2, len(indexes) + 2))
    query = f"SELECT citizen_id, subject_index FROM accounts WHERE channel = $1 AND subject_index IN ({marks})"
    held = {indexes[row["subject_index"]]: str(row["citizen_id"]) for row in await db.rows(query, kind, *indexes)}
    first = next((held[subject] for subject in subjects if subject in held), None)
    return first, [subject for subject in subjects if subject not in held]


def put_account(batch: Batch, citizen_id: str, kind: str, subject: str) -> None:
    """Raises, at commit: db.Taken when somebody is known by it."""
    batch.insert(
        "accounts",
        {
            "id": new_id(),
            "citizen_id": citizen_id,
            "channel": kind,
            "subject": seal(subject, "accounts.subject"),
            "subject_index": blind(subject, _context(kind)),
            "created_at": now_ms(),
        },
    )


def drop_accounts(batch: Batch, citizen_id: str, kind: str, *, but: str) -> None:
    """All of this kind except `but`."""
    kept = blind_candidates(but, _context(kind))
    marks = ", ".join(f"${n}" for n in range(3, len(kept) + 3))
    query = f"DELETE FROM accounts WHERE citizen_id = $1 AND channel = $2 AND subject_index NOT IN ({marks})"
    batch.run(query, citizen_id, kind, *kept)


def _context(kind: str) -> str:
    return f"accounts.{kind}"
