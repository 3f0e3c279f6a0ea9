"""A phone of one's own: proved, one at a time, never a reason to make two citizens one."""

import asyncio

import pytest

from core import db
from core.citizens import Caller, Citizen, bind_phone, citizen_of, me, sign_in, verify
from core.citizens.verifying import THREE_ELEMENTS
from core.db import Batch
from core.refusals import Conflict, Invalid
from core.secret import Phone
from tests.core.citizens.test_verifying import NUMBER, Knows

pytestmark = pytest.mark.usefixtures("database")
FIRST, SECOND = "19900990001", "19900990002"


def calling(citizen: Citizen) -> Caller:
    return Caller(citizen.id, "s", "wechat_mini", citizen.assurance)


async def newcomer(subject: str = "wx1:o1") -> Caller:
    """Somebody who came by a platform, without a phone."""
    return calling(await sign_in("wechat", subject))


async def kinds(caller: Caller) -> list[str]:
    return [account.channel for account in (await me(caller)).accounts]


async def test_who_binds_a_phone_signs_in_by_it_from_then_on():
    who = await newcomer()
    assert who.assurance == 0
    await bind_phone(who, Phone(FIRST))
    assert (await sign_in("phone", FIRST, FIRST)).id == who.citizen_id
    assert (await citizen_of(who.citizen_id)).assurance == 1
    assert sorted(await kinds(who)) == ["phone", "wechat"]
    assert (await me(who)).phone == "199****0001"


async def test_without_a_phone_three_elements_cannot_be_checked_and_with_one_they_can():
    who = await newcomer()
    with pytest.raises(Conflict) as refused:
        await verify(who, "王建国", NUMBER, [Knows()])
    assert (refused.value.code, refused.value.values["how"]) == ("phone_needed", ["bind_phone"])
    await bind_phone(who, Phone(FIRST))
    assert await verify(who, "王建国", NUMBER, [Knows()]) == THREE_ELEMENTS


async def test_a_phone_that_another_citizen_signs_in_by_stays_theirs():
    theirs = await sign_in("phone", FIRST, FIRST)
    who = await newcomer()
    with pytest.raises(Conflict) as refused:
        await bind_phone(who, Phone(FIRST))
    assert refused.value.code == "phone_held"
    assert "sign_in_with_that_phone" in str(refused.value.values["how"])
    assert (await citizen_of(who.citizen_id)).phone is None
    assert (await sign_in("phone", FIRST, FIRST)).id == theirs.id
    assert (await db.table_counts("citizens"))["citizens"] == 2


async def test_two_who_bind_one_phone_at_once_leave_one_holder():
    both = await newcomer("wx1:o1"), await newcomer("wx1:o2")
    came = await asyncio.gather(*(bind_phone(who, Phone(FIRST)) for who in both), return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) == ["Conflict", "NoneType"]
    holder = (await sign_in("phone", FIRST, FIRST)).id
    assert [who.citizen_id for who, one in zip(both, came, strict=True) if one is None] == [holder]


async def test_binding_and_the_first_sign_in_by_the_same_phone_at_once_leave_one_holder():
    who = await newcomer()
    came = await asyncio.gather(bind_phone(who, Phone(FIRST)), sign_in("phone", FIRST, FIRST), return_exceptions=True)
    assert not [one for one in came if isinstance(one, Exception) and not isinstance(one, Conflict)]
    held = await db.rows("SELECT citizen_id FROM accounts WHERE channel = 'phone'")
    assert len(held) == 1


async def test_the_same_phone_again_changes_nothing():
    who = await newcomer()
    await bind_phone(who, Phone(FIRST))
    before = await citizen_of(who.citizen_id)
    await bind_phone(who, Phone(f"+86 {FIRST}"))
    assert await citizen_of(who.citizen_id) == before


async def test_a_new_phone_takes_the_place_of_the_old_one_which_is_nobodys_then():
    who = await newcomer()
    await bind_phone(who, Phone(FIRST))
    await bind_phone(who, Phone(SECOND))
    assert (await sign_in("phone", SECOND, SECOND)).id == who.citizen_id
    assert (await sign_in("phone", FIRST, FIRST)).id != who.citizen_id
    assert sorted(await kinds(who)) == ["phone", "wechat"]


async def test_what_was_checked_with_the_old_phone_has_to_be_checked_with_the_new_one():
    who = await newcomer()
    await bind_phone(who, Phone(FIRST))
    await verify(who, "王建国", NUMBER, [Knows()])
    await bind_phone(who, Phone(FIRST))
    assert (await citizen_of(who.citizen_id)).assurance == THREE_ELEMENTS
    await bind_phone(who, Phone(SECOND))
    assert (await citizen_of(who.citizen_id)).assurance == 1
    assert await verify(who, "王建国", NUMBER, [Knows()]) == THREE_ELEMENTS


async def test_a_person_seen_in_the_flesh_stays_so_with_a_new_phone():
    who = await newcomer()
    await bind_phone(who, Phone(FIRST))
    batch = Batch()
    batch.run("UPDATE citizens SET assurance = 4 WHERE id = $1", who.citizen_id)
    await db.commit(batch)
    await bind_phone(who, Phone(SECOND))
    assert (await citizen_of(who.citizen_id)).assurance == 4


@pytest.mark.parametrize("typed", ["", "110", "12900990001", "+852 6123 4567"])
async def test_what_is_no_mobile_number_is_not_bound(typed: str):
    with pytest.raises(Invalid):
        await bind_phone(await newcomer(), Phone(typed))


async def test_other_names_of_the_same_person_lead_to_the_same_citizen():
    by_app = await sign_in("wechat", "wx1:o1", None, ("unionid:u1",))
    by_other_app = await sign_in("wechat", "wx2:o9", None, ("unionid:u1",))
    assert by_app.id == by_other_app.id == (await sign_in("wechat", "wx2:o9")).id
    assert await kinds(calling(by_app)) == ["wechat"]


async def test_a_name_learned_later_counts_from_then_on():
    first = await sign_in("wechat", "wx1:o1")
    await sign_in("wechat", "wx1:o1", None, ("unionid:u1",))
    assert (await sign_in("wechat", "wx2:o9", None, ("unionid:u1",))).id == first.id


async def test_names_that_belong_to_two_citizens_make_them_no_one_citizen():
    one, other = await sign_in("wechat", "wx1:o1"), await sign_in("wechat", "wx2:o9", None, ("unionid:u1",))
    assert (await sign_in("wechat", "wx1:o1", None, ("unionid:u1",))).id == one.id
    assert (await sign_in("wechat", "wx2:o9", None, ("unionid:u1",))).id == other.id


async def test_many_first_visits_by_different_names_at_once_make_one_citizen():
    names = [(f"wx{number % 3}:o{number % 3}", "unionid:u1") for number in range(12)]
    found = await asyncio.gather(*(sign_in("wechat", own, None, (union,)) for own, union in names))
    assert len({citizen.id for citizen in found}) == 1
    assert await db.table_counts("citizens", "accounts") == {"citizens": 1, "accounts": 4}


async def test_the_tables_hold_no_openid():
    await sign_in("wechat", "wx1:oabcdefg", None, ("unionid:uabcdefg",))
    for row in await db.rows("SELECT * FROM accounts"):
        assert "abcdefg" not in str([bytes(one) if isinstance(one, memoryview) else one for one in dict(row).values()])
