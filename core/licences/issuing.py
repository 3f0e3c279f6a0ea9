"""A licence comes into being: as the values of one row, written by whoever approves, in the approving commit.

What the document says is kept as it was on the day it was issued.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from core.citizens.citizen import Citizen
from core.codes.licence_id import make_licence_id
from core.crypto import seal
from core.db.batch import Value
from core.ids import new_code, new_id
from core.json import Json
from core.licences.holder import Holder
from core.licences.library import Kind, library

HOLDER, BODY = "licences.holder", "licences.body"
RANDOM_SIGNS = 12  # 25^12: nobody finds a licence of somebody else by trying numbers


class Issuer(Protocol):
    """The department that issues: a core.scenes Department fits."""

    @property
    def name(self) -> str: ...
    @property
    def uscc(self) -> str: ...


def plan_issue(
    *,
    kind: str,
    citizen: Citizen,
    application_id: str | None,
    case_id: str | None,
    department: Issuer,
    region: str,
    issued_on: date,
    at: int,
    photo: bytes | None = None,
    holder: Holder | None = None,
    until: date | None = None,
) -> dict[str, Value]:
    """The row to insert into `licences`; nothing is written here. `photo` is a small JPEG or PNG, `at` milliseconds.

    `until`: the last day of the one whose place it takes; None counts anew from the day of issue.
    `citizen`: who has it in their hands; `holder`: whom it is about, where that is another (a newborn).
    Raises, as faults and not refusals: KeyError for a kind the city does not issue; ValueError without checked holder.
    """
    found, serial = library().kinds[kind], _serial(issued_on)
    about = holder or Holder.of(citizen)
    return {
        "id": new_id(),
        "citizen_id": citizen.id,
        "application_id": application_id,
        "case_id": case_id,
        "kind": kind,
        "identifier": make_licence_id(type_code=found.type_code, issuer=department.uscc, serial=serial),
        "holder": seal(replace(about, photo=photo or about.photo).closed(), HOLDER),
        "body": seal(_body(found, serial, department), BODY),
        "issuer": department.uscc,
        "region": region,
        **_in_force(issued_on, until or found.valid_until(issued_on)),
        "created_at": at,
    }


def _in_force(issued_on: date, until: date | None) -> dict[str, Value]:
    """A new licence: in force from its day on."""
    last = until.isoformat() if until else None
    return {"status": "active", "issued_on": issued_on.isoformat(), "valid_until": last, "version": 1}


def _serial(issued_on: date) -> str:
    """The date and twelve signs without look-alikes. Running numbers would let anyone check the licences of all."""
    return f"{issued_on:%Y%m%d}{new_code(RANDOM_SIGNS)}"


def _body(kind: Kind, serial: str, department: Issuer) -> Mapping[str, Json]:
    return {
        "title": kind.title,
        "number": serial,
        "issued_by": department.name,
        "note": kind.note,
        "lines": [{"of": line.of, "label": line.label, "words": dict(line.words)} for line in kind.lines],
    }
