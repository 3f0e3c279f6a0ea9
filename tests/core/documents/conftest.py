"""A keyring, the city, and a sheet with one case on which notices are made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from core import crypto, serials
from core.applications.application import Application
from core.applications.case import Case
from core.applications.history import FIRST, By
from core.citizens.citizen import Citizen
from core.codes.id_number import check_sign
from core.ids import new_id
from core.json import JsonObject
from core.scenes import City
from core.secret import IdNumber, Name, Phone
from core.time import now_ms

TODAY = date(2026, 11, 23)
NUMBER = "99010119600301001"


@dataclass(frozen=True)
class Day:
    at: int = field(default_factory=now_ms)
    today: date = TODAY


@dataclass(frozen=True)
class Asked:
    """A paper that a move asked for."""

    event_id: str
    case_id: str
    kind: str


@dataclass
class Sheet:
    """An application whose one case has just moved, and whom it is of."""

    application: Application
    citizen: Citizen

    def asks(self, kind: str, note: JsonObject | None = None, data: JsonObject | None = None) -> None:
        (case,) = self.application.cases.values()
        by, at = By("officer", "o1"), now_ms()
        self.application.record("case_moved", by, at, case=case, note=note, data=data)
        event = str(self.application.events[-1]["id"])
        self.application.papers.append(Asked(event, case.id, kind))


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    serials.forget_blocks()
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture
def scene(city: City):
    return city.scenes["senior-card"]


def a_sheet(name: str = "王建国", department: str = "donghu-civil-affairs", **case: object) -> Sheet:
    citizen = Citizen(new_id(), 3, 1, Name(name), IdNumber(NUMBER + check_sign(NUMBER)), Phone("19900990001"))
    application = Application(
        new_id(), citizen.id, "senior-card", "v", "990101000000", "in_progress", 1, 0, FIRST,
        query_code="K7MP2XH9", submitted_at=now_ms(),
    )  # fmt: skip
    told = {"due_on": "2026-12-01", **case}
    one = Case(
        new_id(), "senior-card", "11990100MB1001013F3992000101001202611210001", department, "990101000000",
        "in_review", 0, submitted_at=now_ms(), **told,
    )  # fmt: skip
    application.put(one)
    if not hasattr(application, "papers"):
        application.papers = []
    return Sheet(application, citizen)
