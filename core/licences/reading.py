"""A licence as its holder sees it. Another person's licence is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from core import db
from core.crypto import open_json
from core.json import Json
from core.licences.holder import Holder
from core.licences.issuing import BODY, HOLDER
from core.licences.library import library
from core.licences.statuses import status_on
from core.refusals import NotFound
from core.time import today

_COLUMNS = (
    "id, citizen_id, application_id, kind, identifier, holder, body, status, issued_on, valid_until, version, region"
)
MOST = 200  # licences of one person; more than anybody has


@dataclass(frozen=True)
class Licence:
    """For GET /licences: dates are ISO text, the ID number is masked. `rows` are the lines of the document.

    The fields with an underscore are not part of an answer: the encoder leaves them out.
    """

    id: str
    kind: str
    title: str
    identifier: str
    number: str
    status: str
    holder: str
    issued_by: str
    issued_on: str
    valid_until: str | None
    application_id: str | None
    rows: tuple[tuple[str, str], ...]
    note: str
    has_photo: bool
    version: int
    _holder: Holder = field(repr=False)
    _rows_in_full: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def about(self) -> Holder:
        """The holder, as types that nothing prints by accident."""
        return self._holder

    @property
    def rows_in_full(self) -> tuple[tuple[str, str], ...]:
        """`rows` with nothing masked: for the holder's own document."""
        return self._rows_in_full


async def of_citizen(citizen_id: str) -> tuple[Licence, ...]:
    """All that the city has issued to this person, newest first."""
    found = await db.rows(
        f"SELECT {_COLUMNS} FROM licences WHERE citizen_id = $1 ORDER BY id DESC LIMIT {MOST}", citizen_id
    )
    return tuple(licence_from(row) for row in found)


async def one(citizen_id: str, licence_id: str) -> Licence:
    """Raises: NotFound `licence_unknown`, also for another person's."""
    row = await db.row(f"SELECT {_COLUMNS} FROM licences WHERE id = $1 AND citizen_id = $2", licence_id, citizen_id)
    if row is None:
        raise NotFound("licence_unknown")
    return licence_from(row)


def holder_from(row: db.Row) -> Holder:
    return Holder.opened(cast(Mapping[str, str], open_json(row["holder"], HOLDER)))


def body_from(row: db.Row) -> Mapping[str, Json]:
    return cast(Mapping[str, Json], open_json(row["body"], BODY))


def status_from(row: db.Row) -> str:
    """Its status on today's business date."""
    until = row["valid_until"]
    return status_on(row["status"], date.fromisoformat(until) if until else None, today())


def licence_from(row: db.Row) -> Licence:
    holder, body = holder_from(row), body_from(row)
    lines = cast(Sequence[Mapping[str, Json]], body["lines"])
    return Licence(
        id=row["id"],
        kind=row["kind"],
        title=str(body["title"]),
        identifier=row["identifier"],
        number=str(body["number"]),
        status=status_from(row),
        holder=holder.name.reveal(),
        issued_by=str(body["issued_by"]),
        issued_on=row["issued_on"],
        valid_until=row["valid_until"],
        application_id=row["application_id"],
        rows=_rows(lines, holder, full=False),
        note=str(body["note"]),
        has_photo=holder.photo is not None,
        version=row["version"],
        _holder=holder,
        _rows_in_full=_rows(lines, holder, full=True),
    )


def _rows(lines: Sequence[Mapping[str, Json]], holder: Holder, *, full: bool) -> tuple[tuple[str, str], ...]:
    """What the holder does not have, such as a newborn a number, is no line."""
    rows = ((str(line["label"]), _shown(line, holder, full=full)) for line in lines)
    return tuple((label, shown) for label, shown in rows if shown)


def _shown(line: Mapping[str, Json], holder: Holder, *, full: bool) -> str:
    match line["of"]:
        case "name":
            return holder.name.reveal()
        case "id_number":
            number = holder.id_number
            return "" if number is None else number.reveal() if full else number.masked()
        case "birthday":
            return library().printed.date(holder.birthday)
    return cast(Mapping[str, str], line["words"]).get(holder.sex, holder.sex)
