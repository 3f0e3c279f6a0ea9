"""Who is on the line: sessions in the database, found by the hash of their token. A token itself is never stored.

The JSON API carries the token in `Authorization`; pages keep theirs in a cookie, see api/visits.py.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from core import crypto
from core.citizens import Caller, citizen_from
from core.db import Batch, Row, commit, execute, row, tx
from core.ids import new_id
from core.json import Json, JsonObject, decode, encode
from core.refusals import Defect, Invalid
from core.time import now_ms

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
LIFETIME_MS: Mapping[str, int] = {"api": 30 * DAY_MS, "h5": 7 * DAY_MS, "visitor": DAY_MS}
SEEN_EVERY_MS = 10 * MINUTE_MS  # a read becomes a write that often, not oftener
NOTES_LIMIT = 64 * 1024  # bytes: answers of one scene, not a store
NOTES = "sessions.notes"

_FIND = """SELECT s.id, s.citizen_id, s.channel, s.face, s.notes, s.seen_at, s.expires_at,
c.assurance, c.version, c.name, c.id_number, c.phone FROM sessions s LEFT JOIN citizens c ON c.id = s.citizen_id
WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2"""


@dataclass(frozen=True)
class Session:
    """A session as found. `caller` is None for a visitor; `notes` are what a page wrote down before sign-in."""

    id: str
    face: str
    channel: str
    expires_at: int
    seen_at: int
    caller: Caller | None
    notes: JsonObject


def new_token() -> str:
    """256 bits, safe in a header and in a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def by_token(token: str) -> Session | None:
    """The live session of this token, or None: unknown, ended and expired look alike."""
    now = now_ms()
    found = await row(_FIND, hash_of(token), now)
    if found is None:
        return None
    session = Session(
        id=found["id"],
        face=found["face"],
        channel=found["channel"],
        expires_at=found["expires_at"],
        seen_at=found["seen_at"],
        caller=_caller(found),
        notes=_notes(found["notes"]),
    )
    if now - session.seen_at > SEEN_EVERY_MS:
        await _seen(session.id, now)
    return session


async def begin(
    token: str, *, citizen_id: str | None, channel: str, face: str, device: str = "", notes: JsonObject | None = None
) -> int:
    """Write a session for `token`; answers when it expires (milliseconds UTC)."""
    now = now_ms()
    expires_at = now + LIFETIME_MS[face if citizen_id else "visitor"]
    batch = Batch()
    batch.insert(
        "sessions",
        {
            "id": new_id(),
            "citizen_id": citizen_id,
            "token_hash": hash_of(token),
            "channel": channel,
            "face": face,
            "device": device[:120],
            "notes": _sealed(notes or {}),
            "created_at": now,
            "seen_at": now,
            "expires_at": expires_at,
        },
    )
    await commit(batch)
    return expires_at


async def note(session_id: str, changes: Mapping[str, Json]) -> JsonObject:
    """Merge `changes` into the notes (a None forgets) and answer them all. Two tabs do not undo each other.

    Raises: Invalid `too_long` when the notes outgrow their limit.
    """

    async def write() -> JsonObject:
        found = await row("SELECT notes FROM sessions WHERE id = $1", session_id)
        notes = _merged(_notes(found["notes"]) if found else {}, changes)
        await execute("UPDATE sessions SET notes = $1 WHERE id = $2", _sealed(notes), session_id)
        return notes

    return await tx(write)


async def end(session_id: str) -> None:
    """Sign this session out; a second time changes nothing."""
    batch = Batch()
    batch.run("UPDATE sessions SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", now_ms(), session_id)
    await commit(batch)


def _merged(notes: JsonObject, changes: Mapping[str, Json]) -> JsonObject:
    return {name: value for name, value in {**notes, **changes}.items() if value is not None}


def _caller(found: Row) -> Caller | None:
    if found["citizen_id"] is None:
        return None
    citizen = citizen_from({**dict(found), "id": found["citizen_id"]})
    return Caller(
        citizen_id=citizen.id,
        session_id=found["id"],
        channel=found["channel"],
        assurance=citizen.assurance,
        name=citizen.name,
        phone=citizen.phone,
        citizen=citizen,
    )


def _notes(blob: bytes | None) -> JsonObject:
    notes = decode(crypto.open_bytes(blob, NOTES)) if blob else {}
    return notes if isinstance(notes, Mapping) else {}


def _sealed(notes: JsonObject) -> bytes:
    raw = encode(notes)
    if len(raw) > NOTES_LIMIT:
        raise Invalid([Defect("answers", "too_long", {"limit": NOTES_LIMIT})])
    return crypto.seal(raw, NOTES)


async def _seen(session_id: str, now: int) -> None:
    batch = Batch()
    batch.run("UPDATE sessions SET seen_at = $1 WHERE id = $2", now, session_id)
    await commit(batch)
