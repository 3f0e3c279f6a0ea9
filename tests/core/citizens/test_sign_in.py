"""Sign-in codes and the citizens behind accounts."""

import asyncio

import pytest

from core import db
from core.citizens import ask_code, check_code, citizen_of, sign_in
from core.refusals import Invalid, TooMany

pytestmark = pytest.mark.usefixtures("database")
PHONE = "19900990001"


async def _age_codes(minutes: int) -> None:
    """As if every code had been asked for so many minutes earlier."""

    async def write() -> None:
        await db.execute("UPDATE sign_in_codes SET created_at = created_at - $1", minutes * 60_000)
        await db.execute("UPDATE sign_in_codes SET expires_at = expires_at - $1", minutes * 60_000)

    await db.tx(write)


async def test_a_code_works_once():
    code = await ask_code(PHONE)
    assert await check_code(PHONE, code) == PHONE
    with pytest.raises(Invalid):
        await check_code(PHONE, code)


async def test_a_code_is_six_digits_and_may_be_typed_with_spaces():
    code = await ask_code("+86 199 0099-0001")
    assert len(code) == 6
    assert await check_code(" 19900990001 ", f"{code[:3]} {code[3:]}") == PHONE


async def test_five_wrong_tries_use_a_code_up():
    code = await ask_code(PHONE)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        with pytest.raises(Invalid):
            await check_code(PHONE, wrong)
    with pytest.raises(Invalid):
        await check_code(PHONE, code)


async def test_an_expired_code_looks_like_a_wrong_one():
    code = await ask_code(PHONE)
    await _age_codes(6)
    with pytest.raises(Invalid) as refused:
        await check_code(PHONE, code)
    assert refused.value.defects[0].code == "sign_in_code_wrong"


async def test_another_phones_code_does_not_work():
    code = await ask_code(PHONE)
    await ask_code("19900990002")
    with pytest.raises(Invalid):
        await check_code("19900990002", f"{(int(code) + 1) % 1_000_000:06d}" if code == "000000" else code)


async def test_one_a_minute_five_an_hour_ten_a_day():
    await ask_code(PHONE)
    with pytest.raises(TooMany) as soon:
        await ask_code(PHONE)
    assert 1 <= soon.value.retry_after <= 60
    for _ in range(4):
        await _age_codes(2)
        await ask_code(PHONE)
    await _age_codes(2)
    with pytest.raises(TooMany) as hourly:
        await ask_code(PHONE)
    assert hourly.value.retry_after > 60
    await _age_codes(70)
    for _ in range(5):
        await ask_code(PHONE)
        await _age_codes(2)
    await _age_codes(70)
    with pytest.raises(TooMany) as daily:
        await ask_code(PHONE)
    assert daily.value.retry_after > 3600


async def test_two_requests_at_once_send_one_code():
    outcomes = await asyncio.gather(*(ask_code(PHONE) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, str) for one in outcomes) == 1


@pytest.mark.parametrize(
    "typed", ["", "110", "12900990001", "2990099000", "1990099000a", "１９９００９９０００１１", "<script>"]
)
async def test_what_is_no_mobile_number_is_refused(typed: str):
    with pytest.raises(Invalid):
        await ask_code(typed)


async def test_the_same_account_is_the_same_citizen_also_when_it_arrives_twice_at_once():
    found = await asyncio.gather(*(sign_in("sms", PHONE, PHONE) for _ in range(12)))
    assert len({citizen.id for citizen in found}) == 1
    assert await db.table_counts("citizens", "accounts") == {"citizens": 1, "accounts": 1}


async def test_another_channel_with_the_same_phone_is_not_merged():
    by_sms = await sign_in("sms", PHONE, PHONE)
    by_wechat = await sign_in("wechat_mini", "openid-1", PHONE)
    assert by_sms.id != by_wechat.id


async def test_the_tables_hold_no_phone():
    citizen = await sign_in("sms", PHONE, PHONE)
    assert (await citizen_of(citizen.id)).phone is not None
    for table in ("citizens", "accounts", "sign_in_codes"):
        await ask_code(PHONE) if table == "sign_in_codes" else None
        for row in await db.rows(f"SELECT * FROM {table}"):
            assert not any(
                PHONE.encode() in str(value).encode() or PHONE in repr(value) for value in dict(row).values()
            )
