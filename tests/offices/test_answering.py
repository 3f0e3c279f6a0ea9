"""What the office decides becomes one move, however often, late, out of order or falsely it is said."""

import asyncio
import json
from dataclasses import replace

import pytest

import offices
from core import db, faults
from core.applications import move
from core.applications.guards import Opinion
from core.applications.history import NOTE, By
from core.crypto import open_json
from core.refusals import NotFound
from offices import Needed, OfficeUpdate
from offices.answering import answered
from offices.hearing import hear
from tests.offices.conftest import OFFICE, Bureau, Under, a_case, due_now, work
from tests.sandbox.world import until

STAFF = By("officer", "o1")


async def handed(**_: object) -> tuple[Under, str, str]:
    """A case that the bureau has: with its number there, and our reference."""
    under = await a_case()
    await under.forward()
    row = await under.handover()
    return under, row["number"], row["id"]


async def said_in_the_end(under: Under) -> dict[str, object]:
    row = await db.row(
        "SELECT note FROM events WHERE case_id = $1 AND actor_kind = 'office' ORDER BY seq DESC LIMIT 1", under.case_id
    )
    return dict(open_json(row["note"], NOTE))


async def test_left_alone_the_bureau_approves_and_calls_us(bureau: Bureau):
    await bureau.mood("approved")
    under, number, _ = await handed()
    await until(lambda: bureau.calls, 10)
    assert bureau.calls[-1][2] == 200
    row = await under.handover()
    assert (row["state"], row["number"]) == ("answered", number)
    assert "case_approved" in await under.kinds()
    assert (await under.case())["state"] not in ("forwarded", "in_review")


async def test_a_denial_carries_the_offices_reason_and_remedy(bureau: Bureau):
    under, number, _ = await handed()
    await bureau.says(number, "denied", says="孩子已在外地参保", remedy="请先到外地停保")
    await until(lambda: bureau.calls)
    assert "case_denied" in await under.kinds()
    note = await said_in_the_end(under)
    assert (note["opinion"], note["remedy"]) == ("孩子已在外地参保", "请先到外地停保")


async def test_a_denial_without_a_remedy_gets_the_one_that_the_item_publishes(bureau: Bureau):
    under, number, reference = await handed()
    assert await answered(OFFICE, OfficeUpdate(number, reference, "denied", "已参保"))
    assert "行政复议" in str((await said_in_the_end(under))["remedy"])


async def test_what_the_office_misses_comes_back_to_a_person_and_goes_again_under_a_new_number(bureau: Bureau):
    under, number, reference = await handed()
    await bureau.says(number, "needs", says="缺一样", needs=[{"id": "birth_certificate", "says": "编号看不清"}])
    await until(lambda: bureau.calls)
    assert (await under.case())["state"] == "in_review"
    note = await said_in_the_end(under)
    assert note["opinion"] == "缺一样"
    assert [(one["field"], one["values"]["says"]) for one in note["defects"]] == [("birth_certificate", "编号看不清")]
    await under.forward()
    again = await under.handover()
    assert again["number"] not in (None, number)
    with pytest.raises(NotFound):  # the old one is over: what is said of it now is about nothing we wait for
        await answered(OFFICE, OfficeUpdate(number, reference, "approved"))
    assert (await under.case())["state"] == "forwarded"


async def test_an_answer_comes_before_we_remembered_that_they_have_it(bureau: Bureau):
    def die() -> None:
        raise ConnectionError

    faults.arm("office_not_remembered", die)
    under = await a_case()
    await under.forward()
    assert (await under.handover())["number"] is None
    (theirs,) = await bureau.cases()
    await bureau.says(theirs["number"], "approved")
    await until(lambda: bureau.calls)
    row = await under.handover()
    assert (row["state"], row["number"]) == ("answered", theirs["number"])
    assert (await under.kinds()).count("case_approved") == 1


