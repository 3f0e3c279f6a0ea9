"""Faults to order: what goes wrong, where, how many times. Each call or push that a fault spoils uses one of its
times up.
"""

import sqlite3
from dataclasses import dataclass

from .store import Store

TARGETS = (
    "sms",
    "sms_reports",
    "sms_messages",
    "population",
    "household",
    "licences",
    "birth",
    "marriage",
    "operator",
    "office",
    "office_callbacks",
    "till",
    "till_callbacks",
    "wechat_login",
    "wechat_phone",
    "wechat_token",
    "alipay",
)
KINDS = ("timeout", "error", "slow", "duplicate", "late", "forged", "garbled")
MOST_TIMES = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    kind: str
    code: str  # which of the vendor's own error codes an `error` answers with; empty: the usual one


@dataclass(frozen=True, slots=True)
class Order:
    """What a tester asks for."""

    target: str
    kind: str
    times: int
    code: str


def take_in(db: sqlite3.Connection, target: str) -> Fault | None:
    """The oldest fault waiting for `target`, one of its times used up; inside the caller's transaction."""
    row = db.execute(
        "select id, kind, code from faults where target=? and left>0 order by id limit 1", (target,)
    ).fetchone()
    if row is None:
        return None
    db.execute("update faults set left=left-1 where id=?", (row["id"],))
    return Fault(row["kind"], row["code"] or "")


class Faults:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def order(self, wanted: Order) -> None:
        """Zero times takes back everything still ordered for that target."""

        def write(db: sqlite3.Connection) -> None:
            if wanted.times == 0:
                db.execute("delete from faults where target=?", (wanted.target,))
                return
            values = (wanted.target, wanted.kind, wanted.code, wanted.times)
            db.execute("insert into faults (target, kind, code, left) values (?, ?, ?, ?)", values)

        await self._store.do(write)

    async def take(self, target: str) -> Fault | None:
        return await self._store.do(lambda db: take_in(db, target))

    async def waiting(self) -> list[Order]:
        rows = await self._store.do(lambda db: db.execute("select * from faults where left>0 order by id").fetchall())
        return [Order(row["target"], row["kind"], row["left"], row["code"] or "") for row in rows]
