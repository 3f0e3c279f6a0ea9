"""A case that its citizen withdraws while an office has it: the office is told, however it is reached, and once it is
over here nothing the office says brings it back.
"""

import asyncio

import pytest

import offices
from core import db, faults, outbox
from core.applications import move, withdraw
from core.applications.guards import Opinion
from core.applications.history import By
from core.time import now_ms
from offices import Decided, Ended, Later, LetGo, handing_over, rows
from tests.offices.conftest import OFFICE, Bureau, Under, a_case, due_now, work
from tests.sandbox.world import until

BOSS, OFFICER = By("supervisor", "b1"), By("officer", "o1")


async def handed(phone: str = "19900990011") -> tuple[Under, str]:
    """A case that the bureau has, and its number there."""
    under = await a_case(phone)
    await under.forward()
    return under, (await under.handover())["number"]


async def withdrawn(under: Under) -> None:
    """By its citizen, as the API does it. The worker has not looked yet."""
    assert await withdraw(under.caller, under.application_id, "我们搬走了") == "closed"


async def over_there(bureau: Bureau) -> list[tuple[str, str]]:
    return [(str(one["number"]), str(one["state"])) for one in await bureau.cases()]


async def how_it_ended(under: Under) -> tuple[str, str | None]:
    row = await under.handover()
    return row["state"], row["error"]


async def test_the_office_is_told_at_once_and_works_on_it_no_more(bureau: Bureau):
    under, number = await handed()
    await withdrawn(under)
    await work()
    assert await over_there(bureau) == [(number, "withdrawn")]
    row = await under.handover()
    assert (row["state"], row["error"], row["ask_at"], row["number"]) == ("taken_back", None, None, number)
    assert row["answered_at"]


async def test_a_case_that_a_supervisor_voids_is_taken_back_too_and_the_office_hears_which_it_was(bureau: Bureau):
    under, _ = await handed()
    await move(under.case_id, "void", BOSS, opinion=Opinion(text="重复立件"))
    other, _ = await handed("19900990021")
    await withdrawn(other)
    await work()
    assert [one["says"] for one in await bureau.cases()] == ["applicant_withdrew", "voided"]


async def test_what_the_citizen_wrote_stays_in_the_house(bureau: Bureau):
    under, _ = await handed()
    await withdrawn(under)
    await work()
    assert "搬走" not in str(await bureau.cases())


async def test_nobody_is_told_of_a_case_that_no_office_had(bureau: Bureau):
    under = await a_case()
    await withdrawn(under)
    await work()
    assert await db.rows("SELECT id FROM handovers") == []
    assert await bureau.cases() == []


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("error", "vendor_busy"),
        ("late", "office_later"),
        ("forged", "vendor_answer_forged"),
        ("garbled", "vendor_answer_garbled"),
    ],
)
async def test_an_office_that_is_not_ready_is_told_later_as_often_as_it_takes(bureau: Bureau, kind: str, error: str):
    under, number = await handed()
    await bureau.pretend.fault("office", kind, 3)
    await withdrawn(under)
    await work()
    for tries in (1, 2, 3):
        row = await under.handover()
        assert (row["state"], row["error"], row["attempts"]) == ("waiting", error, tries)
        assert row["ask_at"] > now_ms()
        await due_now()
        await work()
    assert await how_it_ended(under) == ("taken_back", None)
    assert await over_there(bureau) == [(number, "withdrawn")]


async def test_an_office_that_will_not_hear_of_it_is_asked_again_in_an_hour(bureau: Bureau):
    under, _ = await handed()
    await bureau.pretend.fault("office", "error", 1, "2003")
    await withdrawn(under)
    await work()
    row = await under.handover()
    assert (row["state"], row["error"]) == ("waiting", "office_keeps_it")
    assert row["ask_at"] - now_ms() > 3_000_000


async def test_an_office_that_is_not_connected_is_told_when_it_is(bureau: Bureau):
    under, number = await handed()
    known = {OFFICE: offices.named(OFFICE)}
    offices.use({})
    await withdrawn(under)
    await work()
    assert await how_it_ended(under) == ("waiting", "office_not_here")
    offices.use(known)
    await due_now()
    await work()
    assert await over_there(bureau) == [(number, "withdrawn")]


