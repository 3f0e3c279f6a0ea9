"""The second parent: asked at submission, known by their own checked number, heard once, and nobody else is."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core import audit, db, outbox, serials, words
from core.applications import (
    Opinion,
    begin,
    clockwork,
    confirm,
    correct,
    events_after,
    listing,
    move,
    one,
    publish,
    track,
    withdraw,
)
from core.applications.history import By
from core.citizens import Caller, sign_in
from core.house import working_days_from
from core.refusals import Conflict, Defect, Invalid, NotAllowed, NotFound
from core.time import today, travel_by
from tests.conftest import ROOT
from tests.core.applications.couple import (
    CHILD,
    FATHER,
    FATHER_BORN,
    MOTHER,
    MOTHER_BORN,
    OTHER,
    SOMEBODY,
    answers,
    father,
    mother,
    number_of,
    open_small_city,
    submitted,
)
from tests.core.applications.world import LOCAL, Told

ROLE = "co_applicant"


@pytest.fixture(autouse=True)
async def small(database: str) -> AsyncIterator[None]:
    words.load(ROOT / "city" / "words")
    open_small_city()
    outbox.forget_consumers()
    serials.forget_blocks()
    await publish()
    yield
    travel_by(timedelta)


def gone_by(days: int) -> None:
    travel_by(lambda: timedelta(days=days))


async def test_nothing_begins_before_the_second_parent_has_said_yes():
    she = await mother()
    application_id = await submitted(she)
    view = await one(she, application_id)
    assert view.state == "submitted"
    assert view.due_on is None, "nobody can promise a day that hangs on another person"
    assert not await db.rows("SELECT id FROM cases WHERE submitted_at IS NOT NULL")
    (birth, household) = view.cases
    assert birth.says.startswith(f"等{OTHER}确认，最晚")
    assert household.waits[1] == "等云川市卫生健康委办好出生医学证明"
    assert household.waits_for == (birth.id,)
    by_role = {party.role: party for party in view.parties}
    asked = by_role[ROLE]
    last = working_days_from(today(), 10)
    assert last
    assert (asked.state, asked.name, asked.confirm_by) == ("invited", "林*", last.isoformat())
    assert by_role["subject"].name == CHILD
    assert (by_role["applicant"].you, by_role["applicant"].name) == (True, "何静")
    assert [line.kind for line in view.timeline] == ["application_begun", "application_submitted", "party_invited"]
    assert f"等{OTHER}确认以后交给" in view.timeline[1].says


async def test_a_subject_without_a_number_is_a_party_and_no_citizen():
    application_id = await submitted(await mother())
    row = await db.row("SELECT subject_id FROM applications WHERE id = $1", application_id)
    assert row is not None
    assert row["subject_id"] is None
    (subject,) = await db.rows("SELECT * FROM parties WHERE role = 'subject'")
    assert (subject["state"], subject["citizen_id"], subject["id_number"]) == ("unregistered", None, None)
    assert CHILD.encode() not in bytes(subject["name"])


async def test_yes_lets_the_first_case_begin_in_the_same_commit():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    assert await confirm(he, application_id, ROLE) == "submitted"
    view = await one(she, application_id)
    (birth, household) = view.cases
    assert [line.kind for line in birth.timeline] == ["case_submitted"]
    assert household.waits_for == (birth.id,)
    assert birth.due_on
    assert view.due_on
    assert view.due_on > birth.due_on
    (party,) = [party for party in view.parties if party.role == ROLE]
    assert (party.state, party.confirm_by) == ("confirmed", None)
    assert [line.says for line in view.timeline][-1] == f"{OTHER}已确认"
    assert [line.by for line in view.timeline][-1] == OTHER
    assert await broken(application_id) == []


async def test_the_one_who_was_asked_sees_what_is_said_of_them_and_what_they_may_do():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    view = await one(he, application_id)
    assert (view.role, view.actions) == (ROLE, ("confirm", "decline"))
    by_role = {party.role: party for party in view.parties}
    assert [said.label for said in by_role[ROLE].said] == ["对方姓名", "对方身份证号", "对方手机号"]
    assert by_role[ROLE].name == "林浩"
    assert by_role["applicant"].name == "何*"
    assert by_role["subject"].name == "林小满", "who is to say yes reads the name"
    assert (view.orders, view.documents, view.licences, view.deliveries) == ((), (), (), ())
    assert [line.says for line in view.timeline][1].startswith("申请人填好了这份申请，等您确认以后")
    (listed,) = (await listing(he)).items
    assert (listed.id, listed.role, listed.actions) == (application_id, ROLE, ("confirm", "decline"))
    assert [line.kind for line in (await events_after(he, application_id, 0)).items][-1] == "party_invited"
    await confirm(he, application_id, ROLE)
    assert (await one(he, application_id)).actions == ()
    (listed,) = (await listing(he)).items
    assert listed.actions == ()


async def test_the_applicants_own_list_says_what_waits_for_her_and_pages_with_the_invitations():
    she, he = await mother(), await father()
    hers = await submitted(she)
    told = Told(LOCAL)
    his = (await begin(he, "child", answers(), knowledge=told)).id
    assert [(each.id, each.role) for each in (await listing(she)).items] == [(hers, "applicant")]
    first = await listing(he, limit=1)
    rest = await listing(he, limit=1, after=first.next)
    assert [each.id for each in (*first.items, *rest.items)] == [his, hers]
    assert rest.next is None
    assert [each.id for each in (await listing(he, state="draft")).items] == [his]
    with pytest.raises(NotFound):
        await listing(she, after=his)


async def test_who_signs_in_only_after_the_invitation_is_known_by_the_number_all_the_same():
    application_id = await submitted(await mother())
    citizen = await sign_in("sms", FATHER, FATHER)
    unproved = Caller(citizen.id, "session", "sms", citizen.assurance)
    with pytest.raises(NotFound):
        await one(unproved, application_id)
    assert (await listing(unproved)).items == ()
    he = await father()
    assert await confirm(he, application_id, ROLE) == "submitted"


@pytest.mark.parametrize("who", ["stranger", "namesake"])
async def test_anybody_else_finds_nothing_there(who: str):
    application_id = await submitted(await mother())
    other = await father(SOMEBODY, "林浩" if who == "namesake" else "王五")
    for call in (
        one(other, application_id),
        confirm(other, application_id, ROLE),
        events_after(other, application_id, 0),
    ):
        with pytest.raises(NotFound):
            await call
    assert (await listing(other)).items == ()


async def test_the_applicant_cannot_say_yes_for_the_other_one():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    with pytest.raises(NotFound):
        await confirm(she, application_id, ROLE)
    for role in ("subject", "applicant", "nobody"):
        with pytest.raises(NotFound):
            await confirm(he, application_id, role)


async def test_a_word_given_twice_is_given_once():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    said = await asyncio.gather(*(confirm(he, application_id, ROLE) for _ in range(3)))
    assert set(said) == {"submitted"}
    assert await confirm(he, application_id, ROLE) == "submitted"
    kinds = [line.kind for line in (await one(she, application_id)).timeline]
    assert kinds.count("party_confirmed") == 1
    with pytest.raises(Conflict) as refused:
        await confirm(he, application_id, ROLE, agree=False)
    assert refused.value.code == "answered_already"
    assert await broken(application_id) == []


async def test_no_ends_it_and_the_applicant_is_told_why():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    assert await confirm(he, application_id, ROLE, agree=False, reason="名字还没商量好") == "closed"
    assert await confirm(he, application_id, ROLE, agree=False) == "closed"
    view = await one(she, application_id)
    assert {(case.state, case.result) for case in view.cases} == {("withdrawn", "withdrawn")}
    assert [line.says for line in view.timeline][-1] == f"{OTHER}没有同意，这件事不往下办了：名字还没商量好"
    assert view.actions == ()
    assert view.cases[0].timeline[-1].says == f"{OTHER}撤回了"
    with pytest.raises(Conflict) as refused:
        await confirm(he, application_id, ROLE)
    assert refused.value.code == "answered_already"
    assert await broken(application_id) == []


async def test_what_was_taken_back_can_no_longer_be_confirmed():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    await withdraw(she, application_id, "")
    with pytest.raises(Conflict) as refused:
        await confirm(he, application_id, ROLE)
    assert refused.value.code == "confirmation_over"
    view = await one(he, application_id)
    assert (view.state, view.actions) == ("closed", ())
    assert {party.state for party in view.parties if party.role == ROLE} == {"lapsed"}


async def test_the_last_day_still_counts_and_the_day_after_does_not():
    she, he = await mother(), await father()
    in_time, late = await submitted(she), await submitted(she)
    last = working_days_from(today(), 10)
    assert last
    days = (last - today()).days
    gone_by(days)
    assert await confirm(he, in_time, ROLE) == "submitted"
    gone_by(days + 1)
    with pytest.raises(Conflict) as refused:
        await confirm(he, late, ROLE)
    assert refused.value.code == "confirmation_over"
    assert (await one(he, late)).actions == ()


async def test_who_never_answers_lets_it_lapse_once_and_nothing_has_begun():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    last = working_days_from(today(), 10)
    assert last
    days = (last - today()).days
    gone_by(days)
    assert await clockwork.tick() == 0
    gone_by(days + 1)
    assert await clockwork.tick() == 1
    assert await clockwork.tick() == 0
    view = await one(she, application_id)
    assert (view.state, {case.result for case in view.cases}) == ("closed", {"withdrawn"})
    assert {party.state for party in view.parties if party.role == ROLE} == {"lapsed"}
    assert not await db.rows("SELECT id FROM cases WHERE submitted_at IS NOT NULL")
    with pytest.raises(Conflict) as refused:
        await confirm(he, application_id, ROLE)
    assert refused.value.code == "confirmation_over"
    assert await broken(application_id) == []


@pytest.mark.parametrize("agree", [True, False])
async def test_a_word_and_a_withdrawal_at_once_leave_one_whole_story(agree: bool):
    she, he = await mother(), await father()
    application_id = await submitted(she)
    said = await asyncio.gather(
        confirm(he, application_id, ROLE, agree=agree), withdraw(she, application_id, ""), return_exceptions=True
    )
    assert all(isinstance(one_said, str | Conflict) for one_said in said), said
    view = await one(she, application_id)
    assert (view.state, {case.result for case in view.cases}) == ("closed", {"withdrawn"})
    assert await broken(application_id) == []


async def test_yes_and_the_clock_at_once_is_one_or_the_other():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    last = working_days_from(today(), 10)
    assert last
    gone_by((last - today()).days + 1)
    said = await asyncio.gather(confirm(he, application_id, ROLE), clockwork.tick(), return_exceptions=True)
    assert isinstance(said[0], Conflict)
    assert (await one(she, application_id)).state == "closed"


async def test_a_parent_alone_asks_nobody():
    she = await mother()
    application_id = await submitted(she, alone="yes", other_name=None, other_id_number=None, other_phone=None)
    view = await one(she, application_id)
    assert {party.role for party in view.parties} == {"applicant", "subject"}
    assert view.cases[0].timeline
    assert view.due_on


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"other_id_number": number_of(MOTHER, MOTHER_BORN)}, "other_id_number", "party_is_already_here"),
        ({"other_phone": MOTHER}, "other_phone", "party_needs_own_phone"),
    ],
)
async def test_nobody_is_their_own_second_parent(changed: dict[str, str], field: str, code: str):
    she = await mother()
    with pytest.raises(Invalid) as refused:
        await submitted(she, **changed)
    assert {(defect.field, defect.code) for defect in refused.value.defects} == {(field, code)}
    assert not await db.rows("SELECT id FROM parties WHERE role = 'co_applicant'")


async def test_a_yes_takes_the_assurance_of_the_scene():
    application_id = await submitted(await mother())
    he = await father()
    weak = Caller(he.citizen_id, "session", "sms", 1)
    with pytest.raises(NotAllowed) as refused:
        await confirm(weak, application_id, ROLE)
    assert refused.value.code == "assurance_needed"


@pytest.mark.parametrize(("name", "agrees"), [("林浩", True), ("林昊", False)])
async def test_a_name_written_wrong_is_told_to_the_offices_and_not_held_against_him(name: str, agrees: bool):
    application_id = await submitted(await mother(), other_name=name)
    await confirm(await father(), application_id, ROLE)
    row = await db.row("SELECT data FROM events WHERE kind = 'party_confirmed'")
    assert row is not None
    assert f'"name_agrees":{str(agrees).lower()}' in row["data"]


async def test_what_an_office_writes_is_for_the_applicant_alone():
    she, he = await mother(), await father()
    application_id = await submitted(she)
    await confirm(he, application_id, ROLE)
    birth = (await one(she, application_id)).cases[0]
    said = Opinion("银行卡照片看不清", defects=(Defect("baby_name", "said", {"says": "姓名与证明不一致"}),))
    await move(birth.id, "ask_correction", By("clerk", "clerk-1"), opinion=said)
    hers = (await one(she, application_id)).cases[0]
    assert hers.correction
    assert [(item.id, item.says) for item in hers.correction.items] == [("baby_name", "姓名与证明不一致")]
    assert hers.correction.by
    assert "银行卡" in hers.says
    his = await one(he, application_id)
    assert his.cases[0].correction is None
    assert "银行卡" not in str(his)
    assert "银行卡" not in str(await events_after(he, application_id, 0))


async def sent_back(she: Caller, he: Caller) -> tuple[str, int]:
    """Confirmed, and the first office asks for a correction: the application and its version."""
    application_id = await submitted(she)
    await confirm(he, application_id, ROLE)
    birth = (await one(she, application_id)).cases[0]
    moved = await move(birth.id, "ask_correction", By("clerk", "clerk-1"), opinion=Opinion("名字请再看一遍"))
    return application_id, moved.version


@pytest.mark.parametrize(
    "changed", [{"other_id_number": number_of(SOMEBODY, FATHER_BORN)}, {"alone": "yes"}], ids=["another", "nobody"]
)
async def test_a_correction_puts_nobody_else_in_the_place_of_who_said_yes(changed: dict[str, str]):
    she, he = await mother(), await father()
    application_id, version = await sent_back(she, he)
    with pytest.raises(Invalid) as refused:
        await correct(she, application_id, changed, version)
    assert {(defect.field, defect.code) for defect in refused.value.defects} == {
        ("other_id_number", "party_was_asked_already")
    }


async def test_a_parent_alone_cannot_add_another_one_in_a_correction():
    she = await mother()
    both = answers()
    application_id = await submitted(
        she, alone="yes", **dict.fromkeys(("other_name", "other_id_number", "other_phone"))
    )
    birth = (await one(she, application_id)).cases[0]
    moved = await move(birth.id, "ask_correction", By("clerk", "clerk-1"), opinion=Opinion("请再看一遍"))
    with pytest.raises(Invalid) as refused:
        await correct(she, application_id, both, moved.version)
    assert {defect.code for defect in refused.value.defects} == {"party_was_asked_already"}


async def test_a_name_that_is_put_right_is_the_partys_name_from_then_on():
    she, he = await mother(), await father()
    application_id, version = await sent_back(she, he)
    await correct(she, application_id, {"baby_name": "何小满", "other_name": "林皓"}, version)
    names = {party.role: party.name for party in (await one(she, application_id)).parties}
    assert names["subject"] == "何小满"
    his = {party.role: party.name for party in (await one(he, application_id)).parties}
    assert his[ROLE] == "林皓"


async def test_following_by_code_tells_who_is_waited_for_and_no_name():
    she = await mother()
    application_id = await submitted(she)
    view = await one(she, application_id)
    assert view.query_code
    told = await track(view.query_code, MOTHER[-4:])
    assert "林" not in str(told)
    assert "何" not in str(told)


async def broken(application_id: str) -> list[audit.Broken]:
    row = await db.row("SELECT id, seq, chain FROM applications WHERE id = $1", application_id)
    assert row is not None
    return await audit.broken_in(row)
