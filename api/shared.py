"""The Redis that processes share, or one inside this process. It holds the only copy of nothing: all may be lost."""

from fakeredis import FakeAsyncRedis
from redis.asyncio import Redis
from redis.exceptions import RedisError

GONE = (RedisError, OSError, TimeoutError)  # what a Redis that is away looks like
ANSWER_WITHIN_S = 0.5


def connect(url: str) -> Redis:
    """`redis://...`, or an empty string for one inside. Nothing is sent yet: a Redis that is away stops no start."""
    if not url:
        return FakeAsyncRedis()
    return Redis.from_url(url, socket_timeout=ANSWER_WITHIN_S, socket_connect_timeout=ANSWER_WITHIN_S)
