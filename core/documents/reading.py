"""A notice of law as its addressee sees it. Another person's notice is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from core import db
from core.crypto import open_json
from core.db.batch import Batch
from core.documents.library import library
from core.documents.making import BODY
from core.json import JsonObject
from core.refusals import NotFound
from core.secret import Name
from core.time import business_ms

COLUMNS = ("id", "case_id", "citizen_id", "kind", "number", "check_code", "department", "body", "issued_on", "read_at")


@dataclass(frozen=True)
class DocumentView:
    """One line of an application's notices. `case` is the case's id; `issued_on` ISO text."""

    id: str
    kind: str
    title: str
    number: str
    issued_on: str
    case: str


@dataclass(frozen=True)
class Document:
    """A notice as it was said on that day, in full: for its addressee, and for the office that made it."""

    id: str
    case_id: str
    kind: str
    title: str
    number: str
    to: Name
    says: tuple[str, ...]
    issued_by: str
    issued_on: str
    department: str
    check_code: str

    @property
    def check_address(self) -> str:
        return f"{library().verify_address}/{self.check_code}"


async def of_application(application_id: str) -> tuple[DocumentView, ...]:
    """All notices of an application, oldest first. Who may see the application is asked before."""
    found = await db.rows(
        f"SELECT {', '.join(COLUMNS)} FROM documents WHERE application_id = $1 ORDER BY created_at, id", application_id
    )
    return tuple(
        DocumentView(row["id"], row["kind"], str(_body(row)["title"]), row["number"], row["issued_on"], row["case_id"])
        for row in found
    )


async def one(document_id: str, *, citizen_id: str | None = None, departments: Sequence[str] = ()) -> Document:
    """For the person it is addressed to, or for one of the departments; nobody else has it.

    The first look of the addressee is remembered: that is the day it reached them.

    Raises: NotFound `document_unknown`.
    """
    row = await db.row(f"SELECT {', '.join(COLUMNS)} FROM documents WHERE id = $1", document_id)
    if row is None or not (row["citizen_id"] == citizen_id or row["department"] in departments):
        raise NotFound("document_unknown")
    if row["citizen_id"] == citizen_id and row["read_at"] is None:
        batch = Batch()
        batch.update("documents", {"id": document_id}, {"read_at": business_ms()})
        await db.commit(batch)
    return document_from(row)


def document_from(row: db.Row) -> Document:
    """From the table, read with COLUMNS."""
    body = _body(row)
    return Document(
        id=row["id"],
        case_id=row["case_id"],
        kind=row["kind"],
        title=str(body["title"]),
        number=row["number"],
        to=Name(str(body["to"])),
        says=tuple(cast(Sequence[str], body["says"])),
        issued_by=str(body["issued_by"]),
        issued_on=row["issued_on"],
        department=row["department"],
        check_code=row["check_code"],
    )


def _body(row: db.Row) -> JsonObject:
    """As core.documents.making wrote it: texts by name, and the paragraphs under `says`."""
    return cast(JsonObject, open_json(row["body"], BODY))
