"""How often somebody may try: token buckets in Redis, one Lua call each. Without Redis each process keeps its own.

Limits that the law or our purse needs (sign-in codes) are counted in the database, in core, and not here.
"""

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from redis.asyncio import Redis

from api import metrics
from api.shared import GONE
from core.refusals import TooMany

log = logging.getLogger("api.limits")
REMEMBERED = 50_000  # buckets a process keeps by itself; the oldest untouched one goes first
REST_S = 5.0  # a Redis that did not answer is left alone for so long: every try would cost its time-out

_LUA = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local size, full_ms, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'n', 'at')
local n, at = tonumber(kept[1]) or size, tonumber(kept[2]) or now
n = math.min(size, n + math.max(0, now - at) * size / full_ms)
local wait = 0
if n >= cost then n = math.min(size, n - cost) else wait = math.ceil((1 - n) * full_ms / size) end
redis.call('HSET', KEYS[1], 'n', tostring(n), 'at', now)
redis.call('PEXPIRE', KEYS[1], full_ms)
return wait
"""


@dataclass(frozen=True)
class Limit:
    """`size` tries at once; an empty bucket is full again after `full_s` seconds. `code` names the refusal."""

    name: str
    size: int
    full_s: int
    code: str = "too_often"


# CONTRACT: tracking allows 5 tries, then a pause: three minutes for one more try, a quarter of an hour for five.
TRACKING = Limit("track", 5, 15 * 60, "tracking_paused")
TRACKING_BY_ADDRESS = Limit("track_address", 60, 15 * 60)
CODES_BY_ADDRESS = Limit("codes_address", 30, 60 * 60)
SIGN_IN_BY_ADDRESS = Limit("sign_in_address", 60, 60 * 60)
SILENT_SIGN_IN_BY_ADDRESS = Limit("silent_sign_in_address", 600, 60 * 60)  # nobody guesses those; a hall shares one
BINDING = Limit("binding", 10, 60 * 60)
DESK_BY_ADDRESS = Limit("desk_address", 120, 10 * 60)
VERIFICATION = Limit("verification", 10, 60 * 60)
PUBLIC_CHECK = Limit("public_check", 60, 60)
UPLOADS = Limit("uploads", 60, 10 * 60)
CHECKS = Limit("checks", 120, 60)
SHOW_LICENCE = Limit("show_licence", 30, 60)


class Limits:
    """`await limits.take(TRACKING, query_code)`. What it is about is hashed: Redis learns no code and no address."""

    def __init__(self, redis: Redis, clock: Callable[[], float] = time.monotonic) -> None:
        self._script = redis.register_script(_LUA)
        self._clock = clock
        self._own = OwnBuckets(clock)
        self._rest_until = 0.0

    async def take(self, limit: Limit, about: str) -> None:
        """Raises: TooMany with the seconds to wait."""
        wait_ms = await self._wait(limit, _key(limit, about))
        if wait_ms > 0:
            raise TooMany(limit.code, retry_after=max(1, -(-wait_ms // 1000)))

    async def give_back(self, limit: Limit, about: str) -> None:
        """That try does not count after all: it was a right one."""
        await self._wait(limit, _key(limit, about), cost=-1)

    async def _wait(self, limit: Limit, key: str, cost: int = 1) -> int:
        if self._clock() >= self._rest_until:
            try:
                return int(await self._script(keys=[key], args=[limit.size, limit.full_s * 1000, cost]))
            except GONE as error:
                self._rest_until = self._clock() + REST_S
                metrics.REDIS_DOWN.inc()
                log.warning("redis_gone", extra={"error": type(error).__name__, "used_for": "limits"})
        return self._own.wait(limit, key, cost)


def _key(limit: Limit, about: str) -> str:
    return f"limit:{limit.name}:{hashlib.blake2b(about.encode(), digest_size=16).hexdigest()}"


class OwnBuckets:
    """The same buckets inside one process: stricter than none, looser than shared ones."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def wait(self, limit: Limit, key: str, cost: int = 1) -> int:
        """Take `cost`; milliseconds to wait when there is too little."""
        now = self._clock()
        left, at = self._kept.get(key, (float(limit.size), now))
        left = min(limit.size, left + (now - at) * limit.size / limit.full_s)
        wait = 0 if left >= cost else int((1 - left) * limit.full_s * 1000 / limit.size) + 1
        self._kept[key] = (left if wait else min(limit.size, left - cost), now)
        self._kept.move_to_end(key)
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        return wait