async def test_repeated_calls_are_one_move_and_are_all_answered_well(bureau: Bureau):
    await bureau.pretend.fault("office_callbacks", "duplicate")
    under, number, _ = await handed()
    await bureau.says(number, "approved")
    await until(lambda: len(bureau.calls) > 1)
    headers, body, _ = bureau.calls[0]
    assert (await hear(OFFICE, headers, body)).status == 200
    assert [status for _, _, status in bureau.calls] == [200, 200]
    assert (await under.kinds()).count("case_approved") == 1


async def test_a_forged_call_is_turned_away_and_the_true_one_is_believed(bureau: Bureau):
    await bureau.pretend.fault("office_callbacks", "forged")
    under, number, _ = await handed()
    await bureau.says(number, "approved")
    await until(lambda: len(bureau.calls) > 1)
    assert sorted(status for _, _, status in bureau.calls) == [200, 401]
    kinds = await under.kinds()
    assert "case_approved" in kinds
    assert "case_denied" not in kinds


async def test_a_well_signed_call_whose_body_was_changed_is_turned_away(bureau: Bureau):
    _, number, _ = await handed()
    await bureau.says(number, "denied", says="已参保")
    await until(lambda: bureau.calls)
    headers, body, _ = bureau.calls[0]
    other, number, reference = await handed_by("19900990021")
    forged = json.dumps({**json.loads(body), "number": number, "reference": reference}).encode()
    assert (await hear(OFFICE, headers, forged)).status == 401
    assert (await other.case())["state"] == "forwarded"


async def handed_by(phone: str) -> tuple[Under, str, str]:
    under = await a_case(phone)
    await under.forward()
    row = await under.handover()
    return under, row["number"], row["id"]


async def test_a_call_signed_long_ago_is_turned_away(bureau: Bureau):
    _, number, _ = await handed()
    await bureau.says(number, "approved")
    await until(lambda: bureau.calls)
    headers, body, _ = bureau.calls[0]
    for changed in ({"x-share-time": "1000000000000"}, {"x-share-time": "x"}, {"x-share-sign": ""}, {}):
        told = {name: value for name, value in headers.items() if changed or not name.startswith("x-share")}
        assert (await hear(OFFICE, {**told, **changed}, body)).status == 401


async def test_a_garbled_call_is_asked_for_again_by_not_answering_well(bureau: Bureau):
    await bureau.pretend.fault("office_callbacks", "garbled")
    under, number, _ = await handed()
    await bureau.says(number, "approved")
    await until(lambda: len(bureau.calls) > 1)
    assert [status for _, _, status in bureau.calls] == [400, 200]
    assert "case_approved" in await under.kinds()


async def test_an_office_that_we_could_not_hear_is_asked(bureau: Bureau):
    bureau.deaf = True
    under, number, _ = await handed()
    await due_now()
    await work()
    assert (await under.case())["state"] == "forwarded"
    assert (await under.handover())["attempts"] == 1
    await bureau.says(number, "approved")
    await due_now()
    await work()
    assert (await under.handover())["state"] == "answered"
    assert (await under.kinds()).count("case_approved") == 1


async def test_asking_goes_on_while_the_office_is_down(bureau: Bureau):
    bureau.deaf = True
    under, number, _ = await handed()
    await bureau.says(number, "approved")
    await bureau.pretend.fault("office", "error", 2)
    for _ in range(3):
        await due_now()
        await work()
    assert (await under.handover())["state"] == "answered"


async def test_a_call_and_our_question_at_once_are_one_move(bureau: Bureau):
    under, number, reference = await handed()
    update = OfficeUpdate(number, reference, "approved", "好")
    found = await asyncio.gather(*(answered(OFFICE, update) for _ in range(6)))
    assert sorted(found) == [False] * 5 + [True]
    assert (await under.kinds()).count("case_approved") == 1


