"""The whole way of an old man to his card, inside the house: draft, submission, decision by rule, licence."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from core import audit, crypto, db, faults, outbox
from core.applications import (
    answer,
    begin,
    check,
    events_after,
    listing,
    one,
    sheet,
    submit,
    track,
    withdraw,
)
from core.applications.case import Case
from core.applications.limits import limits_for
from core.citizens import Caller
from core.ids import new_id
from core.json import Json
from core.refusals import Conflict, Invalid, NotAllowed, NotFound
from tests.core.applications.world import LOCAL, PICTURE, Told, person

pytestmark = pytest.mark.usefixtures("database", "open_city")
READY = {"pickup": "electronic"}


async def drafted(caller: Caller, told: Told | None = None, **answers: str) -> tuple[str, int, tuple[str, ...]]:
    knowledge = told or Told()
    begun = await begin(caller, "senior-card", {**READY, **answers}, knowledge=knowledge)
    await _photo(caller, begun.id)
    now = await sheet(caller, begun.id, knowledge=knowledge)
    return now.id, now.version, tuple(consent.id for consent in now.consents)


async def _photo(caller: Caller, application_id: str) -> None:
    batch = db.Batch()
    batch.insert(
        "uploads",
        {
            "id": new_id(),
            "application_id": application_id,
            "citizen_id": caller.citizen_id,
            "target": "photo",
            "name": crypto.seal("photo.jpg", "uploads.name"),
            "media_type": "image/jpeg",
            "size": 1000,
            "sha256": "0" * 64,
            "place": "nowhere",
            "trust": "C",
            "created_at": 1,
        },
        ignore_conflict=True,
    )
    await db.commit(batch)


async def decided(caller: Caller, told: Told | None = None, **answers: str) -> str:
    application_id, version, consents = await drafted(caller, told, **answers)
    await submit(caller, application_id, version, consents=consents, knowledge=told or Told())
    while await outbox.work_once():
        pass
    return application_id


async def test_from_a_draft_to_the_licence():
    caller = await person()
    application_id = await decided(caller)
    view = await one(caller, application_id)
    assert view.state == "done"
    (case,) = view.cases
    assert (case.state, case.result) == ("closed", "approved")
    assert len(case.number) == 43
    (licence,) = view.licences
    assert licence.kind == "senior-card"
    approved = next(line for line in case.timeline if line.kind == "case_approved")
    saw = {rule["id"]: rule["saw"] for rule in approved.rules}
    assert saw["age"] == {"subject.age": 66}
    assert approved.by == "按规则自动办理"


async def test_a_picture_that_the_city_has_needs_no_upload_and_is_decided_all_the_same():
    caller = await person()
    told = Told({**LOCAL, "licence.id_card.photo": PICTURE})
    begun = await begin(caller, "senior-card", READY, knowledge=told)
    assert begun.todo == ()
    assert set(begun.answers) == {"pickup"}
    consents = tuple(consent.id for consent in begun.consents)
    await submit(caller, begun.id, begun.version, consents=consents, knowledge=told)
    while await outbox.work_once():
        pass
    assert (await one(caller, begun.id)).state == "done"


@pytest.mark.parametrize(
    "answers",
    [
        {"pickup": "post", "address": {"region": "990101001001", "street": "柳荫路 5 号"}},
        {"pickup": "office", "pickup_at": "990101001001"},
    ],
)
async def test_a_card_to_be_posted_or_fetched_leaves_the_case_open_with_the_licence_in_hand(answers: dict[str, Json]):
    caller = await person()
    told = Told({**LOCAL, "licence.id_card.photo": PICTURE})
    begun = await begin(caller, "senior-card", answers, knowledge=told)
    consents = tuple(consent.id for consent in begun.consents)
    await submit(caller, begun.id, begun.version, consents=consents, knowledge=told)
    while await outbox.work_once():
        pass
    view = await one(caller, begun.id)
    assert (view.state, view.cases[0].state) == ("in_progress", "delivering")
    assert len(view.licences) == 1


async def test_an_answer_that_cannot_be_read_is_refused_at_once_and_nothing_is_lost():
    caller = await person()
    begun = await begin(caller, "senior-card", READY, knowledge=Told())
    for wrong in ({"nonsense": 1}, {"pickup": "moon"}):
        with pytest.raises(Invalid) as refused:
            await answer(caller, begun.id, wrong, begun.version, knowledge=Told())
        assert {defect.field for defect in refused.value.defects} == set(wrong)
    now = await sheet(caller, begun.id, knowledge=Told())
    assert (now.answers, now.version) == (READY, begun.version)
    with pytest.raises(Invalid):
        await begin(caller, "senior-card", {"pickup": "moon"}, knowledge=Told())


async def test_every_register_that_was_asked_is_named_before_sending():
    sources = {"registry.household.is_member": "户籍库", "licence.id_card": "电子证照库"}
    begun = await begin(await person(), "senior-card", READY, knowledge=Told(sources=sources))
    says = next(consent.says for consent in begun.consents if consent.id == "look_up")
    assert {"人口库", "户籍库", "电子证照库"} <= {word for word in ("人口库", "户籍库", "电子证照库") if word in says}


async def test_a_case_that_nobody_accepted_is_late_after_the_day_that_was_given(city):
    limits = limits_for(city.scenes["senior-card"])
    case = Case("c", "senior-card", "n", "civil-affairs", "990100000000", "submitted", 0, submitted_at=1)
    given = replace(case, due_on="2026-11-23")
    assert [limits.overdue(given, date(2026, 11, day)) for day in (20, 23, 24, 26, 29)] == [0, 0, 1, 3, 4]
    assert limits.overdue(case, date(2027, 3, 1)) == 0


async def test_two_sheets_sent_before_either_is_decided_give_one_licence():
    caller = await person()
    sheets = [await drafted(caller) for _ in range(3)]
    for application_id, version, consents in sheets:
        await submit(caller, application_id, version, consents=consents, knowledge=Told())
    while await outbox.work_once():
        pass
    assert await db.table_counts("licences") == {"licences": 1}
    states = sorted([(await one(caller, application_id)).state for application_id, _, _ in sheets])
    assert states == ["done", "submitted", "submitted"]


async def test_the_history_is_whole_and_tells_when_it_is_not():
    application_id = await decided(await person())
    assert [broken async for broken in audit.verify() if not isinstance(broken, int)] == []

    async def change() -> None:
        await db.execute("UPDATE events SET kind = 'case_denied' WHERE kind = 'case_approved'")

    await db.tx(change)
    broken = [one async for one in audit.verify() if not isinstance(one, int)]
    assert [(one.application_id, one.what) for one in broken] == [(application_id, "hash")]


async def test_submission_is_one_commit_and_two_round_trips(engine: str, trips: list[str]):
    caller = await person()
    application_id, version, consents = await drafted(caller)
    first = await drafted(await person("19900990002", "19580105", "李秀英"))  # takes the block of numbers
    assert first
    await submit(caller, application_id, version, consents=consents, knowledge=Told())
    application_id, version, consents = await drafted(caller)
    trips.clear()
    await submit(caller, application_id, version, consents=consents, knowledge=Told())
    writes = [trip for trip in trips if trip == "write"]
    assert len(writes) == 1
    assert len(trips) <= 2, "one read of everything, and one statement that writes everything"


async def test_the_same_draft_is_submitted_once_however_often_it_is_tapped():
    caller = await person()
    application_id, version, consents = await drafted(caller)
    outcomes = await asyncio.gather(
        *(submit(caller, application_id, version, consents=consents, knowledge=Told()) for _ in range(6)),
        return_exceptions=True,
    )
    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) == 1
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(outcome, Conflict) for outcome in refused)
    assert all(one.code == "submitted_already" or one.values["version"] > version for one in refused)  # type: ignore[attr-defined, operator]
    assert await db.table_counts("cases") == {"cases": 1}


async def test_at_59_the_refusal_comes_before_submission_with_the_day_of_the_reminder():
    caller = await person(born="19670301")
    found = (await check("senior-card", {}, caller, knowledge=Told())).judgement
    assert found.outcome == "no"
    age = next(reason for reason in found.reasons if reason.id == "age")
    assert "59" in age.says
    assert any(alternative.remind for alternative in found.alternatives)
    application_id, version, consents = await drafted(caller)
    with pytest.raises(Invalid) as refused:
        await submit(caller, application_id, version, consents=consents, knowledge=Told())
    assert "not_eligible" in {defect.code for defect in refused.value.defects}


async def test_a_visitor_who_says_nothing_is_told_maybe_and_what_decides():
    found = (await check("senior-card", {}, None, knowledge=Told())).judgement
    assert found.outcome == "maybe"
    assert {"household", "subject.age"} <= set(found.missing)
    assert found.questions


async def test_everything_wrong_is_told_at_once():
    caller = await person()
    begun = await begin(caller, "senior-card", {}, knowledge=Told())
    with pytest.raises(Invalid) as refused:
        await submit(caller, begun.id, begun.version, consents=[], knowledge=Told())
    fields = {defect.field for defect in refused.value.defects}
    assert {"photo", "pickup", "consents.true_statement"} <= fields


async def test_another_persons_application_is_not_there():
    owner, stranger = await person(), await person("19900990002", "19580105", "李秀英")
    application_id = await decided(owner)
    for attempt in (
        one(stranger, application_id),
        sheet(stranger, application_id, knowledge=Told()),
        answer(stranger, application_id, {"pickup": "post"}, 1, knowledge=Told()),
        submit(stranger, application_id, 1, consents=[], knowledge=Told()),
        withdraw(stranger, application_id, "不办了"),
        events_after(stranger, application_id, 0),
    ):
        with pytest.raises(NotFound, match="application_unknown"):
            await attempt


async def test_an_answer_on_an_old_version_is_refused_and_says_the_present_one():
    caller = await person()
    application_id, version, _ = await drafted(caller)
    await answer(caller, application_id, {"pickup": "office"}, version, knowledge=Told())
    with pytest.raises(Conflict, match="stale") as refused:
        await answer(caller, application_id, {"pickup": "post"}, version, knowledge=Told())
    assert refused.value.values["version"] == version + 1


async def test_without_verification_there_is_no_submission_but_a_way():
    caller = await person()
    low = Caller(caller.citizen_id, "s", "sms", 1)
    application_id, version, consents = await drafted(caller)
    with pytest.raises(NotAllowed, match="assurance_needed") as refused:
        await submit(low, application_id, version, consents=consents, knowledge=Told())
    assert refused.value.values["needed"] == 3


async def test_registries_that_are_down_leave_the_case_to_a_person_when_the_paper_is_uploaded():
    caller = await person()
    silent = Told({path: value for path, value in LOCAL.items() if not path.startswith("registry.household")})
    application_id, version, consents = await drafted(caller, silent, household="here")
    for target in ("hukou",):
        batch = db.Batch()
        row = dict((await db.rows("SELECT * FROM uploads WHERE target = 'photo'"))[0])
        batch.insert("uploads", {**row, "id": "1" * 26, "target": target})
        await db.commit(batch)
    await submit(caller, application_id, version, consents=consents, knowledge=silent)
    while await outbox.work_once():
        pass
    view = await one(caller, application_id)
    assert view.state == "submitted"
    assert view.licences == ()


async def test_a_worker_killed_before_or_after_the_decision_decides_once():
    class Killed(BaseException):
        pass

    def kill() -> None:
        raise Killed

    caller = await person()
    application_id, version, consents = await drafted(caller)
    await submit(caller, application_id, version, consents=consents, knowledge=Told())
    for place in ("outbox_claimed", "outbox_done_not_remembered"):
        faults.arm(place, kill)
        with pytest.raises(Killed):
            await outbox.work_once()
        faults.disarm()
        await db.tx(_leases_run_out)
    while await outbox.work_once():
        pass
    assert (await one(caller, application_id)).state == "done"
    assert await db.table_counts("licences") == {"licences": 1}


async def _leases_run_out() -> None:
    await db.execute("UPDATE outbox SET locked_until = 1 WHERE state = 0")


async def test_tracking_needs_code_and_phone_and_shows_nothing_personal():
    caller = await person()
    application_id = await decided(caller)
    code = (await one(caller, application_id)).query_code or ""
    tracked = await track(f" {code[:4].lower()} {code[4:]} ", "0001")
    assert tracked.state == "done"
    assert "王建国" not in repr(tracked)
    for wrong in ((code, "0002"), ("AAAA2222", "0001"), ("", "")):
        with pytest.raises(NotFound, match="track_unknown"):
            await track(*wrong)


async def test_withdrawn_before_the_decision_and_refused_after():
    caller = await person()
    application_id, version, consents = await drafted(caller)
    await submit(caller, application_id, version, consents=consents, knowledge=Told())
    assert await withdraw(caller, application_id, "不办了") == "closed"
    done = await decided(caller)
    with pytest.raises(Conflict):
        await withdraw(caller, done, "不办了")


async def test_an_application_keeps_the_version_it_began_with(city_folder_changed):
    caller = await person()
    begun = await begin(caller, "senior-card", READY, knowledge=Told())
    await city_folder_changed()
    later = await sheet(caller, begun.id, knowledge=Told())
    assert later.scene_version == begun.scene_version
    fresh = await begin(caller, "senior-card", READY, knowledge=Told())
    assert fresh.scene_version != begun.scene_version


async def test_a_second_card_is_refused_while_the_first_one_is_good():
    caller = await person()
    await decided(caller)
    holds = Told({**LOCAL, "licence.senior_card": {"status": "valid"}})
    assert (await check("senior-card", READY, caller, knowledge=holds)).judgement.outcome == "no"


async def test_my_applications_come_newest_first_page_by_page():
    caller = await person()
    ids = [(await begin(caller, "senior-card", {}, knowledge=Told())).id for _ in range(5)]
    first = await listing(caller, limit=2)
    second = await listing(caller, limit=2, after=first.next)
    third = await listing(caller, limit=2, after=second.next)
    assert [item.id for page in (first, second, third) for item in page.items] == ids[::-1]
    assert third.next is None
    assert (await listing(caller, state="done")).items == ()


async def test_no_table_holds_a_name_a_number_or_a_phone():
    caller = await person()
    await decided(caller)
    number = "990101196003010"
    tables = ("citizens", "accounts", "applications", "parties", "cases", "events", "outbox", "licences", "consents")
    for table in tables:
        for row in await db.rows(f"SELECT * FROM {table}"):
            text = repr([bytes(value) if isinstance(value, memoryview) else value for value in dict(row).values()])
            assert "王建国" not in text
            assert number not in text
            assert "19900990001" not in text


async def test_a_drafts_facts_are_asked_once_while_fresh_and_anew_when_it_is_handed_in():
    caller, told = await person(), Told({**LOCAL, "licence.id_card.photo": PICTURE})
    begun = await begin(caller, "senior-card", READY, knowledge=told)
    await sheet(caller, begun.id, knowledge=told)
    now = await answer(caller, begun.id, READY, begun.version, knowledge=told)
    assert len(told.asked) == 1
    holds_one = Told({**told.values, "licence.senior_card": {"identifier": "x"}})  # another sheet was quicker
    consents = [consent.id for consent in now.consents]
    with pytest.raises(Invalid) as refusal:
        await submit(caller, begun.id, now.version, consents=consents, knowledge=holds_one)
    assert "not_eligible" in {defect.code for defect in refusal.value.defects}


async def test_a_case_goes_to_the_office_of_the_district_where_the_person_lives():
    application_id = await decided(await person())
    case = await db.row("SELECT department, region FROM cases WHERE application_id = $1", application_id)
    assert case is not None
    assert case["department"] == "donghu-civil-affairs"
