"""What every channel has to keep, whoever stands behind it: the same story for each that is found."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import channels
from channels import Channel, KnowsPhones, Visitor
from core import crypto, db
from core.citizens import ask_code, sign_in
from core.refusals import Invalid, NotAllowed, Refusal, TooMany, Unavailable
from notifications import senders
from tests.vendors.pretend import World
from vendors import http

PHONE, PERSON, ANOTHER = "19900990001", "zhang-guolin", "li-xiulan"
NONSENSE = ("0" * 32, "x", "' or 1=1 --", "{}", "码" * 8, "a" * 512, "\x7f", "../../etc", "%00", "a&appid=b")


@dataclass(frozen=True)
class Behind:
    """A platform behind a channel, by the sandbox's names: where a phone gets a code, what may go wrong, how it says
    no (its own code: what we make of it).
    """

    codes: str
    fault: str
    says_no: Mapping[str, type[Refusal]] = field(default_factory=dict)


PLATFORMS = {
    "wechat_mini": Behind(
        "wechat/codes",
        "wechat_login",
        {
            "-1": Unavailable,
            "40029": Invalid,
            "40163": Invalid,
            "40226": NotAllowed,
            "45011": TooMany,
            "40125": Unavailable,
            "99999": Unavailable,
        },
    ),
    "alipay_mini": Behind(
        "alipay/codes",
        "alipay",
        {
            "isp.unknow-error": Unavailable,
            "isv.code-invalid": Invalid,
            "isv.unmatched-app-id": Invalid,
            "isv.app-call-limited": Unavailable,
            "isv.invalid-signature": Unavailable,
            "isv.nobody-knows": Unavailable,
        },
    ),
}
TELL_PHONES = {"wechat_mini": Behind("wechat/phone_codes", "wechat_phone")}
NAMES = ("alipay_mini", "h5", "sms", "wechat_mini")


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> AsyncIterator[None]:
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture(params=NAMES)
def channel(request: pytest.FixtureRequest, pretend: World) -> Channel:
    return channels.every(pretend.outside)[request.param]


@pytest.fixture(params=PLATFORMS)
def with_platform(request: pytest.FixtureRequest, pretend: World) -> Channel:
    return channels.every(pretend.outside)[request.param]


@pytest.fixture(params=PLATFORMS)
def hurried(request: pytest.FixtureRequest, pretend: World, monkeypatch: pytest.MonkeyPatch) -> Channel:
    """One that waits for half a second."""
    monkeypatch.setenv(f"ZB_{request.param.upper()}_TIMEOUT", "0.5")
    return channels.every(pretend.outside)[request.param]


async def a_code(pretend: World, path: str, person: str = PERSON) -> str:
    answer = await pretend.ask.post(f"/sandbox/{path}", json={"person": person})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def proof(pretend: World, channel: Channel, person: str = PERSON) -> dict[str, str]:
    if channel.name in PLATFORMS:
        return {"code": await a_code(pretend, PLATFORMS[channel.name].codes, person)}
    phone = (await pretend.people())[person]["phone"]
    return {"phone": phone, "code": await ask_code(phone)}


def codes(refused: Refusal) -> set[str]:
    return {defect.code for defect in refused.defects} if isinstance(refused, Invalid) else {refused.code}


def test_every_channel_is_told_of_here(pretend: World) -> None:
    assert tuple(sorted(channels.every(pretend.outside))) == NAMES


def test_without_settings_and_without_a_pretend_world_only_the_phone_is_left() -> None:
    assert sorted(channels.every(None)) == ["h5", "sms"]


async def test_it_names_only_what_is_there(channel: Channel, pretend: World) -> None:
    assert channel.title
    assert channel.pays_with
    assert set(channel.pays_with) <= {"mini", "in_wechat", "in_alipay", "browser"}
    assert set(channel.told_by) <= {sender.rung for sender in senders.every(pretend.outside)}
    assert "code" in channel.proof


async def test_a_good_proof_is_somebody_and_the_same_person_again_the_same(
    database: str, pretend: World, channel: Channel
) -> None:
    first = await channel.recognise(await proof(pretend, channel))
    if channel.name in PLATFORMS:  # a phone gets one code a minute
        assert await channel.recognise(await proof(pretend, channel)) == first
    other = await channel.recognise(await proof(pretend, channel, ANOTHER))
    assert first.subject
    assert not {first.subject, *first.also} & {other.subject, *other.also}
    me, again, they = [await sign_in(one.account, one.subject, one.phone, one.also) for one in (first, first, other)]
    assert me.id == again.id != they.id
    assert (me.phone is None) == (first.phone is None)


async def test_it_tells_nobody_whom_it_saw(database: str, pretend: World, channel: Channel) -> None:
    seen = await channel.recognise(await proof(pretend, channel))
    shown = f"{seen} {seen!r} {channel!r}"
    for secret in (seen.subject, *seen.also, *pretend.outside.secrets.values(), PHONE):
        assert secret not in shown


async def test_a_proof_serves_once(database: str, pretend: World, channel: Channel) -> None:
    good = await proof(pretend, channel)
    await channel.recognise(good)
    with pytest.raises(Invalid) as refused:
        await channel.recognise(good)
    assert [defect.field for defect in refused.value.defects] == ["code"]


async def test_one_proof_brought_by_ten_at_once_lets_one_in(database: str, pretend: World, channel: Channel) -> None:
    good = await proof(pretend, channel)
    came = await asyncio.gather(*(channel.recognise(good) for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(one, Visitor) for one in came) == 1
    assert sum(isinstance(one, Invalid) for one in came) == 9


async def test_a_wrong_proof_is_nobody(database: str, pretend: World, channel: Channel) -> None:
    for wrong in NONSENSE:
        with pytest.raises(Invalid):
            await channel.recognise({"phone": PHONE, "code": wrong})


async def test_another_platforms_code_is_nobody(pretend: World, with_platform: Channel) -> None:
    for name, behind in [*PLATFORMS.items(), *((f"{name}'s phone", one) for name, one in TELL_PHONES.items())]:
        if name != with_platform.name:
            with pytest.raises(Invalid):
                await with_platform.recognise({"code": await a_code(pretend, behind.codes)})


async def test_inside_a_transaction_nobody_is_asked(database: str, pretend: World, with_platform: Channel) -> None:
    good = await proof(pretend, with_platform)
    with pytest.raises(http.CalledInTransaction):
        await db.tx(lambda: with_platform.recognise(good))
    assert await with_platform.recognise(good)


async def test_a_slow_platform_is_waited_for_and_nobody_waits_with_us(pretend: World, with_platform: Channel) -> None:
    """The platform lives on this very loop: a call that held the loop up would never be answered."""
    await pretend.fault(PLATFORMS[with_platform.name].fault, "slow")
    good = await proof(pretend, with_platform)
    waiting = asyncio.create_task(with_platform.recognise(good))
    others = 0
    while not waiting.done():
        assert (await pretend.ask.get("/sandbox/clock")).status_code == 200
        others += 1
    assert others > 10
    assert await waiting


@pytest.mark.parametrize("kind", ["timeout", "error", "garbled", "forged"])
async def test_a_platform_in_trouble_is_unavailable_and_the_next_code_serves(
    pretend: World, hurried: Channel, kind: str
) -> None:
    await pretend.fault(PLATFORMS[hurried.name].fault, kind)
    with pytest.raises(Unavailable) as refused:
        await hurried.recognise(await proof(pretend, hurried))
    assert refused.value.retry_after > 0
    assert await hurried.recognise(await proof(pretend, hurried))


async def test_a_platform_that_is_down_is_left_alone_after_a_while(pretend: World, hurried: Channel) -> None:
    await pretend.fault(PLATFORMS[hurried.name].fault, "timeout", 50)
    said = []
    for _ in range(8):
        with pytest.raises(Unavailable) as refused:
            await hurried.recognise({"code": "x"})
        said += codes(refused.value)
    assert said[0] == "vendor_timed_out"
    assert said[-1] == "vendor_resting"


@pytest.mark.parametrize("kind", ["duplicate", "late"])
async def test_a_code_used_elsewhere_or_too_old_is_asked_for_again(
    pretend: World, with_platform: Channel, kind: str
) -> None:
    await pretend.fault(PLATFORMS[with_platform.name].fault, kind)
    with pytest.raises(Invalid) as refused:
        await with_platform.recognise(await proof(pretend, with_platform))
    assert codes(refused.value) == {"platform_code_over"}


async def test_every_way_a_platform_says_no_is_one_of_ours(pretend: World, with_platform: Channel) -> None:
    behind = PLATFORMS[with_platform.name]
    for code, ours in behind.says_no.items():
        await pretend.fault(behind.fault, "error", code=code)
        with pytest.raises(ours) as refused:
            await with_platform.recognise({"code": "x"})
        assert code not in str(refused.value)


@pytest.mark.parametrize("name", TELL_PHONES)
async def test_a_phone_is_told_to_whoever_was_let_and_once(pretend: World, name: str) -> None:
    channel = channels.every(pretend.outside)[name]
    assert isinstance(channel, KnowsPhones)
    code = await a_code(pretend, TELL_PHONES[name].codes)
    assert (await channel.phone_of(code)).reveal() == (await pretend.people())[PERSON]["phone"]
    for wrong in (code, *NONSENSE, await a_code(pretend, PLATFORMS[name].codes)):
        with pytest.raises(Invalid):
            await channel.phone_of(wrong)


@pytest.mark.parametrize("name", TELL_PHONES)
@pytest.mark.parametrize("kind", ["timeout", "error", "garbled", "forged"])
async def test_a_phone_that_cannot_be_told_now_can_be_later(
    pretend: World, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ZB_{name.upper()}_TIMEOUT", "0.5")
    channel = channels.every(pretend.outside)[name]
    assert isinstance(channel, KnowsPhones)
    behind = TELL_PHONES[name]
    await pretend.fault(behind.fault, kind)
    with pytest.raises(Unavailable):
        await channel.phone_of(await a_code(pretend, behind.codes))
    assert await channel.phone_of(await a_code(pretend, behind.codes))


def test_who_tells_phones_is_told_of_here(pretend: World) -> None:
    known = channels.every(pretend.outside).values()
    assert {one.name for one in known if isinstance(one, KnowsPhones)} == TELL_PHONES.keys()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"ZB_WECHAT_MINI_APP_ID": "wx1"}, "ZB_WECHAT_MINI_SECRET"),
        ({"ZB_ALIPAY_MINI_APP_ID": "2021"}, "ZB_ALIPAY_MINI_APP_PRIVATE_KEY"),
        ({"ZB_ALIPAY_MINI_APP_ID": "2021", "ZB_ALIPAY_MINI_APP_PRIVATE_KEY": "not a key"}, "ZB_ALIPAY_MINI"),
    ],
)
def test_half_set_up_it_says_what_is_missing_and_no_secret(
    given: Mapping[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(channels.HalfSetUp, match=says) as wrong:
        channels.every(None)
    assert "not a key" not in str(wrong.value)
