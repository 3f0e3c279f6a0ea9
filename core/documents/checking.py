"""Whether a notice is ours, for whoever holds one: by the code that is printed on it. As little as possible about whom.

`checked` is for a code of which nobody knows yet what it belongs to.
"""

import unicodedata
from dataclasses import dataclass

from core import db, licences
from core.documents.making import CODE_LENGTH
from core.documents.reading import COLUMNS, document_from
from core.ids import tidy_code
from core.refusals import NotFound
from core.time import business_ms, rfc3339

_LONGEST_TYPED = 64
_ABOUT_AS_LONG = range(CODE_LENGTH - 3, CODE_LENGTH + 4)  # a sign lost or typed twice
_VOIDED = "voiding_notice"


@dataclass(frozen=True)
class Checked:
    """What anyone may know of a notice they hold. `holder` is masked; `status`: active, or void once its
    case was declared so."""

    valid: bool
    kind: str
    title: str
    number: str
    holder: str
    issued_by: str
    issued_on: str
    valid_until: str | None
    status: str
    checked_at: str


async def check_code(typed: str) -> Checked:
    """Check the code printed on a notice. No account is needed.

    Raises: NotFound `notice_code_unknown`.
    """
    code = tidy_code(unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]))
    row = await _row(code) if len(code) == CODE_LENGTH else None
    if row is None:
        raise NotFound("notice_code_unknown")
    found = document_from(row)
    status = "void" if row["voided"] and found.kind != _VOIDED else "active"
    return Checked(
        valid=status == "active",
        kind=found.kind,
        title=found.title,
        number=found.number,
        holder=found.to.masked(),
        issued_by=found.issued_by,
        issued_on=found.issued_on,
        valid_until=None,
        status=status,
        checked_at=rfc3339(business_ms()),
    )


async def checked(typed: str) -> Checked | licences.Verification:
    """A notice or a licence, whichever this code belongs to.

    Raises: NotFound `notice_code_unknown` for what is as long as a notice's code, else `licence_code_unknown`.
    """
    try:
        return await check_code(typed)
    except NotFound:
        if is_of_notice(typed):
            raise NotFound("notice_code_unknown") from None
        return await licences.check_code(typed)


def is_of_notice(typed: str) -> bool:
    """Whether this looks like the code printed on a notice, mistyped or not: no minute passes over it."""
    return len(tidy_code(unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]))) in _ABOUT_AS_LONG


async def _row(code: str) -> db.Row | None:
    columns = ", ".join(f"d.{name}" for name in COLUMNS)
    return await db.row(
        f"SELECT {columns}, (SELECT count(*) FROM documents v WHERE v.case_id = d.case_id AND v.kind = '{_VOIDED}')"
        " AS voided FROM documents d WHERE d.check_code = $1",
        code,
    )
