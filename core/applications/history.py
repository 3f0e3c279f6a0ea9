"""The append-only history: each event carries the hash of the one before, so that a change is seen.

The hash is over the cipher text of what people wrote: erasing a person's key or text leaves the chain whole.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from core.crypto import seal
from core.db.batch import Value, Values
from core.ids import new_id
from core.json import JsonObject, canonical, encode

FIRST = "0" * 64  # what the first event of an application names as the one before
NOTE = "events.note"
_HASHED = (
    "id",
    "application_id",
    "case_id",
    "citizen_id",
    "seq",
    "kind",
    "from_state",
    "to_state",
    "actor_kind",
    "actor_id",
    "role",
    "on_behalf_of",
    "data",
    "at",
    "previous",
)


@dataclass(frozen=True)
class By:
    """Who does a thing, in what role, and for whom. `kind` is an edge's actor."""

    kind: str
    id: str | None = None
    role: str | None = None
    on_behalf_of: str | None = None


def hash_of(row: Mapping[str, object]) -> str:
    """The hash of one event's row, its own `hash` left out."""
    note = row["note"]
    told = {column: row[column] for column in _HASHED}
    told["note"] = hashlib.sha256(bytes(note)).hexdigest() if isinstance(note, bytes | memoryview | bytearray) else None
    return hashlib.sha256(canonical(told)).hexdigest()


def event_row(
    about: Values,
    *,
    previous: str,
    states: tuple[str | None, str | None],
    by: By,
    at: int,
    note: JsonObject | None,
    data: JsonObject,
) -> Values:
    """One event as a row, hashed.

    `about` holds application_id, case_id, citizen_id, seq and kind. `note` may hold personal data (sealed), `data`
    must not.
    """
    row: dict[str, Value] = {
        "id": new_id(),
        **about,
        "from_state": states[0],
        "to_state": states[1],
        "actor_kind": by.kind,
        "actor_id": by.id,
        "role": by.role,
        "on_behalf_of": by.on_behalf_of,
        "note": None if note is None else seal(encode(note), NOTE),
        "data": encode(data).decode(),
        "at": at,
        "previous": previous,
    }
    row["hash"] = hash_of(row)
    return row
