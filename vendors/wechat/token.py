"""One access token for all our processes: each remembers it, the shelf passes it on, WeChat is asked when neither can.

Losing the shelf costs a question: WeChat's stable_token gives the same token to everybody who asks while it holds, and
in its last five minutes a new one beside the old. Source: getStableAccessToken.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from core.crypto import KeyMissing, SealBroken, open_json, seal
from core.time import now_ms
from vendors.shelf import shelf

AHEAD_S = 240  # within the last five minutes, when asking gives a new one and the old one still works
ASKING_S = 5  # how long a process that asks is left to it
LOOK_EVERY_S = 0.1
FORCED_AGAIN_S = 60  # WeChat allows forcing every 30 s, 20 times a day
CONTEXT = "wechat.access_token"


@dataclass(frozen=True)
class Told:
    """As WeChat gives it; `seconds` it will hold."""

    token: str = field(repr=False)
    seconds: int


@dataclass(frozen=True)
class Kept:
    """`until`: real time in milliseconds up to which it is used without asking."""

    token: str = field(repr=False)
    until: int

    def serves(self, instead_of: str) -> bool:
        return self.token != instead_of and self.until > now_ms()


class Token:
    """`key` names the account on the shelf; `ask(forced)` asks WeChat, and raises what asking raises."""

    def __init__(self, key: str, ask: Callable[[bool], Awaitable[Told]]) -> None:
        self._key, self._ask = f"token:{key}", ask
        self._kept = Kept("", 0)
        self._asking = asyncio.Lock()

    async def present(self, *, instead_of: str = "") -> str:
        """A token that holds. `instead_of`: one that WeChat has just refused."""
        if self._kept.serves(instead_of):
            return self._kept.token
        async with self._asking:
            if not self._kept.serves(instead_of):
                self._kept = await self._shared(instead_of) or await self._asked(instead_of)
            return self._kept.token

    async def _shared(self, instead_of: str) -> Kept | None:
        """What another process has put there; None when it is gone, over, or cannot be read."""
        sealed = await shelf().read(self._key)
        try:
            told = open_json(sealed, CONTEXT) if sealed else None
        except (SealBroken, KeyMissing, ValueError):
            return None
        if not isinstance(told, dict) or not isinstance(told.get("token"), str):
            return None
        kept = Kept(str(told["token"]), int(told.get("until", 0)))
        return kept if kept.serves(instead_of) else None

    async def _asked(self, instead_of: str) -> Kept:
        """From WeChat, by one process; the others wait for what it is told, but not for ever."""
        claim = f"{self._key}:asking"
        if not await shelf().claim(claim, ASKING_S) and (found := await self._waited_for(instead_of)):
            return found
        try:
            if found := await self._shared(instead_of):  # put there between our look and our turn
                return found
            told = await self._ask(False)
            if told.token == instead_of and await shelf().claim(f"{self._key}:forced", FORCED_AGAIN_S):
                told = await self._ask(True)
            kept = Kept(told.token, now_ms() + max(told.seconds - AHEAD_S, told.seconds // 2) * 1000)
            value = seal({"token": kept.token, "until": kept.until}, CONTEXT)
            await shelf().put(self._key, value, told.seconds)
            return kept
        finally:
            await shelf().drop(claim)

    async def _waited_for(self, instead_of: str) -> Kept | None:
        for _ in range(int(ASKING_S / LOOK_EVERY_S)):
            await asyncio.sleep(LOOK_EVERY_S)
            if found := await self._shared(instead_of):
                return found
            if await shelf().claim(f"{self._key}:asking", ASKING_S):
                return None
        return None
