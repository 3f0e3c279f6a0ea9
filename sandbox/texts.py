"""The pretend mobile network: what texts landed on which phone, what was texted back, and what the gateway
remembers of each.
"""

import asyncio
import math
import re
import sqlite3
from dataclasses import dataclass

from .clock import Clock
from .store import Store

ONE_TEXT, LONG_PART = 70, 67  # characters of one text; of each part of a longer one
MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
LOOK_EVERY = 0.1  # seconds between two looks at the phone


def mobile(number: str) -> str | None:
    """The eleven digits of a mainland mobile number, however it is written; None: it is none."""
    bare = re.sub(r"^(?:\+|00)?86", "", re.sub(r"[\s-]", "", number)) if len(number) > 11 else number
    return bare if MOBILE.fullmatch(bare) else None


def parts(content: str) -> int:
    """How many texts `content` is paid for as, the signature counted."""
    length = len(content.encode("utf-16-le", "surrogatepass")) // 2
    return 1 if length <= ONE_TEXT else math.ceil(length / LONG_PART)


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `mine`: the person wrote it. Times are milliseconds UTC; only `shown_ms` is business time."""

    biz_id: str
    phone: str
    content: str
    sent_ms: int
    shown_ms: int
    lands_ms: int
    reported_ms: int
    mine: bool = False
    out_id: str = ""
    template: str = ""
    type: int = 1
    ok: bool = True
    err_code: str = "DELIVERED"
    repeats: int = 0

    @classmethod
    def of(cls, row: sqlite3.Row) -> "Text":
        fields = {name: row[name] for name in row.keys() if name not in {"id", "size"}}  # noqa: SIM118 - a Row iterates over values
        return cls(**{**fields, "mine": bool(row["mine"]), "ok": bool(row["ok"])})


def put(db: sqlite3.Connection, text: Text) -> None:
    """Remember a text, inside the caller's transaction."""
    db.execute(
        "insert into texts (biz_id, out_id, phone, mine, content, template, type, size,"
        " sent_ms, shown_ms, lands_ms, ok, err_code, reported_ms)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(
                text.biz_id,
                text.out_id,
                text.phone,
                text.mine,
                text.content,
                text.template,
                text.type,
                parts(text.content),
            ),
            *(text.sent_ms, text.shown_ms, text.lands_ms, text.ok, text.err_code, text.reported_ms),
        ),
    )


class Texts:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def inbox(self, phone: str) -> list[Text]:
        """What landed on this phone, the newest first."""
        return [text for text in reversed(await self.conversation(phone)) if not text.mine]

    async def conversation(self, phone: str) -> list[Text]:
        """What this phone shows, both ways, the oldest first."""
        now = self._clock.real_ms()
        query = "select * from texts where phone=? and ok=1 and lands_ms<=? order by lands_ms, id"
        rows = await self._store.do(lambda db: db.execute(query, (phone, now)).fetchall())
        return [Text.of(row) for row in rows]

    async def repeats(self, phone: str) -> int:
        """How often a text that had gone out was sent again; of every phone if `phone` is empty."""
        query = "select coalesce(sum(repeats), 0) as n from texts where ?='' or phone=?"
        return int((await self._store.do(lambda db: db.execute(query, (phone, phone)).fetchone()))["n"])

    async def wait_for_answer(self, phone: str, seconds: float) -> None:
        """Give the city a moment to answer the last text of this phone, so that a page drawn next shows the answer."""
        for _ in range(int(seconds / LOOK_EVERY)):
            shown = await self.conversation(phone)
            if not shown or not shown[-1].mine:
                return
            await asyncio.sleep(LOOK_EVERY)
