"""The one clock. Real time rules leases, sessions and signatures; business time rules dates and deadlines.

The two are the same, except where a sandbox travels in time. Nothing else in the house asks the
machine what time it is.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # one zone, no daylight saving since 1991
_travel: Callable[[], timedelta] = timedelta


def travel_by(offset: Callable[[], timedelta]) -> None:
    """Give business time an offset (the sandbox's). Only bootstrap and tests call this."""
    global _travel
    _travel = offset


def now_ms() -> int:
    """Real time, milliseconds UTC: for leases, expiry, rate limits."""
    return time.time_ns() // 1_000_000


def business_ms() -> int:
    """Business time, milliseconds UTC: for what happened when, as the law and the citizen see it."""
    return now_ms() + int(_travel().total_seconds() * 1000)


def today() -> date:
    """The business date in China."""
    return on_date(business_ms())


def on_date(ms: int) -> date:
    """The date in China at `ms` (milliseconds UTC)."""
    return moment(ms).date()


def moment(ms: int) -> datetime:
    """`ms` as an aware datetime in China."""
    return datetime.fromtimestamp(ms / 1000, CHINA)


def rfc3339(ms: int) -> str:
    """`ms` as faces and other systems read it: `2026-11-21T15:01:00.000+08:00`."""
    return moment(ms).isoformat(timespec="milliseconds")


def utc(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
