"""The queue: in its order, page by page, found by what is on a paper; and read along its index in a full house."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core import db, desk
from core.db.postgres import Postgres
from core.db.sqlite import Sqlite
from core.desk.counting import COUNTED
from core.refusals import Invalid
from core.staff import Staff
from tests.core.applications.world import id_number
from tests.core.desk.room import applicant, case_row, change, copies, handed_in, looks, wanted

pytestmark = pytest.mark.usefixtures("open_city")
FULL = 6_000


async def walked(staff: Staff, **asked: Any) -> list[str]:
    """Every line, page by page."""
    found, after = [], None
    while True:
        page = await desk.queue(staff, after=after, **asked)
        found += [line.id for line in page.items]
        after = page.next
        if after is None:
            return found


async def test_the_most_urgent_come_first_and_every_line_once(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await copies(case_id, 37)
    await copies(case_id, 11, department="xiling-civil-affairs")
    await change("UPDATE cases SET due_on = NULL WHERE number LIKE 'copy-%5'")
    rows = await db.rows("SELECT id, due_on FROM cases WHERE department = 'donghu-civil-affairs'")
    order = [row["id"] for row in sorted(rows, key=lambda row: (row["due_on"] or "9", row["id"]))]
    for limit in (1, 2, 7, 38, 100):
        assert await walked(team["chen"], limit=limit) == order
    rows = await db.rows("SELECT id, due_on FROM cases")
    order = [row["id"] for row in sorted(rows, key=lambda row: (row["due_on"] or "9", row["id"]))]
    for limit in (3, 48, 50):
        assert await walked(team["shen"], limit=limit) == order


async def test_only_what_has_begun_and_is_open_and_ones_own_is_in_it(team: dict[str, Staff]) -> None:
    caller = await applicant()
    one, closed, waits, other = [await handed_in(caller) for _ in range(4)]
    await desk.make(team["luo"], wanted(closed, "void", "重复"))
    await change("UPDATE cases SET submitted_at = NULL WHERE id = $1", waits)
    await change("UPDATE cases SET department = 'xiling-civil-affairs' WHERE id = $1", other)
    assert await walked(team["chen"]) == [one]
    assert await walked(team["guo"]) == [other]
    assert set(await walked(team["shen"])) == {one, other}


async def test_it_can_be_narrowed_by_state_by_lamp_and_to_ones_own(team: dict[str, Staff]) -> None:
    caller = await applicant()
    first, second, third = [await handed_in(caller) for _ in range(3)]
    await desk.make(team["luo"], wanted(second, "accept"))
    await desk.release(team["luo"], second)
    state = (await case_row(second))["state"]
    await change("UPDATE cases SET lamp = 'red' WHERE id = $1", third)
    await change("UPDATE cases SET lamp = NULL WHERE id <> $1", third)
    await desk.claim(team["chen"], first)
    assert await walked(team["chen"], state=state) == [second]
    assert await walked(team["chen"], lamp="red") == [third]
    assert await walked(team["chen"], mine=True) == [first]
    assert await walked(team["sun"], mine=True) == []
    assert await walked(team["chen"], state="nonsense") == []
    page = await desk.queue(team["sun"])
    assert {line.id: line.holder.name if line.holder else None for line in page.items}[first] == "Chen"
    await change("UPDATE cases SET claimed_until = 1")
    assert await walked(team["chen"], mine=True) == []


@pytest.mark.parametrize(
    "after", ["", "x", "2026-12-01", "~", "2026-12-01~X", "~" + "0" * 25, "' OR 1=1 --~" + "0" * 26]
)
async def test_a_place_that_is_none_is_said_so(team: dict[str, Staff], after: str) -> None:
    with pytest.raises(Invalid):
        await desk.queue(team["chen"], after=after)


async def test_a_case_is_found_by_code_number_certificate_and_phone(team: dict[str, Staff]) -> None:
    caller = await applicant()
    case_id = await handed_in(caller)
    await handed_in(await applicant(2, "李秀兰"))
    row = await db.row(
        "SELECT a.query_code, c.number FROM cases c JOIN applications a ON a.id = c.application_id WHERE c.id = $1",
        case_id,
    )
    assert row is not None
    code = row["query_code"]
    for q in (code, f" {code[:4]} {code[4:].lower()} ", row["number"]):
        assert await walked(team["chen"], q=q) == [case_id], q
    assert await looks() == []
    for q in (id_number("19600301", "001"), id_number("19600301", "001").lower(), "19900990001", "+86 199 0099 0001"):
        assert await walked(team["chen"], q=q) == [case_id], q
    assert [(look["what"], look["citizen_id"]) for look in await looks()] == [("search", caller.citizen_id)] * 4
    for q in ("王建国", "nothing", "%", "'; DROP TABLE cases", "1" * 64, "19900990009"):
        assert await walked(team["chen"], q=q) == [], q
    assert await walked(team["guo"], q=code) == []
    assert len(await looks()) == 4


async def test_a_closed_case_is_found_when_it_is_asked_for(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await desk.make(team["luo"], wanted(case_id, "void", "重复"))
    number = (await case_row(case_id))["number"]
    (line,) = (await desk.queue(team["chen"], q=number)).items
    assert (line.id, line.result) == (case_id, "voided")


async def test_the_next_case_is_one_that_nobody_holds_and_that_waits_for_an_office(team: dict[str, Staff]) -> None:
    caller = await applicant()
    held, corrected, free = [await handed_in(caller) for _ in range(3)]
    await desk.claim(team["sun"], held)
    made = await desk.make(team["chen"], wanted(corrected, "ask_correction", "请补正"))
    assert made.next == free
    assert await desk.next_case(team["zhou"]) == free
    await desk.claim(team["zhou"], free)
    assert await desk.next_case(team["zhou"]) == free
    assert await desk.next_case(team["chen"]) is None


async def test_counts_go_no_further_than_they_must(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await copies(case_id, COUNTED + 60, first=date(2026, 1, 5))
    await desk.claim(team["chen"], case_id)
    counts = (await desk.queue(team["chen"])).counts
    assert (counts.mine, counts.overdue, counts.most) == (1, COUNTED, COUNTED)


async def test_a_full_house_is_read_along_its_index(
    team: dict[str, Staff], engine: str, asked: list[tuple[str, Any]]
) -> None:
    """No page and no count walks or sorts the table, on either engine."""
    case_id = await handed_in(await applicant())
    for slug in ("donghu-civil-affairs", "xiling-civil-affairs", "donghu-public-security"):
        await copies(case_id, FULL // 3, department=slug)
    for at, name in enumerate(("chen", "sun", "luo", "guo", "han")):
        hold = "UPDATE cases SET claimed_by = $1, claimed_until = $2 WHERE number LIKE $3"
        await change(hold, team[name].id, 4_000_000_000_000, f"copy-%{at}7")
    await _analysed()
    asked.clear()
    for staff in (team["chen"], team["shen"]):
        page = await desk.queue(staff, limit=20)
        assert page.next is not None
        await desk.queue(staff, limit=20, after=page.next)
        await desk.queue(staff, mine=True)
        await desk.next_case(staff)
        await desk.queue(staff, q="19900990001")
    queries = [(sql, params) for sql, params in asked if " cases " in sql]
    assert len(queries) >= 12
    for sql, params in queries:
        plan = await _plan(engine, sql, params)
        assert not _walks(engine, plan), f"{sql}\n{plan}"
    pages = [
        plan
        for sql, params in queries
        if "UNION ALL" in sql and "c.due_on IS NOT NULL" in sql
        for plan in [await _plan(engine, sql, params)]
    ]
    assert pages
    assert all("cases_open" in plan for plan in pages)


def _walks(engine: str, plan: str) -> bool:
    """A plan that reads all of `cases`, or sorts what an index could have given in order."""
    if engine == "postgres":
        return "Seq Scan on cases" in plan
    return any(line.startswith(("SCAN c", "SCAN cases")) and "INDEX" not in line for line in plan.splitlines())


async def _plan(engine: str, sql: str, params: Any) -> str:
    if engine == "postgres":
        return "\n".join(row["QUERY PLAN"] for row in await db.rows(f"EXPLAIN {sql}", *params))
    return "\n".join(row["detail"] for row in await db.rows(f"EXPLAIN QUERY PLAN {sql}", *params))


async def _analysed() -> None:
    async def work() -> None:
        await db.execute("ANALYZE cases")

    await db.tx(work)


@pytest.fixture
def asked(open_city: None) -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT as it was asked, taken down at our own two clients."""
    seen: list[tuple[str, Any]] = []
    undo = [_writing(client, seen) for client in (Sqlite, Postgres)]
    yield seen
    for give_back in undo:
        give_back()


def _writing(client: Any, seen: list[tuple[str, Any]]) -> Any:
    real = client.fetch

    async def fetch(self: Any, sql: str, params: Any) -> Any:
        if not sql.startswith("EXPLAIN"):
            seen.append((sql, params))
        return await real(self, sql, params)

    client.fetch = fetch

    def give_back() -> None:
        client.fetch = real

    return give_back
