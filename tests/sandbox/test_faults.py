"""Faults on the calls the city makes: each uses up its times and then the world is well again."""

import asyncio

import pytest

from sandbox.faults import KINDS, TARGETS
from tests.sandbox.world import Caller, City, until

PHONE = "19900990001"
FIELDS = {"population": "is_local", "household": "is_member", "licences": "residence_permit"}


async def test_a_send_that_times_out_has_sent_and_can_be_asked_about(box: Caller, pretend: City) -> None:
    await box.fault("sms", "timeout")
    waiting = asyncio.create_task(box.send(PHONE, out_id="d1"))
    await until(lambda: pretend.heard("reports"))
    assert not waiting.done()
    assert len(await box.inbox(PHONE)) == 1
    assert (await waiting).json()["Code"] == "OK"


async def test_a_garbled_answer_hides_a_text_that_went_out(box: Caller) -> None:
    await box.fault("sms", "garbled")
    assert (await box.send(PHONE)).text.startswith("<html>")
    assert len(await box.inbox(PHONE)) == 1


async def test_a_duplicated_text_lands_twice(box: Caller) -> None:
    await box.fault("sms", "duplicate")
    await box.send(PHONE)
    assert len(await box.inbox(PHONE)) == 2


async def test_a_late_text_is_not_there_yet(box: Caller) -> None:
    await box.fault("sms", "late")
    await box.send(PHONE)
    assert await box.inbox(PHONE) == []
    box.now.ahead += 1
    assert len(await box.inbox(PHONE)) == 1


async def test_a_forged_yes_sends_nothing(box: Caller) -> None:
    await box.fault("sms", "forged")
    assert (await box.send(PHONE)).json()["Code"] == "OK"
    assert await box.inbox(PHONE) == []


@pytest.mark.parametrize("register", FIELDS)
async def test_a_busy_register_is_well_again_after_its_times(box: Caller, register: str) -> None:
    person = (await box.people())["zhang-guolin"]
    await box.fault(register, "error", times=2)
    answers = [await box.query(register, person, FIELDS[register]) for _ in range(3)]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(503, "3001"), (503, "3001"), (200, "0000")]


async def test_a_garbled_register_answers_no_json(box: Caller) -> None:
    await box.fault("population", "garbled")
    answer = await box.query("population", (await box.people())["zhang-guolin"], "is_local")
    with pytest.raises(ValueError, match="Unterminated"):
        answer.json()


async def test_a_forged_register_answers_about_somebody_else_to_another_question(box: Caller) -> None:
    person = (await box.people())["zhang-guolin"]
    true = (await box.query("population", person, "address")).json()
    await box.fault("population", "forged")
    forged = (await box.query("population", person, "address")).json()
    assert (true["request_id"], forged["request_id"]) == ("r1", "forged")
    assert forged["data"] != true["data"]


async def test_a_register_may_hold_several_records_or_a_stale_one(box: Caller) -> None:
    person = (await box.people())["zhang-guolin"]
    await box.fault("household", "duplicate")
    assert (await box.query("household", person, "head")).json()["code"] == "1002"
    fresh = (await box.query("household", person, "head")).json()["as_of"]
    await box.fault("household", "late")
    assert (await box.query("household", person, "head")).json()["as_of"] < fresh


async def test_a_slow_person_or_a_slow_register_answers_in_the_end(box: Caller) -> None:
    people = await box.people()
    await box.fault("household", "slow")
    answers = await asyncio.gather(
        box.query("population", people["zheng-guizhen"], "is_local"),
        box.query("household", people["zhang-guolin"], "head"),
    )
    assert [answer.json()["code"] for answer in answers] == ["0000", "0000"]


async def test_faults_can_be_seen_and_taken_back(box: Caller) -> None:
    await box.fault("sms", "slow", times=3)
    order = {"target": "sms", "kind": "slow", "times": 3, "code": ""}
    assert (await box.http.get("/sandbox/faults")).json() == {"items": [order]}
    await box.fault("sms", "slow", times=0)
    assert (await box.http.get("/sandbox/faults")).json() == {"items": []}


async def test_every_fault_of_the_contract_can_be_ordered_for_every_target(box: Caller) -> None:
    answers = [await box.fault(target, kind) for target in TARGETS for kind in KINDS]
    assert {answer.status_code for answer in answers} == {201}
    assert len(answers[-1].json()["items"]) == len(TARGETS) * len(KINDS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "x", "kind": "slow"},
        {"target": "sms", "kind": "x"},
        {"target": "sms", "kind": "slow", "times": -1},
        {},
    ],
)
async def test_a_fault_nobody_knows_is_refused(box: Caller, wrong: dict[str, object]) -> None:
    assert (await box.http.post("/sandbox/faults", json=wrong)).status_code == 422
