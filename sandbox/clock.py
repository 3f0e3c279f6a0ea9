"""The pretend world's time. Real time signs, expires and retries; business time is what people see, and the only
one that travels.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from .store import Store

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # one zone, no daylight saving since 1991


class Clock:
    def __init__(self, now: Callable[[], float], store: Store) -> None:
        self._now = now
        self._store = store
        self._offset_ms = store.now(
            lambda db: (
                int(row["value"])
                if (row := db.execute("select value from settings where name='offset_ms'").fetchone())
                else 0
            )
        )

    def real_ms(self) -> int:
        return int(self._now() * 1000)

    def business_ms(self) -> int:
        return self.real_ms() + self._offset_ms

    def today(self) -> date:
        return self.moment(self.business_ms()).date()

    def offset(self) -> timedelta:
        return timedelta(milliseconds=self._offset_ms)

    @staticmethod
    def moment(ms: int) -> datetime:
        return datetime.fromtimestamp(ms / 1000, CHINA)

    @classmethod
    def rfc3339(cls, ms: int) -> str:
        return cls.moment(ms).isoformat(timespec="milliseconds")

    @classmethod
    def stamp(cls, ms: int) -> str:
        """As Aliyun writes a time in its receipts: `2026-11-21 15:01:00`, China time."""
        return cls.moment(ms).strftime("%Y-%m-%d %H:%M:%S")

    async def travel_to(self, there: datetime | None) -> None:
        """Business time becomes `there` and runs on from it; `None` comes back to the present."""
        offset_ms = 0 if there is None else int(there.timestamp() * 1000) - self.real_ms()
        await self._store.do(
            lambda db: db.execute(
                "insert or replace into settings (name, value) values ('offset_ms', ?)", (str(offset_ms),)
            )
        )
        self._offset_ms = offset_ms
