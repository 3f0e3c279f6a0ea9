"""Showing a licence to a stranger: a code that lives a minute, and the little that the stranger is told.

Codes run on real time, not business time: a demo that travels must not make them live longer.
"""

import unicodedata
from dataclasses import dataclass
from typing import cast

from core import db
from core.codes.licence_id import ROOT, LicenceIdWrong, parse_licence_id
from core.crypto import blind, blind_candidates
from core.db import Batch
from core.ids import grouped, new_code, new_id, tidy_code
from core.licences.library import library
from core.licences.pictures import qr_png_data_uri
from core.licences.reading import body_from, holder_from, one, status_from
from core.refusals import Conflict, NotFound
from core.time import business_ms, now_ms, rfc3339

LIVES_MS = 60_000  # CONTRACT: 60 s
CODE_LENGTH = 8
_CONTEXT = "licence_codes"
_LONGEST_TYPED = 160
_COLUMNS = "l.kind, l.holder, l.body, l.status, l.issued_on, l.valid_until"


@dataclass(frozen=True)
class Shown:
    """`code` to scan or type, `text` the same in groups, `qr` a PNG data URI, `expires_at` RFC 3339, real time."""

    code: str
    text: str
    qr: str
    expires_at: str


@dataclass(frozen=True)
class Verification:
    """What anyone may know of a licence that is shown to them. `holder` is masked; `status` as of today."""

    valid: bool
    kind: str
    title: str
    holder: str
    issued_by: str
    issued_on: str
    valid_until: str | None
    status: str
    checked_at: str


async def show(citizen_id: str, licence_id: str) -> Shown:
    """A fresh code for one of the citizen's own licences. Several may live at a time.

    Raises: NotFound `licence_unknown`; Conflict `licence_not_in_force` with its status.
    """
    licence = await one(citizen_id, licence_id)
    if licence.status != "active":
        raise Conflict("licence_not_in_force", status=licence.status)
    code, now = new_code(CODE_LENGTH), now_ms()
    batch = Batch()
    batch.run("DELETE FROM licence_codes WHERE licence_id = $1 AND expires_at < $2", licence_id, now)
    batch.insert(
        "licence_codes",
        {
            "id": new_id(),
            "code_hash": blind(code, _CONTEXT),
            "licence_id": licence_id,
            "created_at": now,
            "expires_at": now + LIVES_MS,
        },
    )
    await db.commit(batch)
    address = f"{library().verify_address}/{code}"
    return Shown(code, grouped(code), qr_png_data_uri(address), rfc3339(now + LIVES_MS))


async def check_code(typed: str) -> Verification:
    """Check a code that is being shown, or a licence's identifier (from its document). No account is needed.

    Raises: NotFound `licence_code_unknown`: never given out, over, or mistyped all look the same.
    """
    folded = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).strip().upper()
    row = await (_by_identifier(folded) if folded.startswith(ROOT) else _by_code(folded))
    if row is None:
        raise NotFound("licence_code_unknown")
    body, status = body_from(row), status_from(row)
    return Verification(
        valid=status == "active",
        kind=row["kind"],
        title=str(body["title"]),
        holder=holder_from(row).name.masked(),
        issued_by=str(body["issued_by"]),
        issued_on=row["issued_on"],
        valid_until=cast("str | None", row["valid_until"]),
        status=status,
        checked_at=rfc3339(business_ms()),
    )


async def _by_identifier(text: str) -> db.Row | None:
    try:
        identifier = str(parse_licence_id("".join(text.split())))
    except LicenceIdWrong:
        return None
    return await db.row(f"SELECT {_COLUMNS} FROM licences l WHERE l.identifier = $1", identifier)


async def _by_code(text: str) -> db.Row | None:
    code = tidy_code(text)
    if len(code) != CODE_LENGTH:
        return None
    hashes = blind_candidates(code, _CONTEXT)
    marks = ", ".join(f"${n}" for n in range(2, len(hashes) + 2))
    return await db.row(
        f"SELECT {_COLUMNS} FROM licence_codes c JOIN licences l ON l.id = c.licence_id"
        f" WHERE c.expires_at > $1 AND c.code_hash IN ({marks})",
        now_ms(),
        *hashes,
    )


async def forget_expired_codes() -> int:
    """Housekeeping: drop codes that are over. Answers how many."""
    batch = Batch()
    batch.run("DELETE FROM licence_codes WHERE expires_at < $1", now_ms())
    return (await db.commit(batch))[0]