async def test_an_office_that_had_decided_says_so_and_the_case_stays_withdrawn(bureau: Bureau):
    bureau.deaf = True
    under, number = await handed()
    await bureau.says(number, "approved")
    await withdrawn(under)
    await work()
    assert await how_it_ended(under) == ("answered", "office_had_decided")
    case = await under.case()
    assert (case["state"], case["result"]) == ("withdrawn", "withdrawn")
    assert await over_there(bureau) == [(number, "approved")]
    await due_now()
    await work()
    assert "case_approved" not in await under.kinds()


async def test_its_answer_and_our_word_may_cross_and_the_case_stays_withdrawn(bureau: Bureau):
    bureau.deaf = True
    under, number = await handed()
    await bureau.says(number, "approved")
    await withdrawn(under)
    bureau.deaf = False
    before = await under.kinds()
    await until(lambda: bureau.calls, 10)
    await work()
    assert bureau.calls[-1][2] == 200
    assert (await under.kinds(), (await under.case())["state"]) == (before, "withdrawn")
    assert await how_it_ended(under) in {("answered", "answered_too_late"), ("answered", "office_had_decided")}


async def test_a_crash_after_the_office_let_go_tells_it_once_more_and_no_harm_is_done(bureau: Bureau):
    under, number = await handed()

    def die() -> None:
        raise ConnectionError

    faults.arm("office_let_go", die)
    await withdrawn(under)
    await work()
    assert (await how_it_ended(under))[0] == "waiting"
    faults.disarm()
    await due_now()
    await work()
    assert await how_it_ended(under) == ("taken_back", None)
    assert await over_there(bureau) == [(number, "withdrawn")]


async def test_a_case_that_they_may_have_is_taken_back_by_its_reference(bureau: Bureau):
    await bureau.pretend.fault("office", "garbled")  # they took it, and we could not read the number
    under = await a_case()
    await under.forward()
    assert (await under.handover())["number"] is None
    await withdrawn(under)
    await work()
    waiting = await under.handover()
    assert waiting["take_back_for"] == "withdrawn"
    assert waiting["ask_at"] > now_ms() + rows.LEASE_MS // 2  # what is on its way arrives first
    await due_now()
    await work()
    assert await how_it_ended(under) == ("taken_back", None)
    assert [state for _, state in await over_there(bureau)] == ["withdrawn"]


async def test_a_case_that_they_never_got_is_over_as_well(bureau: Bureau):
    await bureau.pretend.fault("office", "error")
    under = await a_case()
    await under.forward()
    await withdrawn(under)
    await work()
    await due_now()
    await work()
    assert await how_it_ended(under) == ("taken_back", None)
    assert await bureau.cases() == []


async def test_the_worker_who_finds_it_withdrawn_first_keeps_nobody_from_telling_them(bureau: Bureau):
    under, number = await handed()
    await withdrawn(under)
    await due_now()
    assert await handing_over.work_once() == 1
    assert await how_it_ended(under) == ("answered", "case_moved_on")
    await work()
    assert await how_it_ended(under) == ("taken_back", None)
    assert await over_there(bureau) == [(number, "withdrawn")]


async def test_a_case_that_the_desk_had_fetched_back_is_still_known_there_and_is_taken_back(bureau: Bureau):
    under, number = await handed()
    await move(under.case_id, "take_back", OFFICER)
    await due_now()
    await work()
    assert await over_there(bureau) == [(number, "in_review")]
    await withdrawn(under)
    await work()
    assert await over_there(bureau) == [(number, "withdrawn")]


@pytest.mark.parametrize("outcome", ["approved", "denied", "needs"])
async def test_an_office_that_has_given_its_answer_is_not_told_of_what_becomes_of_the_case(
    bureau: Bureau, outcome: str
):
    under, number = await handed()
    await bureau.says(number, outcome)
    await until(lambda: bureau.calls)
    if outcome == "needs":
        await withdrawn(under)
    await work()
    assert await over_there(bureau) == [(number, outcome)]
    assert await how_it_ended(under) == ("answered", None)


