"""A keyring, the city's own library of licences, and people who hold some."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from core import crypto, db, licences, time
from core.citizens.citizen import Citizen
from core.codes.id_number import check_sign
from core.crypto import Keyring
from core.db import Batch
from core.db.batch import Value
from core.secret import IdNumber, Name, Phone

FOLDER = Path(__file__).resolve().parents[3] / "city" / "licences"
ADDRESS = "https://city.example/verify"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Office:
    name: str = "云川市湖东区民政局"
    uscc: str = "11990000MB1K00094F"


@pytest.fixture(autouse=True)
def house() -> Iterator[None]:
    ring = Keyring("k1", {"k1": bytes(range(32))}, "i1", {"i1": bytes(range(40, 72))})
    licences.use(licences.load(FOLDER, ADDRESS))
    with crypto.using(ring):
        yield
    time.travel_by(time.timedelta)


def person(name: str = "张三丰", first: str = "99010119600101001", citizen_id: str = "c1") -> Citizen:
    return Citizen(citizen_id, 3, 1, Name(name), IdNumber(first + check_sign(first)), Phone("19900990001"))


def planned(citizen: Citizen | None = None, kind: str = "senior-card", **more: object) -> dict[str, Value]:
    told: dict[str, object] = {
        "kind": kind,
        "citizen": citizen or person(),
        "application_id": "a1",
        "case_id": "k1",
        "department": Office(),
        "region": "990101001001",
        "issued_on": TODAY,
        "at": time.now_ms(),
        **more,
    }
    return licences.plan_issue(**told)


async def issued(citizen: Citizen | None = None, kind: str = "senior-card", **more: object) -> dict[str, Value]:
    row = planned(citizen, kind, **more)
    batch = Batch()
    batch.insert("licences", row)
    await db.commit(batch)
    return row
