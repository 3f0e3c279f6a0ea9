"""What every payment provider has to keep, whoever is behind it: the same story for each file that is found."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.ids import new_id
from core.json import Json
from core.refusals import Unavailable
from core.time import now_ms
from payments import providers
from payments.providers import Provider, Refused, ToGiveBack, ToPay, Unknown, Unreadable, Update
from tests.contracts.conftest import Call
from tests.sandbox.world import until
from tests.vendors.pretend import World

# The sandbox's names for what may go wrong with each: its calls, and its calls to us.
FAULTS = {"sandbox": ("till", "till_callbacks")}
HOUR = 3_600_000


def to_pay(fen: int = 2000, **changes: str | int) -> ToPay:
    number = f"Z20261122{new_id()[-12:].upper()}"
    told = ToPay(number, new_id(), fen, "云川市公安局", "居民身份证工本费", "/a/x", now_ms() + HOUR)
    return replace(told, **changes) if changes else told


@pytest.fixture(params=providers.names())
def provider(request: pytest.FixtureRequest, pretend: World) -> Provider:
    return next(one for one in providers.every(pretend.outside) if one.name == request.param)


async def steered(pretend: World, provider: Provider, key: str, **told: Json) -> None:
    answer = await pretend.ask.post(f"/sandbox/pay/{provider.name}/{key}", json=told)
    assert answer.status_code == 200, answer.text


def told_of(provider: Provider, calls: list[Call], kind: str = "payments") -> list[tuple[Mapping[str, str], bytes]]:
    return [(headers, body) for path, headers, body in calls if path == f"/callbacks/{kind}/{provider.name}"]


async def paid(pretend: World, provider: Provider, fen: int = 2000) -> ToPay:
    asked = to_pay(fen)
    await provider.start(asked, "browser")
    await steered(pretend, provider, asked.payment, outcome="paid")
    return asked


def test_without_settings_and_without_a_pretend_world_it_is_not_there() -> None:
    assert providers.every(None) == []


async def test_it_is_named_as_its_file_and_knows_where_it_can_be_paid(provider: Provider) -> None:
    assert provider.name in providers.names()
    assert provider.tills
    assert provider.receipt


async def test_it_opens_is_paid_and_tells_so(pretend: World, provider: Provider, calls: list[Call]) -> None:
    asked = to_pay()
    assert await provider.start(asked, "browser")
    assert (await provider.ask(asked.number)).state == "opened"
    await steered(pretend, provider, asked.payment, outcome="paid")
    await until(lambda: told_of(provider, calls))
    told = provider.read(*told_of(provider, calls)[0])
    assert (told.number, told.state, told.fen) == (asked.number, "paid", 2000)
    assert told.transaction_id
    assert await provider.ask(asked.number) == told


async def test_the_same_number_opened_again_is_the_same_payment(pretend: World, provider: Provider) -> None:
    asked = to_pay()
    assert await provider.start(asked, "browser") == await provider.start(asked, "browser")
    with pytest.raises(Refused):
        await provider.start(replace(asked, fen=1), "browser")
    listed = (await pretend.ask.get(f"/sandbox/pay/{provider.name}")).json()["items"]
    assert [one["number"] for one in listed].count(asked.number) == 1


async def test_at_a_mini_programs_till_it_gives_what_the_platforms_own_calls_take(
    pretend: World, provider: Provider
) -> None:
    if "mini" not in provider.tills:
        return
    asked = to_pay()
    client = await provider.start(asked, "mini")
    by_wechat, by_alipay = {"timeStamp", "nonceStr", "package", "signType", "paySign"}, {"tradeNO"}
    assert by_wechat <= client.keys() or by_alipay <= client.keys()
    assert all(isinstance(value, str) and value for value in client.values())
    await steered(pretend, provider, asked.payment, outcome="paid")
    assert (await provider.ask(asked.number)).state == "paid"


async def test_what_is_over_is_not_opened_again(pretend: World, provider: Provider) -> None:
    asked = await paid(pretend, provider)
    with pytest.raises(Refused):
        await provider.start(asked, "browser")


async def test_closed_nobody_pays_it(pretend: World, provider: Provider) -> None:
    asked = to_pay()
    await provider.start(asked, "browser")
    assert (await provider.close(asked.number)).state == "closed"
    assert (await provider.close(asked.number)).state == "closed"
    await steered(pretend, provider, asked.number, outcome="paid")
    assert (await provider.ask(asked.number)).state == "closed"


async def test_what_is_paid_cannot_be_closed(pretend: World, provider: Provider) -> None:
    asked = await paid(pretend, provider)
    told = await provider.close(asked.number)
    assert (told.state, told.fen) == ("paid", 2000)


async def test_a_payment_past_its_time_is_closed(provider: Provider) -> None:
    asked = to_pay(expires_at=now_ms() - 1)
    with pytest.raises(Refused):
        await provider.start(asked, "browser")
    assert (await provider.ask(asked.number)).state == "closed"


async def test_a_number_it_never_heard_of_is_unknown_and_closing_it_keeps_it_closed(provider: Provider) -> None:
    asked = to_pay()
    with pytest.raises(Unknown):
        await provider.ask(asked.number)
    assert (await provider.close(asked.number)).state == "closed"
    with pytest.raises(Refused):  # a call that was slower than the closing opens nothing
        await provider.start(asked, "browser")


async def test_a_forged_old_or_broken_call_is_not_read(pretend: World, provider: Provider, calls: list[Call]) -> None:
    await paid(pretend, provider)
    await until(lambda: told_of(provider, calls))
    headers, body = told_of(provider, calls)[0]
    for bent in (body.replace(b"2000", b"1"), body + b" ", b"", b"[]", b"null", b"{"):
        with pytest.raises(Unreadable):
            provider.read(headers, bent)
    for name in headers:
        if name.startswith("x-"):
            with pytest.raises(Unreadable):
                provider.read({**headers, name: "1"}, body)
            with pytest.raises(Unreadable):
                provider.read({key: value for key, value in headers.items() if key != name}, body)
    with pytest.raises(Unreadable):
        provider.read_refund(headers, body)  # a payment is no refund


async def test_it_calls_again_until_it_is_heard(pretend: World, provider: Provider, calls: list[Call]) -> None:
    await pretend.fault(FAULTS[provider.name][1], "timeout")
    await paid(pretend, provider)
    await until(lambda: len(told_of(provider, calls)) >= 2)
    first, second = (provider.read(*one) for one in told_of(provider, calls)[:2])
    assert first == second


async def test_what_a_stranger_sends_in_its_place_is_told_apart(
    pretend: World, provider: Provider, calls: list[Call]
) -> None:
    await pretend.fault(FAULTS[provider.name][1], "forged")
    asked = await paid(pretend, provider)
    await until(lambda: len(told_of(provider, calls)) >= 2)
    believed: list[Update] = []
    for one in told_of(provider, calls):
        try:
            believed.append(provider.read(*one))
        except Unreadable:
            continue
    assert [told.number for told in believed] == [asked.number]
    assert believed[0].transaction_id == (await provider.ask(asked.number)).transaction_id


@pytest.mark.parametrize("kind", ["timeout", "error", "garbled", "forged"])
async def test_a_call_that_goes_wrong_is_unavailable_and_may_be_made_again(
    pretend: World, provider: Provider, kind: str
) -> None:
    asked = to_pay()
    await pretend.fault(FAULTS[provider.name][0], kind)
    with pytest.raises(Unavailable):
        await provider.start(asked, "browser")
    assert await provider.start(asked, "browser")
    await steered(pretend, provider, asked.payment, outcome="paid")
    for act in (provider.ask, provider.close):
        await pretend.fault(FAULTS[provider.name][0], kind)
        with pytest.raises(Unavailable):
            await act(asked.number)
        assert (await act(asked.number)).state == "paid"


async def test_money_goes_back_and_it_tells_so(pretend: World, provider: Provider, calls: list[Call]) -> None:
    asked = await paid(pretend, provider)
    back = ToGiveBack(f"R{asked.number}", asked.number, asked.fen, 1500, "denied")
    told = await provider.refund(back)
    assert (told.number, told.fen) == (back.number, 1500)
    await until(lambda: told_of(provider, calls, "refunds"))
    done = provider.read_refund(*told_of(provider, calls, "refunds")[0])
    assert (done.number, done.state, done.fen) == (back.number, "done", 1500)
    assert (await provider.ask_refund(back.number)).state == "done"
    headers, body = told_of(provider, calls, "refunds")[0]
    with pytest.raises(Unreadable):
        provider.read(headers, body)  # a refund is no payment
    with pytest.raises(Unreadable):
        provider.read_refund(headers, body.replace(b"1500", b"1"))


async def test_the_same_refund_again_is_the_same_refund(pretend: World, provider: Provider) -> None:
    asked = await paid(pretend, provider)
    back = ToGiveBack(f"R{asked.number}", asked.number, asked.fen, 2000, "denied")
    first, again = await provider.refund(back), await provider.refund(back)
    assert first.vendor_ref == again.vendor_ref
    with pytest.raises(Refused):
        await provider.refund(replace(back, fen=1))
    with pytest.raises(Refused):  # all of it has gone already
        await provider.refund(replace(back, number=f"{back.number}2", fen=1))


@pytest.mark.parametrize("kind", ["timeout", "error", "garbled", "forged"])
async def test_a_refund_that_goes_wrong_on_the_way_can_be_asked_after(
    pretend: World, provider: Provider, kind: str
) -> None:
    asked = await paid(pretend, provider)
    back = ToGiveBack(f"R{asked.number}", asked.number, asked.fen, 2000, "denied")
    await pretend.fault(FAULTS[provider.name][0], kind)
    with pytest.raises(Unavailable):
        await provider.refund(back)
    try:
        told = await provider.ask_refund(back.number)
    except Unknown:
        told = await provider.refund(back)
    assert told.fen == 2000


async def test_nothing_goes_back_of_what_is_not_paid(provider: Provider) -> None:
    asked = to_pay()
    await provider.start(asked, "browser")
    for payment in (asked.number, "nobodys"):
        with pytest.raises(Refused):
            await provider.refund(ToGiveBack(f"R{asked.number}", payment, asked.fen, 1, "denied"))
    with pytest.raises(Unknown):
        await provider.ask_refund("nobodys")
