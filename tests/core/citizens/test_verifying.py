"""Binding a certificate to a citizen."""

import asyncio
from dataclasses import dataclass, field
from datetime import date

import pytest

from core import db
from core.citizens import Caller, citizen_of, me, sign_in, subject_facts, verify
from core.codes.id_number import check_sign
from core.ports import Verdict
from core.refusals import Conflict, Invalid, Unavailable
from core.secret import IdNumber, Name, Phone

pytestmark = pytest.mark.usefixtures("database")
NUMBER = "99010119600301001" + check_sign("99010119600301001")


@dataclass
class Knows:
    """A verifier of ten lines: says what it was told to say, remembers what it was asked."""

    verdict: Verdict = "agree"
    name: str = "fake"
    asked: list[str] = field(default_factory=list)

    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        self.asked.append(name.reveal())
        return self.verdict


class Down:
    name = "down"

    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        raise Unavailable("operator_down")


async def caller(phone: str = "19900990001") -> Caller:
    citizen = await sign_in("sms", phone, phone)
    return Caller(citizen.id, "s", "sms", citizen.assurance)


async def test_all_agree_and_the_person_is_verified():
    who = await caller()
    knows = Knows()
    assert await verify(who, " 王建国 ", NUMBER.lower(), [knows, Knows()]) == 3
    citizen = await citizen_of(who.citizen_id)
    assert (citizen.assurance, knows.asked) == (3, ["王建国"])
    seen = await me(who)
    assert (seen.name, seen.id_number) == ("王建国", "990101********" + NUMBER[-4:])


async def test_verifying_again_with_the_same_certificate_changes_nothing():
    who = await caller()
    assert await verify(who, "王建国", NUMBER, [Knows()]) == 3
    assert await verify(who, "王建国", NUMBER, [Knows()]) == 3


@pytest.mark.parametrize(("verdict", "code"), [("differ", "identity_differs"), ("no_record", "identity_no_record")])
async def test_one_doubt_is_enough(verdict: Verdict, code: str):
    who = await caller()
    with pytest.raises(Invalid) as refused:
        await verify(who, "王建国", NUMBER, [Knows(), Knows(verdict)])
    assert refused.value.defects[0].code == code
    assert (await citizen_of(who.citizen_id)).assurance == 1


async def test_everything_wrong_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        await verify(await caller(), "<b>", "123", [Knows()])
    assert {defect.field for defect in refused.value.defects} == {"name", "id_number"}


async def test_nobody_can_be_asked_now_is_not_a_no():
    with pytest.raises(Unavailable):
        await verify(await caller(), "王建国", NUMBER, [Knows(), Down()])


async def test_another_citizens_certificate_is_held():
    await verify(await caller(), "王建国", NUMBER, [Knows()])
    with pytest.raises(Conflict, match="identity_held"):
        await verify(await caller("19900990002"), "王建国", NUMBER, [Knows()])


async def test_two_citizens_at_once_leave_one_holder():
    both = await caller(), await caller("19900990002")
    outcomes = await asyncio.gather(*(verify(who, "王建国", NUMBER, [Knows()]) for who in both), return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == ["Conflict", "int"]
    held = await db.rows("SELECT id FROM citizens WHERE assurance = 3")
    assert len(held) == 1


async def test_facts_come_from_the_certificate_and_only_after_verification():
    who = await caller()
    today = date(2026, 11, 21)
    assert subject_facts(await citizen_of(who.citizen_id), today).known == {}
    await verify(who, "王建国", NUMBER, [Knows()])
    facts = subject_facts(await citizen_of(who.citizen_id), today)
    assert facts.known["subject.age"].value == 66
    assert facts.known["subject.birthday"].value == "1960-03-01"
    assert not facts.unknown
