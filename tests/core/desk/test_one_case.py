"""One case on one screen: what its item may see and no more, and that somebody looked is written down."""

from dataclasses import replace
from typing import Any

import pytest

from core import db, desk
from core.applications.deciding import judged
from core.applications.loading import load
from core.applications.versions import pinned
from core.desk.sheet import Sheet
from core.desk.visible import fields_of, targets_of
from core.json import encode
from core.refusals import NotAllowed, NotFound
from core.scenes import City
from core.staff import Staff
from tests.core.applications.world import LOCAL, Told, id_number
from tests.core.desk.room import applicant, change, handed_in, looks, uploaded, wanted

pytestmark = pytest.mark.usefixtures("open_city")


async def test_everything_an_officer_needs_is_there(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    seen = await desk.case(team["chen"], case_id)
    assert (seen.item_name, seen.department_name, seen.state) == ("老年人优待证申领", "东湖区民政局", "submitted")
    rules = {one.id: one for one in seen.rules}
    assert rules["age"].outcome == "yes"
    assert [(one.path, one.value, one.text) for one in rules["age"].saw] == [("subject.age", 66, "66 岁")]
    answers = {one.id: one for one in seen.answers}
    assert answers["pickup"].text.startswith("电子证")
    assert (answers["household"].text, answers["household"].source) == ("在", "人口库")
    papers = {one.id: one for one in seen.materials}
    assert papers["hukou"].trust == "C"
    assert [upload.name for upload in papers["hukou"].uploads] == ["hukou.jpg"]
    assert papers["id_card"].trust == "A"
    assert {upload.target for upload in seen.uploads} == {"photo", "hukou"}
    assert {one.role: one.name for one in seen.parties} == {"subject": "王建国", "applicant": "王建国"}
    assert [line.kind for line in seen.history][:2] == ["application_begun", "application_submitted"]
    assert seen.left is not None
    assert seen.drafted.items == ()
    assert seen.drafted.text == ""


async def test_numbers_are_masked_wherever_they_are(team: dict[str, Staff]) -> None:
    caller = await applicant()
    seen = await desk.case(team["chen"], await handed_in(caller))
    (row,) = await db.rows("SELECT id FROM citizens")
    assert row["id"] == caller.citizen_id
    told = encode(seen).decode()
    assert "19900990001" not in told
    assert "990101196003010011"[:17] not in told
    party = next(one for one in seen.parties if one.role == "applicant")
    assert party.phone == "199****0001"
    assert "********" in party.id_number


async def test_every_look_leaves_a_row_with_its_purpose(team: dict[str, Staff]) -> None:
    caller = await applicant()
    case_id = await handed_in(caller)
    upload = await db.row("SELECT id FROM uploads WHERE target = 'hukou'")
    assert upload is not None
    await desk.case(team["chen"], case_id)
    await desk.case(team["luo"], case_id, "complaint 2026-17")
    await desk.file(team["chen"], upload["id"])
    rows = await looks(case_id)
    assert [(row["who"], row["what"], row["purpose"]) for row in rows] == [
        (team["chen"].id, "case", "handling"),
        (team["luo"].id, "case", "complaint 2026-17"),
        (team["chen"].id, "upload", "handling"),
    ]
    assert {(row["citizen_id"], row["department"], row["who_kind"]) for row in rows} == {
        (caller.citizen_id, "donghu-civil-affairs", "staff")
    }


async def test_the_queue_shows_masked_names_and_leaves_no_trace(team: dict[str, Staff]) -> None:
    await handed_in(await applicant())
    (line,) = (await desk.queue(team["chen"])).items
    assert line.applicant == "王**"
    assert await looks() == []


async def test_a_correction_is_drafted_from_everything_that_did_not_hold(team: dict[str, Staff]) -> None:
    told = Told({**LOCAL, "registry.household.is_member": None, "registry.household.number": None})
    case_id = await handed_in(await applicant(), told)
    await change("UPDATE materials SET state = 'left_out', trust = NULL WHERE material = 'hukou'")
    seen = await desk.case(team["chen"], case_id)
    assert "我要办老年证" in seen.drafted.text
    assert [item.id for item in seen.drafted.items] == ["hukou"]
    assert "户口簿" in seen.drafted.items[0].says
    made = await desk.make(team["chen"], wanted(case_id, "ask_correction", seen.drafted.text, items=seen.drafted.items))
    assert made.state == "correction"


async def test_what_a_person_said_against_the_record_is_shown_beside_it(city: City, team: dict[str, Staff]) -> None:
    """The answer was given before the register was asked; what the register says is what counts."""
    case_id = await handed_in(await applicant())
    row = await db.row("SELECT application_id FROM cases WHERE id = $1", case_id)
    assert row is not None
    loaded = await load(row["application_id"])
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    judgement = replace(judged(loaded, scene), contradicted=("household",))
    (found,) = Sheet(scene, "senior-card", judgement, {"household": "away"}).contradictions()
    assert (found.label, found.said, found.known, found.source) == ("户口", "不在", "在", "人口库")


async def test_an_item_sees_its_own_fields_and_nobody_elses(city: City) -> None:
    scene = city.scenes["newborn"]
    bank = next(name for name, field in scene.fields.items() if field.items == ("maternity-expenses",))
    assert bank in targets_of(scene, "maternity-expenses")
    for item in scene.uses_items:
        if item != "maternity-expenses":
            assert bank not in targets_of(scene, item)
    judgement: Any = type("Judged", (), {"visible": tuple(scene.fields)})
    shown = {item: {field.id for field in fields_of(scene, item, judgement)} for item in scene.uses_items}
    assert bank in shown["maternity-expenses"]
    assert all(bank not in fields for item, fields in shown.items() if item != "maternity-expenses")


async def test_a_file_for_another_item_and_one_that_was_taken_away_are_not_there(team: dict[str, Staff]) -> None:
    caller = await applicant()
    case_id = await handed_in(caller)
    row = await db.row("SELECT application_id FROM cases WHERE id = $1", case_id)
    assert row is not None
    strange = await uploaded(caller, row["application_id"], "other_items_paper")
    gone = await uploaded(caller, row["application_id"], "hukou")
    await change("UPDATE uploads SET removed_at = 1 WHERE id = $1", gone)
    for upload in (strange, gone, "0" * 26):
        with pytest.raises(NotFound):
            await desk.file(team["chen"], upload)
    seen = await desk.case(team["chen"], case_id)
    assert {strange, gone} & {upload.id for upload in seen.uploads} == set()


async def test_other_branches_stay_with_their_offices(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    other = await handed_in(await applicant(2, "李秀兰"))
    sheets = {row["id"]: row["application_id"] for row in await db.rows("SELECT id, application_id FROM cases")}
    await change("UPDATE events SET case_id = 'elsewhere', kind = 'case_denied' WHERE case_id = $1", other)
    await change("UPDATE events SET application_id = $1, seq = seq + 50 WHERE case_id = 'elsewhere'", sheets[case_id])
    seen = await desk.case(team["chen"], case_id)
    assert "case_denied" not in [line.kind for line in seen.history]


async def test_the_history_calls_colleagues_by_name_and_the_applicant_so(team: dict[str, Staff]) -> None:
    case_id = await handed_in(await applicant())
    await desk.make(team["chen"], wanted(case_id, "accept", "齐了"))
    lines = {line.kind: line for line in (await desk.case(team["sun"], case_id)).history}
    assert lines["case_accepted"].by == "Chen"
    assert lines["case_accepted"].opinion == "齐了"
    assert lines["application_submitted"].by == "申请人"


async def test_an_auditor_reads_who_looked_and_is_seen_reading(team: dict[str, Staff]) -> None:
    caller = await applicant()
    case_id = await handed_in(caller)
    for _ in range(3):
        await desk.case(team["chen"], case_id)
    first = await desk.looks(team["he"], caller.citizen_id, limit=2)
    assert [(one.who_name, one.what, one.case) for one in first.items] == [("Chen", "case", case_id)] * 2
    assert first.next is not None
    rest = await desk.looks(team["he"], caller.citizen_id, after=first.next)
    assert len(rest.items) == 1
    (again,) = (await desk.looks(team["he"], caller.citizen_id, limit=1)).items
    assert (again.who_name, again.what, again.purpose) == ("He", "access_log", "audit")
    with pytest.raises(NotFound):
        await desk.looks(team["he"], "nobody")
    for name in ("chen", "luo", "song", "qian"):
        with pytest.raises(NotAllowed):
            await desk.looks(team[name], caller.citizen_id)


async def test_an_auditor_finds_a_citizen_by_the_number_on_their_certificate(team: dict[str, Staff]) -> None:
    caller = await applicant()
    await desk.case(team["chen"], await handed_in(caller))
    found = await desk.looks(team["he"], id_number("19600301", "001").lower())
    assert len(found.items) == 1


async def test_what_is_decided_is_approved_or_denied_from_that_moment_on(team: dict[str, Staff]) -> None:
    caller = await applicant()
    for _ in range(2):
        case = await handed_in(caller)
        await desk.make(team["luo"], wanted(case, "accept"))
        await desk.make(team["luo"], wanted(case, "approve", "符合条件"))
        await change("UPDATE cases SET state = 'certifying', opened = 1, result = NULL WHERE id = $1", case)
    found = await desk.stats(team["luo"])
    assert (found.received, found.decided, found.approved, found.denied) == (2, 2, 2, 0)


async def test_what_came_in_is_counted_by_what_became_of_it(team: dict[str, Staff]) -> None:
    caller = await applicant()
    first, second, late = [await handed_in(caller) for _ in range(3)]
    await desk.make(team["luo"], wanted(first, "accept"))
    await desk.make(team["luo"], wanted(first, "deny", "不符合", remedy="复议"))
    await desk.make(team["luo"], wanted(second, "void", "重复"))
    await change("UPDATE cases SET due_on = '2026-01-05' WHERE id = $1", late)
    for name in ("luo", "chen", "shen"):
        found = await desk.stats(team[name])
        assert (found.received, found.decided, found.denied, found.late) == (3, 1, 1, 1)
        assert found.decided == found.approved + found.denied
    (item,) = (await desk.stats(team["luo"])).items
    assert (item.item, item.department, item.days) == ("senior-card", "donghu-civil-affairs", 0)
    assert (await desk.stats(team["guo"])).items == ()
    assert await looks() == []


async def test_a_supervisor_sees_who_is_late_and_who_has_what(team: dict[str, Staff]) -> None:
    caller = await applicant()
    late, held = [await handed_in(caller) for _ in range(2)]
    await change("UPDATE cases SET due_on = '2026-01-05' WHERE id = $1", late)
    await desk.claim(team["chen"], held)
    found = await desk.supervision(team["luo"])
    (load,) = found.departments
    assert (load.open, load.overdue, load.unclaimed) == (2, 1, 1)
    assert [one.id for one in found.late] == [late]
    assert found.late[0].left is not None
    assert found.late[0].left < 0
    assert {one.name: one.holds for one in found.busy}["Chen"] == 1
    for name in ("chen", "zhou", "he"):
        with pytest.raises(NotAllowed):
            await desk.supervision(team[name])
