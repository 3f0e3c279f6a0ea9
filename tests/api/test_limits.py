"""Limits: a bucket empties, fills again, and goes on without Redis."""

from dataclasses import dataclass

import pytest
from redis.asyncio import Redis

from api.limits import REMEMBERED, Limit, Limits, OwnBuckets
from api.shared import connect
from core.refusals import TooMany

THREE = Limit("three", 3, 30)


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


async def taken(limits: Limits, limit: Limit, about: str, times: int) -> int:
    """How many of so many tries got through."""
    through = 0
    for _ in range(times):
        try:
            await limits.take(limit, about)
            through += 1
        except TooMany:
            pass
    return through


async def test_a_bucket_lets_through_what_it_holds_and_then_says_how_long_to_wait() -> None:
    limits = Limits(connect(""))
    assert await taken(limits, THREE, "somebody", 10) == 3
    with pytest.raises(TooMany) as refusal:
        await limits.take(THREE, "somebody")
    assert 1 <= refusal.value.retry_after <= 10
    await limits.take(THREE, "somebody else")


async def test_redis_learns_neither_codes_nor_addresses() -> None:
    redis = connect("")
    await Limits(redis).take(THREE, "K7MP2XH9")
    assert all(b"K7MP" not in key for key in await redis.keys())


async def test_the_same_limits_hold_in_a_real_redis(redis_url: str) -> None:
    one, other = connect(redis_url), connect(redis_url)
    assert await taken(Limits(one), THREE, "real", 2) + await taken(Limits(other), THREE, "real", 5) == 3
    await one.aclose()
    await other.aclose()


async def test_without_redis_each_process_keeps_its_own_buckets() -> None:
    nowhere = Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=0.2)
    clock = Clock(100.0)
    limits = Limits(nowhere, clock)
    assert await taken(limits, THREE, "somebody", 6) == 3
    clock.now += 10
    assert await taken(limits, THREE, "somebody", 6) == 1
    await nowhere.aclose()


def test_own_buckets_never_grow_without_end() -> None:
    clock = Clock()
    own = OwnBuckets(clock)
    for number in range(REMEMBERED + 10):
        own.wait(THREE, str(number))
    assert len(own) == REMEMBERED


def test_a_bucket_that_rests_is_full_again_and_not_fuller() -> None:
    clock = Clock()
    own = OwnBuckets(clock)
    assert [own.wait(THREE, "a") > 0 for _ in range(4)] == [False, False, False, True]
    clock.now = 1000
    assert [own.wait(THREE, "a") > 0 for _ in range(4)] == [False, False, False, True]
