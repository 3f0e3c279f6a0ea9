"""One token for all processes: asked for once, passed on, refreshed ahead, and never missed when the shelf is gone."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from api.shared import SharedShelf, connect
from core import crypto
from core.crypto import Keyring
from core.refusals import Unavailable
from tests.services.process import LOOPBACK, free_port
from tests.vendors.pretend import World
from vendors import shelf
from vendors.wechat.token import AHEAD_S, CONTEXT, Token, Told

RING = Keyring("k", {"k": bytes(range(32))}, "k", {"k": bytes(range(1, 33))})
ROOT = Path(__file__).resolve().parents[2]
A_PROCESS = """
import asyncio, sys
from pydantic import SecretStr
from api.shared import SharedShelf, connect
from core import crypto
from core.crypto import Keyring
from vendors import http, shelf
from vendors.wechat import Account, WeChat

async def main(redis, base, app, secret, code):
    crypto.use(Keyring("k", {"k": bytes(range(32))}, "k", {"k": bytes(range(1, 33))}))
    shelf.use(SharedShelf(connect(redis)))
    async with http.opened():
        phone = await WeChat(Account(base, app, SecretStr(secret), 5)).phone(code)
    print(phone.reveal())

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    with crypto.using(RING):
        shelf.use(None)
        yield
        shelf.use(None)


@pytest.fixture
async def shared(redis_url: str) -> AsyncIterator[SharedShelf]:
    redis = connect(redis_url)
    await redis.flushdb()
    yield SharedShelf(redis)
    await redis.aclose()


@dataclass
class Asked:
    """WeChat in five lines: gives what it was told to give, counts, and can be made to wait."""

    seconds: int = 7200
    tokens: list[str] = field(default_factory=lambda: ["t1"])
    forced: list[bool] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    fails: int = 0

    async def __call__(self, forced: bool) -> Told:
        self.forced.append(forced)
        await self.open.wait()
        if self.fails:
            self.fails -= 1
            raise Unavailable("vendor_busy")
        if forced:
            self.tokens.append(f"t{len(self.tokens) + 1}")
        return Told(self.tokens[-1], self.seconds)


def answering(**told: object) -> Asked:
    asked = Asked(**told)  # type: ignore[arg-type]  # a test's own words
    asked.open.set()
    return asked


async def test_many_who_want_it_at_once_ask_once() -> None:
    asked = Asked()
    token = Token("a", asked)
    waiting = [asyncio.create_task(token.present()) for _ in range(20)]
    await asyncio.sleep(0)
    asked.open.set()
    assert set(await asyncio.gather(*waiting)) == {"t1"}
    assert asked.forced == [False]


async def test_processes_that_share_a_redis_ask_once(shared: SharedShelf) -> None:
    shelf.use(shared)
    asked = Asked()
    tokens = [Token("a", asked) for _ in range(8)]  # each with a memory of its own, as processes have
    waiting = [asyncio.create_task(token.present()) for token in tokens]
    while not asked.forced:  # noqa: ASYNC110 - nobody tells when the first one asks
        await asyncio.sleep(0.01)
    asked.open.set()
    assert set(await asyncio.gather(*waiting)) == {"t1"}
    assert asked.forced == [False]


async def test_two_real_processes_ask_wechat_once(pretend: World, redis_url: str, shared: SharedShelf) -> None:
    secrets, codes = pretend.outside.secrets, []
    for person in ("zhang-guolin", "li-xiulan"):
        answer = await pretend.ask.post("/sandbox/wechat/phone_codes", json={"person": person})
        codes.append(answer.json()["code"])
    base = f"{pretend.outside.base}/wechat"
    told = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", A_PROCESS, redis_url, base, secrets["wechat_app_id"], secrets["wechat_secret"]),
            code,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        for code in codes
    ]
    said = [(await one.communicate())[0].decode().strip() for one in told]
    people = await pretend.people()
    assert said == [people["zhang-guolin"]["phone"], people["li-xiulan"]["phone"]]
    assert (await pretend.ask.get("/sandbox/wechat/tokens")).json() == {"asked": 1}


async def test_what_lies_in_redis_is_sealed(shared: SharedShelf) -> None:
    shelf.use(shared)
    await Token("a", answering(tokens=["the-token-itself"])).present()
    kept = [await shared.redis.get(key) for key in await shared.redis.keys("*")]
    assert kept
    assert not any(b"the-token-itself" in value for value in kept)


async def test_a_restarted_process_finds_it_on_the_shelf(shared: SharedShelf) -> None:
    shelf.use(shared)
    asked = answering()
    assert await Token("a", asked).present() == await Token("a", asked).present()
    assert await Token("another account", asked).present()
    assert len(asked.forced) == 2


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x00" * 64])
async def test_junk_on_the_shelf_is_passed_over(shared: SharedShelf, junk: bytes) -> None:
    shelf.use(shared)
    await shared.put("token:a", junk, 60)
    assert await Token("a", answering()).present() == "t1"
    await shared.put("token:a", crypto.seal({"token": 7}, CONTEXT), 60)
    assert await Token("a", answering()).present() == "t1"


async def test_without_redis_every_process_asks_for_itself() -> None:
    gone = connect(f"redis://{LOOPBACK}:{free_port()}/0")
    shelf.use(SharedShelf(gone))
    asked = answering()
    assert await asyncio.gather(*(Token("a", asked).present() for _ in range(2))) == ["t1", "t1"]
    assert asked.forced == [False, False]
    await gone.aclose()


async def test_it_is_asked_for_again_before_it_may_end_on_the_way() -> None:
    for seconds, asked_twice in ((7200, False), (AHEAD_S + 60, False), (1, True), (0, True)):
        asked = answering(seconds=seconds)
        token = Token("a", asked)
        await token.present()
        shelf.use(None)
        await token.present()
        assert (len(asked.forced) == 2) == asked_twice, seconds


async def test_a_refused_token_is_replaced_by_what_another_process_has_found(shared: SharedShelf) -> None:
    shelf.use(shared)
    asked = answering()
    mine, theirs = Token("a", asked), Token("a", asked)
    assert await mine.present() == await theirs.present() == "t1"
    asked.tokens.append("t2")
    assert await theirs.present(instead_of="t1") == "t2"
    assert await mine.present(instead_of="t1") == "t2"
    assert asked.forced == [False, False]


async def test_only_when_wechat_insists_on_a_refused_token_a_new_one_is_forced_and_not_twice() -> None:
    asked = answering()
    token = Token("a", asked)
    await token.present()
    assert await token.present(instead_of="t1") == "t2"
    assert asked.forced == [False, False, True]
    asked.tokens = ["t2"]
    assert await token.present(instead_of="t2") == "t2"  # forcing is for once a minute: it is tried as it is
    assert asked.forced == [False, False, True, False]


async def test_who_fails_to_get_it_leaves_the_turn_to_the_next(shared: SharedShelf) -> None:
    shelf.use(shared)
    asked = answering(fails=1)
    came = await asyncio.gather(*(Token("a", asked).present() for _ in range(3)), return_exceptions=True)
    assert sorted(str(one) for one in came) == ["t1", "t1", "vendor_busy"]
    assert len(asked.forced) == 2
