"""The Redis that processes share, or one inside this process. It holds the only copy of nothing: all may be lost."""

import logging
from dataclasses import dataclass

from fakeredis import FakeAsyncRedis
from redis.asyncio import Redis
from redis.exceptions import RedisError

from api import metrics

GONE = (RedisError, OSError, TimeoutError)  # what a Redis that is away looks like
ANSWER_WITHIN_S = 0.5
_log = logging.getLogger("api.shared")


def connect(url: str) -> Redis:
    """`redis://...`, or an empty string for one inside. Nothing is sent yet: a Redis that is away stops no start."""
    if not url:
        return FakeAsyncRedis()
    return Redis.from_url(url, socket_timeout=ANSWER_WITHIN_S, socket_connect_timeout=ANSWER_WITHIN_S)


@dataclass(frozen=True)
class SharedShelf:
    """What vendors' files tell each other from process to process (vendors/shelf.py)."""

    redis: Redis

    async def read(self, key: str) -> bytes | None:
        try:
            found = await self.redis.get(_named(key))
        except GONE as error:
            _away(error)
            return None
        return found.encode() if isinstance(found, str) else found

    async def put(self, key: str, value: bytes, seconds: int) -> None:
        try:
            await self.redis.set(_named(key), value, ex=seconds)
        except GONE as error:
            _away(error)

    async def claim(self, key: str, seconds: int) -> bool:
        try:
            return bool(await self.redis.set(_named(key), b"1", ex=seconds, nx=True))
        except GONE as error:
            _away(error)
            return True

    async def drop(self, key: str) -> None:
        try:
            await self.redis.delete(_named(key))
        except GONE as error:
            _away(error)


def _named(key: str) -> str:
    return f"zb:shelf:{key}"


def _away(error: BaseException) -> None:
    metrics.REDIS_DOWN.inc()
    _log.warning("redis_gone", extra={"error": type(error).__name__, "used_for": "shelf"})
