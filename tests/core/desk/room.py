"""What happens before a case lies on a desk: a person hands in a sheet; and how a test looks behind the scenes."""

from collections.abc import Sequence
from datetime import date, timedelta

from core import crypto, db
from core.applications import begin, sheet, submit
from core.citizens import Caller
from core.desk import Said, Wanted
from core.ids import new_id
from core.json import Json
from core.staff import Staff
from core.staff.staff import staff_from
from tests.core.applications.world import LOCAL, Told, person

AT_ONCE = 400
UNSURE = Told({path: value for path, value in LOCAL.items() if not path.startswith("registry.household")})


async def colleague(name: str) -> Staff:
    row = await db.row("SELECT * FROM staff WHERE name = $1", name)
    assert row is not None
    return staff_from(row)


async def applicant(number: int = 1, name: str = "王建国", born: str = "19600301") -> Caller:
    return await person(f"1990099{number:04d}", born, name)


async def handed_in(caller: Caller, told: Told = UNSURE, **answers: Json) -> str:
    """A senior card whose household book was uploaded: trust C, so that nobody but a person decides. Its case's id."""
    begun = await begin(caller, "senior-card", {"pickup": "electronic", **answers}, knowledge=told)
    for target in ("photo", "hukou"):
        await uploaded(caller, begun.id, target)
    now = await sheet(caller, begun.id, knowledge=told)
    consents = tuple(consent.id for consent in now.consents)
    sent = await submit(caller, now.id, now.version, consents=consents, knowledge=told)
    return sent.cases[0].id


async def uploaded(caller: Caller, application_id: str, target: str) -> str:
    upload_id = new_id()
    batch = db.Batch()
    batch.insert(
        "uploads",
        {
            "id": upload_id,
            "application_id": application_id,
            "citizen_id": caller.citizen_id,
            "target": target,
            "name": crypto.seal(f"{target}.jpg", "uploads.name"),
            "media_type": "image/jpeg",
            "size": 1000,
            "sha256": "0" * 64,
            "place": "nowhere",
            "trust": "C",
            "created_at": 1,
        },
    )
    await db.commit(batch)
    return upload_id


async def case_row(case_id: str) -> db.Row:
    found = await db.row("SELECT * FROM cases WHERE id = $1", case_id)
    assert found is not None
    return found


async def events(case_id: str) -> Sequence[str]:
    found = await db.rows("SELECT kind FROM events WHERE case_id = $1 ORDER BY seq", case_id)
    return [row["kind"] for row in found]


async def looks(case_id: str | None = None) -> Sequence[db.Row]:
    where, params = ("WHERE case_id = $1", [case_id]) if case_id else ("", [])
    return await db.rows(f"SELECT * FROM access_log {where} ORDER BY id", *params)


async def change(sql: str, *params: db.batch.Value) -> None:
    """What a test does to a row behind everybody's back: a lease runs out, a day goes by."""
    batch = db.Batch()
    batch.run(sql, *params)
    await db.commit(batch)


async def copies(
    case_id: str, count: int, *, department: str = "donghu-civil-affairs", first: date | None = None
) -> None:
    """A full house: sheets and cases like this one, due one day after the other."""
    like = dict(await case_row(case_id))
    sheet_row = dict(await db.row("SELECT * FROM applications WHERE id = $1", like["application_id"]) or {})
    start = first or date(2026, 12, 1)
    for begin_at in range(0, count, AT_ONCE):
        batch = db.Batch()
        for n in range(begin_at, min(begin_at + AT_ONCE, count)):
            own = {**sheet_row, "id": new_id(), "query_code": None}
            due = (start + timedelta(days=n % 200)).isoformat()
            case = {**like, "id": new_id(), "number": f"copy-{department}-{n}", "due_on": due}
            batch.insert("applications", own)
            batch.insert("cases", {**case, "department": department, "application_id": own["id"]})
        await db.commit(batch)


def wanted(case_id: str, move: str, text: str = "", **more: object) -> Wanted:
    reason, remedy = more.get("reason"), more.get("remedy")
    said = Said(text, str(reason) if reason else None, str(remedy) if remedy else None)
    version, items = more.get("version"), more.get("items", ())
    assert version is None or isinstance(version, int)
    assert isinstance(items, tuple)
    return Wanted(case_id, move, said, items, version)