async def test_a_refused_case_is_not_taken_back_from_where_it_never_was(bureau: Bureau):
    await bureau.pretend.fault("office", "error", 1, "4002")
    under = await a_case()
    await under.forward()
    await withdrawn(under)
    await work()
    assert await how_it_ended(under) == ("refused", "4002")


async def test_a_message_that_comes_twice_tells_them_once(bureau: Bureau):
    under, _ = await handed()
    await withdrawn(under)
    await work()
    before = dict(await under.handover())
    told = await db.row("SELECT * FROM outbox WHERE consumer = 'offices' AND topic = 'case_withdrawn'")
    message = outbox.Message(
        told["id"], told["event_id"], told["topic"], under.application_id, told["seq"], 1, {"case_id": under.case_id}
    )
    await handing_over.note_down(message)
    assert dict(await under.handover()) == before


async def test_who_hands_it_over_at_this_moment_leaves_the_number_for_who_takes_it_back(bureau: Bureau):
    """The withdrawal comes while the office's answer is under way."""
    under = await a_case()
    await move(under.case_id, "forward", By("house"))
    while await outbox.work_once():
        pass
    (mine,) = await rows.claim(1)
    await withdrawn(under)
    while await outbox.work_once():
        pass
    assert await rows.claim(9) == []
    await db.commit(rows.taken(mine, "YB1"))
    row = await under.handover()
    assert (row["state"], row["number"], row["take_back_for"]) == ("waiting", "YB1", "withdrawn")
    assert row["ask_at"] <= now_ms()


async def test_who_failed_to_hand_it_over_at_this_moment_does_not_put_it_off(bureau: Bureau):
    under = await a_case()
    await move(under.case_id, "forward", By("house"))
    while await outbox.work_once():
        pass
    (mine,) = await rows.claim(1)
    await withdrawn(under)
    while await outbox.work_once():
        pass
    before = dict(await under.handover())
    await db.commit(rows.put_off(mine, "vendor_busy", 9999))
    assert dict(await under.handover()) == before


async def test_two_workers_take_many_back_once_each(bureau: Bureau):
    under = [(await handed(f"1990099{n:04d}"))[0] for n in range(31, 37)]
    for one in under:
        await withdrawn(one)
    while await outbox.work_once():
        pass
    await asyncio.gather(*(handing_over.work_once(4) for _ in range(4)))
    await work()
    assert {state for _, state in await over_there(bureau)} == {"withdrawn"}
    assert [await how_it_ended(one) for one in under] == [("taken_back", None)] * len(under)


async def test_only_some_cases_withdrawn_leaves_the_others_where_they_are(bureau: Bureau):
    under, number = await handed()
    other, its_number = await handed("19900990021")
    await withdraw(under.caller, under.application_id, "", (under.case_id,))
    await work()
    assert dict(await over_there(bureau)) == {number: "withdrawn", its_number: "in_review"}
    assert (await other.case())["state"] == "forwarded"


async def test_every_word_an_office_may_say_to_it_has_an_end(bureau: Bureau):
    class Says:
        """An office of one word."""

        name, answers = OFFICE, dict[str, bytes]()

        def __init__(self, word: LetGo | Decided | Later) -> None:
            self.word = word

        async def take_back(self, number: str | None, reference: str, reason: Ended) -> LetGo | Decided | Later:
            return self.word

    ends = []
    for n, word in enumerate((LetGo(), Decided("x"), Later(7200))):
        under, _ = await handed(f"1990099004{n}")
        await withdrawn(under)
        known = {OFFICE: offices.named(OFFICE)}
        offices.use({OFFICE: Says(word)})  # type: ignore[dict-item]  # it says nothing else
        await work()
        offices.use(known)
        ends.append(await how_it_ended(under))
    assert ends == [("taken_back", None), ("answered", "office_had_decided"), ("waiting", "office_later")]
    row = await db.row("SELECT ask_at FROM handovers WHERE error = 'office_later'")
    assert row["ask_at"] - now_ms() > 7_000_000
