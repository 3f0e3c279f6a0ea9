"""What every office has to keep, whoever is behind it: the same story for each file that is found."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.json import Json
from core.refusals import Unavailable
from core.secret import IdNumber, Name, Phone
from offices import (
    Accepted,
    Applicant,
    Decided,
    Ended,
    Forged,
    HandedCase,
    HandedMaterial,
    Later,
    LetGo,
    Office,
    Refused,
    Unreadable,
    systems,
)
from tests.contracts.conftest import Call
from tests.sandbox.world import until
from tests.vendors.pretend import World

ANSWERS = {"heard", "forged", "unreadable", "unknown", "later"}


def a_case(reference: str = "01" * 13) -> HandedCase:
    return HandedCase(
        reference=reference,
        number="11990100MB102137233992000305001202611220001",
        item="newborn-insurance",
        item_name="新生儿参加城乡居民基本医疗保险",
        task_code="11990100MB102137233992000305001",
        department="11990100MB10213723",
        region="990101000000",
        submitted_at=1_795_000_000_000,
        due_on="2026-11-27",
        applicant=Applicant(Name("何静"), IdNumber("990101199508080029"), Phone("19900990011")),
        answers={"baby_name": "林小满", "born_on": "2026-10-20"},
        labels={"baby_name": "孩子的姓名"},
        materials=(HandedMaterial("birth_certificate", "出生医学证明", "case.birth-certificate", "A"),),
    )


@pytest.fixture(params=sorted(systems.names()))
async def office(request: pytest.FixtureRequest, pretend: World) -> Office:
    found = systems.every(pretend.outside)[str(request.param)]
    await pretend.ask.post(f"/sandbox/offices/{found.name}", json={"outcome": "nothing"})
    return found


async def taken(office: Office, case: HandedCase | None = None) -> str:
    outcome = await office.hand_over(case or a_case())
    assert isinstance(outcome, Accepted)
    return outcome.number


async def decides(pretend: World, office: Office, number: str, **told: Json) -> None:
    answer = await pretend.ask.post(f"/sandbox/offices/{office.name}/{number}", json=told)
    assert answer.status_code == 200, answer.text


async def test_it_is_named_as_its_file_and_has_an_answer_for_every_way_a_call_may_end(office: Office):
    assert office.name in systems.names()
    assert set(office.answers) == ANSWERS
    assert len(set(office.answers.values())) > 1


async def test_without_settings_and_without_a_pretend_world_it_is_not_there():
    assert not systems.every(None)


async def test_the_same_case_twice_is_one_case_and_another_is_another(office: Office, pretend: World):
    first = await taken(office)
    assert await taken(office) == first
    assert await taken(office, a_case("02" * 13)) != first
    assert len((await pretend.ask.get("/sandbox/offices")).json()["items"]) == 2


async def test_asked_before_it_has_decided_it_says_so(office: Office):
    number = await taken(office)
    update = await office.ask(number, a_case().reference)
    assert (update.number, update.reference, update.state) == (number, a_case().reference, "in_review")


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"outcome": "approved"}, "approved"),
        ({"outcome": "denied", "says": "已参保", "remedy": "请先停保"}, "denied"),
        ({"outcome": "needs", "needs": [{"id": "birth_certificate", "says": "编号看不清"}]}, "needs"),
    ],
)
async def test_what_it_decides_is_the_same_told_back_and_asked(
    office: Office, pretend: World, calls: list[Call], told: Mapping[str, Json], state: str
):
    number = await taken(office)
    await decides(pretend, office, number, **told)
    await until(lambda: calls)
    path, headers, body = calls[0]
    assert path == f"/callbacks/offices/{office.name}"
    heard, asked = await office.read(headers, body), await office.ask(number, a_case().reference)
    assert heard == asked
    assert (heard.state, heard.number, heard.reference) == (state, number, a_case().reference)
    assert heard.says
    if state == "denied":
        assert (heard.says, heard.remedy) == ("已参保", "请先停保")
    if state == "needs":
        assert [(one.id, one.says) for one in heard.needs] == [("birth_certificate", "编号看不清")]


async def test_a_call_repeated_is_read_the_same_and_a_forged_changed_or_unsigned_one_is_not_read(
    office: Office, pretend: World, calls: list[Call]
):
    await pretend.fault("office_callbacks", "forged")
    number = await taken(office)
    await decides(pretend, office, number, outcome="approved")
    await until(lambda: len(calls) > 1)
    read = []
    for _, headers, body in (*calls, *calls):
        try:
            read.append((await office.read(headers, body)).state)
        except Forged:
            read.append("forged")
    assert sorted(read) == ["approved", "approved", "forged", "forged"]
    true = next(call for call, how in zip(calls, read, strict=False) if how == "approved")
    for headers, body in ((true[1], true[2] + b" "), ({}, true[2]), (true[1], b"")):
        with pytest.raises(Forged):
            await office.read(headers, body)


async def test_a_call_that_says_nothing_sure_is_unreadable(office: Office, pretend: World, calls: list[Call]):
    await pretend.fault("office_callbacks", "garbled")
    number = await taken(office)
    await decides(pretend, office, number, outcome="approved")
    await until(lambda: len(calls) > 1)
    with pytest.raises(Unreadable):
        await office.read(calls[0][1], calls[0][2])
    assert (await office.read(calls[1][1], calls[1][2])).state == "approved"


async def test_later_and_refused_are_outcomes_and_not_failures(office: Office, pretend: World):
    await pretend.fault("office", "late")
    outcome = await office.hand_over(a_case())
    assert isinstance(outcome, Later)
    assert outcome.retry_after >= 1
    await pretend.fault("office", "error", code="4002")
    refused = await office.hand_over(a_case())
    assert isinstance(refused, Refused)
    assert refused.code == "4002"
    assert refused.says
    assert refused.says not in repr(refused)


@pytest.mark.parametrize("kind", ["error", "garbled", "forged", "timeout"])
async def test_an_office_that_is_down_or_talks_nonsense_is_unavailable_and_nothing_personal_is_said(
    office: Office, pretend: World, kind: str
):
    if kind == "timeout":
        office = replace(office, line=replace(office.line, timeout=0.2))
    await pretend.fault("office", kind, 2)
    for work in (lambda: office.hand_over(a_case()), lambda: office.ask("YB1", a_case().reference)):
        with pytest.raises(Unavailable) as caught:
            await work()
        assert "何静" not in str(caught.value.values) + str(caught.value)
    number = await taken(office)
    assert number


async def test_a_number_that_it_never_gave_is_not_answered_for(office: Office):
    number = await taken(office)
    for asked in (("YB-made-up", a_case().reference), (number, "9" * 26)):
        with pytest.raises(Unavailable):
            await office.ask(*asked)


async def stands(pretend: World, number: str) -> str:
    """As the office itself has it."""
    items = (await pretend.ask.get("/sandbox/offices")).json()["items"]
    return next(str(one["state"]) for one in items if one["number"] == number)


@pytest.mark.parametrize("reason", ["withdrawn", "voided"])
@pytest.mark.parametrize("known", [True, False])
async def test_a_case_is_taken_back_with_or_without_its_number_as_often_as_it_is_said(
    office: Office, pretend: World, calls: list[Call], reason: Ended, known: bool
):
    number = await taken(office)
    other = await taken(office, a_case("02" * 13))
    for _ in range(2):
        assert await office.take_back(number if known else None, a_case().reference, reason) == LetGo()
    assert await stands(pretend, number) == "withdrawn"
    assert await stands(pretend, other) == "in_review"
    assert calls == []


async def test_a_case_it_never_had_is_as_good_as_let_go(office: Office, pretend: World):
    number = await taken(office)
    assert await office.take_back(None, "9" * 26, "withdrawn") == LetGo()
    assert await office.take_back("YB-made-up", a_case().reference, "withdrawn") == LetGo()
    assert await stands(pretend, number) == "in_review"


@pytest.mark.parametrize("outcome", ["approved", "denied"])
async def test_a_case_it_has_decided_is_not_let_go(office: Office, pretend: World, outcome: str):
    number = await taken(office)
    await decides(pretend, office, number, outcome=outcome)
    assert isinstance(await office.take_back(number, a_case().reference, "withdrawn"), Decided)
    assert (await office.ask(number, a_case().reference)).state == outcome


async def test_a_case_it_waits_for_something_in_is_let_go(office: Office, pretend: World):
    number = await taken(office)
    await decides(pretend, office, number, outcome="needs")
    assert await office.take_back(number, a_case().reference, "withdrawn") == LetGo()


async def test_taking_back_may_be_put_off_and_no_refusal_of_theirs_passes_for_yes(office: Office, pretend: World):
    number = await taken(office)
    await pretend.fault("office", "late")
    assert isinstance(await office.take_back(number, a_case().reference, "withdrawn"), Later)
    for kind, code in (("error", ""), ("error", "2001"), ("error", "1000"), ("garbled", ""), ("forged", "")):
        await pretend.fault("office", kind, code=code)
        with pytest.raises(Unavailable) as caught:
            await office.take_back(number, a_case().reference, "withdrawn")
        assert "何静" not in str(caught.value.values) + str(caught.value)


async def test_a_handed_case_prints_nothing_personal():
    for personal in ("何静", "990101199508080029", "19900990011", "林小满"):
        assert personal not in repr(a_case())