async def test_an_office_that_changes_its_mind_afterwards_changes_nothing(bureau: Bureau):
    under, number, reference = await handed()
    assert await answered(OFFICE, OfficeUpdate(number, reference, "approved"))
    assert not await answered(OFFICE, OfficeUpdate(number, reference, "denied", "后来发现"))
    assert "case_denied" not in await under.kinds()


async def test_an_answer_for_another_number_another_case_or_from_another_office_is_not_believed(bureau: Bureau):
    under, number, reference = await handed()
    other, its_number, its_reference = await handed_by("19900990021")
    good = OfficeUpdate(number, reference, "approved")
    for office, update in (
        (OFFICE, replace(good, number="YB-made-up")),
        (OFFICE, replace(good, number=its_number)),
        (OFFICE, replace(good, reference=its_reference)),
        (OFFICE, replace(good, reference="0" * 26)),
        ("some_other_office", good),
    ):
        with pytest.raises(NotFound):
            await answered(office, update)
    assert [(await one.case())["state"] for one in (under, other)] == ["forwarded", "forwarded"]


@pytest.mark.parametrize("how", ["withdraw", "take_back"])
async def test_a_late_answer_leaves_a_case_that_went_on_without_it_as_it_is(bureau: Bureau, how: str):
    under, number, _ = await handed()
    if how == "withdraw":
        await move(under.case_id, "withdraw", By("applicant", under.caller.citizen_id), opinion=Opinion(text="不办了"))
    else:
        await move(under.case_id, "take_back", STAFF)
    before = await under.kinds(), (await under.case())["state"]
    await bureau.says(number, "approved")
    await until(lambda: bureau.calls)
    assert bureau.calls[-1][2] == 200
    assert (await under.kinds(), (await under.case())["state"]) == before
    row = await under.handover()
    assert (row["state"], row["error"]) == ("answered", "answered_too_late")


async def test_a_crash_before_the_answer_was_kept_loses_nothing(bureau: Bureau):
    bureau.deaf = True
    under, number, _ = await handed()
    await bureau.says(number, "approved")

    def die() -> None:
        raise ConnectionError

    faults.arm("office_asked", die)
    await due_now()
    await work()
    assert (await under.case())["state"] == "forwarded"
    faults.disarm()
    await due_now()
    await work()
    assert (await under.kinds()).count("case_approved") == 1
    assert (await under.handover())["state"] == "answered"


async def test_an_office_decides_on_what_it_has_seen_itself_whatever_is_still_owed_here(bureau: Bureau):
    under, number, reference = await handed()
    promise = {"application_id": under.application_id, "case_id": under.case_id, "material": "birth_certificate"}
    batch = db.Batch()
    batch.insert("promises", {"id": "p1", **promise, "owed_on": "2099-01-01", "state": "owed"})
    await db.commit(batch)
    assert await answered(OFFICE, OfficeUpdate(number, reference, "approved"))
    assert (await under.handover())["state"] == "answered"


async def test_an_unknown_office_is_not_there(bureau: Bureau):
    with pytest.raises(NotFound):
        await hear("nobody", {}, b"{}")
    assert offices.named("nobody") is None


async def test_needs_without_names_are_words_for_a_person(bureau: Bureau):
    under, number, reference = await handed()
    update = OfficeUpdate(number, reference, "needs", "", needs=(Needed("", "请补户口簿"),))
    assert await answered(OFFICE, update)
    assert (await under.case())["state"] == "in_review"


async def test_nothing_that_an_office_said_lies_open_in_a_table(bureau: Bureau):
    under, number, _ = await handed()
    await bureau.says(number, "denied", says="何静的孩子已在外地参保")
    await until(lambda: bureau.calls)
    for table in ("handovers", "events", "outbox", "documents"):
        for row in await db.rows(f"SELECT * FROM {table}"):
            for value in dict(row).values():
                assert "外地参保" not in str(value)
    assert "case_denied" in await under.kinds()
