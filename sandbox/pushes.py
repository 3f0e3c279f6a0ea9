"""What the outside pushes to the city: delivery reports, citizens' texts, answers of offices and tills, again and again
until answered, as vendors do.

A push that was under way when the process died is pushed again: the receiver must bear repeats, here as in life.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import httpx

from .clock import Clock
from .faults import Fault
from .kinds import JsonObject, as_object, decode, encode
from .pace import Pace
from .store import Store

AT_ONCE = 100  # pushes claimed in one go
LOOK_EVERY = 2.0  # seconds, when nothing is due sooner
SPOILT_FIRST = {"timeout": "unheard", "garbled": "garbled"}  # faults that spoil the first attempt only
GARBLED = b'[{"phone_number":"199'
JSON = {"content-type": "application/json;charset=UTF-8"}


@dataclass(frozen=True, slots=True)
class Line:
    """Where signed pushes go, one by one. `path` below the city's address; `sign(body, forged)` the headers, made anew
    for every attempt, a stranger's where it is forged; `heard(answer)`: whether the city said it has understood.
    """

    path: str
    sign: Callable[[bytes, bool], Mapping[str, str]]
    heard: Callable[[JsonObject], bool]


@dataclass(frozen=True, slots=True)
class Push:
    """`target` is `sms_reports`, `sms_messages` or a connected line; `forged` is what a stranger without the secret
    would push in its place.
    """

    target: str
    body: JsonObject
    forged: JsonObject
    due_ms: int


@dataclass(frozen=True, slots=True)
class Pending:
    id: int
    target: str
    body: str
    wrinkle: str
    attempts: int


def queue(db: sqlite3.Connection, push: Push, fault: Fault | None, pace: Pace) -> None:
    """Put a push in line, bent as `fault` says, inside the caller's transaction."""
    kind = fault.kind if fault else ""
    wait = {"late": pace.late, "slow": pace.slow}.get(kind, 0.0)
    if kind == "error" and push.target != "sms_reports":  # a report's error is in the report; the others' is an outage
        wait = pace.retries[0] if pace.retries else 0.0
    rows = [(push.body, SPOILT_FIRST.get(kind, ""))]
    if kind == "duplicate":
        rows.append((push.body, "again"))
    if kind == "forged":
        rows.insert(0, (push.forged, "forged"))
    for body, wrinkle in rows:
        values = (push.target, encode(body).decode(), wrinkle, push.due_ms + int(wait * 1000))
        db.execute("insert into pushes (target, body, wrinkle, due_ms) values (?, ?, ?, ?)", values)


class Pushes:
    def __init__(self, store: Store, clock: Clock, pace: Pace, base: str, paths: dict[str, str]) -> None:
        """`base`: the city's address. `paths`: where each target is pushed to, and with `forged:` before it, where
        somebody without the secret would.
        """
        self._store, self._clock, self._pace, self._base, self._paths = store, clock, pace, base, paths
        self._lines: dict[str, Line] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def connect(self, target: str, line: Line) -> None:
        """From here on pushes to `target` are signed and travel on this line."""
        self._lines[target] = line

    def wake(self) -> None:
        self._wake.set()

    def start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="sandbox-pushes")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        async with httpx.AsyncClient(
            timeout=self._pace.answer_within, trust_env=False, follow_redirects=False
        ) as client:
            while True:
                self._wake.clear()
                due = await self._store.do(self._claim)
                await asyncio.gather(*(self._push(client, group) for group in self._groups(due)))
                if not due:
                    await self._rest()

    async def _rest(self) -> None:
        soonest = await self._store.do(
            lambda db: db.execute("select min(due_ms) as due from pushes where done_ms is null").fetchone()["due"]
        )
        wait = LOOK_EVERY if soonest is None else min(LOOK_EVERY, max(0.01, (soonest - self._clock.real_ms()) / 1000))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):  # not wait_for: on 3.11 it may swallow the cancellation that stops us
                await self._wake.wait()

    def _claim(self, db: sqlite3.Connection) -> list[Pending]:
        now = self._clock.real_ms()
        query = (
            "select id, target, body, wrinkle, attempts from pushes"
            " where done_ms is null and due_ms<=? order by due_ms, id limit ?"
        )
        rows = [Pending(*row) for row in db.execute(query, (now, AT_ONCE)).fetchall()]
        until = now + int(self._pace.lease * 1000)
        db.executemany("update pushes set due_ms=? where id=?", [(until, row.id) for row in rows])
        return rows

    async def _push(self, client: httpx.AsyncClient, group: list[Pending]) -> None:
        first = group[0]
        forged, line = first.wrinkle == "forged", self._lines.get(first.target)
        told = b",".join(one.body.encode() for one in group)
        body = GARBLED if first.wrinkle == "garbled" else told if line else b"[" + told + b"]"
        if line:
            where, signed, heard = f"{self._base}{line.path}", line.sign(body, forged), line.heard
        else:
            where, signed, heard = self._paths[f"forged:{first.target}" if forged else first.target], {}, _numeric_code
        trouble = await self._post(client, where, body, {**JSON, **signed}, heard)
        await self._store.do(lambda db: self._settle(db, group, trouble))

    @staticmethod
    async def _post(
        client: httpx.AsyncClient,
        where: str,
        body: bytes,
        headers: Mapping[str, str],
        heard: Callable[[JsonObject], bool],
    ) -> str:
        """What went wrong; empty: it was answered as the vendor asks, with HTTP 200 and the right words."""
        try:
            answer = await client.post(where, content=body, headers=headers)
            told = as_object(decode(answer.content)) if answer.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, ValueError) as trouble:
            return type(trouble).__name__
        return "" if told is not None and heard(told) else f"HTTP {answer.status_code}"

    def _settle(self, db: sqlite3.Connection, group: Iterable[Pending], trouble: str) -> None:
        now = self._clock.real_ms()
        for one in group:
            heard = one.wrinkle == "forged" or (not trouble and one.wrinkle not in SPOILT_FIRST.values())
            done = heard or one.attempts >= len(self._pace.retries)
            due = now if done else now + int(self._pace.retries[one.attempts] * 1000)
            wrinkle = "" if one.wrinkle in SPOILT_FIRST.values() else one.wrinkle
            db.execute(
                "update pushes set attempts=attempts+1, last_error=?, wrinkle=?, due_ms=?, done_ms=? where id=?",
                (trouble, wrinkle, due, now if done else None, one.id),
            )

    def _groups(self, due: list[Pending]) -> list[list[Pending]]:
        """Plain pushes of one target travel in one array, as the gateway sends them; each bent one travels alone, and
        so does each that is signed.
        """
        plain: dict[str, list[Pending]] = {}
        alone: list[list[Pending]] = []
        for one in due:
            if one.wrinkle or one.target in self._lines:
                alone.append([one])
            else:
                plain.setdefault(one.target, []).append(one)
        return [*alone, *plain.values()]


def _numeric_code(answer: JsonObject) -> bool:
    """What the gateway asks for."""
    code = answer.get("code")
    return isinstance(code, int | float) and not isinstance(code, bool)
