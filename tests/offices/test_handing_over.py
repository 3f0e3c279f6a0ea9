"""A case goes to the office that decides it, once, with nothing that is not the office's business."""

import asyncio
import json

import pytest

import offices
from core import db, faults, outbox
from core.applications import move
from core.applications.guards import Opinion
from core.applications.history import By
from offices import handing_over
from tests.offices.conftest import ITEM, OFFICE, Bureau, a_case, due_now, work


class Killed(BaseException):
    """The process dies."""


def die() -> None:
    raise Killed


async def test_a_forwarded_case_is_handed_over_and_the_bureaus_number_is_remembered(bureau: Bureau):
    under = await a_case()
    await under.forward()
    (theirs,) = await bureau.cases()
    ours = await under.handover()
    assert (ours["office"], ours["state"], ours["number"]) == (OFFICE, "waiting", theirs["number"])
    assert (await under.case())["state"] == "forwarded"
    assert ours["handed_at"]
    assert ours["ask_at"]


async def test_only_what_is_marked_for_the_item_or_for_nobody_leaves_the_house(bureau: Bureau):
    under = await a_case()
    await under.forward()
    (theirs,) = await bureau.cases()
    handed = theirs["handed"]
    told = {one["id"]: one["value"] for one in handed["answers"]}
    assert told["baby_name"] == "林小满"
    scene = await db.row("SELECT scene FROM applications")
    assert scene["scene"] == "newborn"
    others = ("account", "bank", "address", "other_phone", "follow", "hospital", "insured")
    assert not set(others) & told.keys()
    whole = json.dumps(handed, ensure_ascii=False)
    for secret in ("6217000012345678", "云川银行", "柳荫社区", "19900990012"):
        assert secret not in whole
    assert [one["id"] for one in handed["materials"]] == ["birth_certificate"]
    assert handed["applicant"]["name"] == "何静"
    assert handed["item"] == ITEM


async def test_a_case_that_a_person_forwards_to_the_level_above_goes_to_no_system(bureau: Bureau):
    under = await a_case()
    await db.tx(lambda: db.execute("UPDATE cases SET item = 'social-card'"))
    await under.forward()
    assert await bureau.cases() == []
    assert await db.rows("SELECT id FROM handovers") == []


async def test_a_crash_between_handing_over_and_remembering_gives_one_case_there(bureau: Bureau):
    under = await a_case()
    faults.arm("office_not_remembered", die)
    with pytest.raises(Killed):
        await under.forward()
    faults.disarm()
    assert len(await bureau.cases()) == 1
    assert (await under.handover())["number"] is None
    await due_now()
    await work()
    (theirs,) = await bureau.cases()
    assert (await under.handover())["number"] == theirs["number"]


async def test_a_lost_answer_gives_one_case_there(bureau: Bureau):
    await bureau.pretend.fault("office", "garbled")
    under = await a_case()
    await under.forward()
    first = await under.handover()
    assert (first["state"], first["number"], first["error"]) == ("waiting", None, "vendor_answer_garbled")
    await due_now()
    await work()
    (theirs,) = await bureau.cases()
    assert (await under.handover())["number"] == theirs["number"]


@pytest.mark.parametrize(
    ("kind", "code", "error"),
    [
        ("error", "", "vendor_busy"),
        ("late", "", "office_later"),
        ("forged", "", "vendor_answer_forged"),
        ("garbled", "", "vendor_answer_garbled"),
        ("error", "3001", "vendor_busy"),
    ],
)
async def test_an_office_that_is_not_ready_gets_it_later(bureau: Bureau, kind: str, code: str, error: str):
    await bureau.pretend.fault("office", kind, 3, code)
    under = await a_case()
    await under.forward()
    for _ in range(2):
        await due_now()
        await work()
    waiting = await under.handover()
    assert (waiting["state"], waiting["number"], waiting["error"], waiting["attempts"]) == ("waiting", None, error, 3)
    assert (await under.case())["state"] == "forwarded"
    await due_now()
    await work()
    assert (await under.handover())["number"]
    assert len(await bureau.cases()) == 1


async def test_waits_grow_and_are_never_shorter_than_the_office_asked(bureau: Bureau):
    await bureau.pretend.fault("office", "error", 100)
    under = await a_case()
    await under.forward()
    waits = []
    for _ in range(6):
        before = (await db.row("SELECT max(ask_at) AS at FROM handovers"))["at"]
        waits.append(before)
        await due_now()
        await work()
    assert waits[-1] - waits[0] > 30_000
    assert (await under.handover())["attempts"] == 7


async def test_a_refused_case_comes_back_to_the_desk_with_the_offices_words(bureau: Bureau):
    await bureau.pretend.fault("office", "error", 1, "4002")
    under = await a_case()
    await under.forward()
    assert (await under.case())["state"] == "in_review"
    row = await under.handover()
    assert (row["state"], row["error"], row["ask_at"]) == ("refused", "4002", None)
    assert (await under.kinds())[-1] == "case_taken_back"
    await due_now()
    await work()
    assert await bureau.cases() == []


async def test_a_person_may_forward_it_again_and_it_is_a_new_hand_over(bureau: Bureau):
    await bureau.pretend.fault("office", "error", 1, "4002")
    under = await a_case()
    await under.forward()
    first = (await under.handover())["id"]
    await under.forward()
    again = await under.handover()
    assert again["id"] != first
    assert (again["state"], again["error"]) == ("waiting", None)
    (theirs,) = await bureau.cases()
    assert again["number"] == theirs["number"]


async def test_a_case_withdrawn_before_it_was_handed_over_stays_here(bureau: Bureau):
    under = await a_case()
    await move(under.case_id, "forward", By("house"))
    while await outbox.work_once():
        pass
    await move(under.case_id, "withdraw", By("applicant", under.caller.citizen_id), opinion=Opinion(text="不办了"))
    await work()
    assert await bureau.cases() == []
    row = await under.handover()
    assert (row["state"], row["error"]) == ("answered", "never_handed_over")


async def test_a_message_that_comes_twice_or_late_changes_nothing(bureau: Bureau):
    await bureau.pretend.fault("office", "error", 1, "4002")
    under = await a_case()
    await under.forward()
    old = await db.row("SELECT * FROM outbox WHERE consumer = 'offices'")
    await under.forward()
    before = dict(await under.handover())
    data = json.loads(old["payload"])
    for _ in range(2):
        message = outbox.Message(
            old["id"], old["event_id"], "case_forwarded", under.application_id, old["seq"], 1, data
        )
        await handing_over.note_down(message)
    await work()
    assert dict(await under.handover()) == before
    assert len(await bureau.cases()) == 1


async def test_two_workers_hand_many_cases_over_once_each(bureau: Bureau):
    under = [await a_case(f"1990099{n:04d}") for n in range(11, 17)]
    for one in under:
        await move(one.case_id, "forward", By("house"))
    while await outbox.work_once():
        pass
    await asyncio.gather(*(handing_over.work_once(4) for _ in range(4)))
    await work()
    theirs = await bureau.cases()
    assert len(theirs) == len(under)
    assert {(await one.handover())["number"] for one in under} == {one["number"] for one in theirs}


async def test_an_office_that_is_not_connected_is_waited_for(bureau: Bureau):
    known = {OFFICE: offices.named(OFFICE)}
    offices.use({})
    under = await a_case()
    await under.forward()
    assert (await under.handover())["error"] == "office_not_here"
    offices.use(known)
    await due_now()
    await work()
    assert (await under.handover())["number"]
