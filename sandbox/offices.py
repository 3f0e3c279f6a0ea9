"""Departments' own systems: what they were handed, how they decide, and how a tester makes them decide otherwise.

Left alone, a system approves after a short while. What it has answered once it does not answer again; a case that is
handed over again under a new reference is a new number.
"""

import sqlite3
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .demo import OFFICES
from .faults import take_in
from .kinds import Json, JsonObject, as_object, decode, encode, text_of
from .pushes import Push, queue
from .spoilt import reply
from .world import World

TARGET = "office_callbacks"
DECIDES = ("approved", "denied")
WITHDRAWN = "withdrawn"
OUTCOMES = ("approved", "denied", "needs", "nothing")
SAYS = {
    "approved": "符合参保条件，已登记",
    "denied": "不符合参保条件",
    "needs": "还缺材料，请补齐后再转来",
    "nothing": "",
}
REMEDY = "对结果不服的，可以自收到决定之日起 60 日内申请行政复议，或者自知道之日起 6 个月内提起行政诉讼。"


class Wrong(Exception):
    """What was asked for cannot be done; says which field, and what would do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an office says of a case. `needs`: [{id, says}], what is still missing."""

    outcome: str
    says: str
    remedy: str
    needs: list[Json]


def usual(outcome: str) -> Answer:
    """In the words such a system has for it."""
    remedy = REMEDY if outcome == "denied" else ""
    return Answer(outcome, SAYS[outcome], remedy, [])


def take(db: sqlite3.Connection, world: World, office: str, handed: JsonObject) -> sqlite3.Row:
    """Take a case in hand; handed over again under the same reference it is the same case with the same number."""
    reference, now = text_of(handed.get("reference")), world.clock.real_ms()
    found = known_as(db, office, reference)
    if found is None:
        serial = db.execute("select count(*) as n from office_cases").fetchone()["n"] + 1
        number = f"YB{world.clock.today():%Y%m%d}{serial:06d}"
        db.execute(
            "insert into office_cases (office, number, reference, handed, outcome, says, remedy, needs, at_ms)"
            " values (?, ?, ?, ?, 'nothing', '', '', '[]', ?)",
            (office, number, reference, encode(handed).decode(), now),
        )
        mood = db.execute("select value from settings where name=?", (f"office:{office}",)).fetchone()
        answer = usual(mood["value"] if mood else "approved")
        answer_with(db, world, row_of(db, office, number), answer, now + int(world.pace.office_after * 1000))
        found = row_of(db, office, number)
    assert isinstance(found, sqlite3.Row)
    return found


def row_of(db: sqlite3.Connection, office: str, number: str) -> sqlite3.Row | None:
    found = db.execute("select * from office_cases where office=? and number=?", (office, number)).fetchone()
    assert found is None or isinstance(found, sqlite3.Row)
    return found


def known_as(db: sqlite3.Connection, office: str, reference: str) -> sqlite3.Row | None:
    """By the city's reference."""
    found = db.execute("select * from office_cases where office=? and reference=?", (office, reference)).fetchone()
    assert found is None or isinstance(found, sqlite3.Row)
    return found


def answer_with(db: sqlite3.Connection, world: World, row: sqlite3.Row | None, answer: Answer, due_ms: int) -> None:
    """The office's answer from `due_ms` on, pushed then; what it was about to push before is not pushed any more."""
    if row is None:
        raise Wrong("number: no such case")
    if row["outcome"] == WITHDRAWN:
        raise Wrong("number: the city has taken it back")
    db.execute("update pushes set done_ms=0 where id=? and done_ms is null", (row["push_id"],))
    push_id: int | None = None
    if answer.outcome != "nothing":
        fault = take_in(db, TARGET)
        said = told(row, answer, due_ms)
        forged: JsonObject = {**said, "state": "denied" if answer.outcome == "approved" else "approved"}
        queue(db, Push(f"{TARGET}:{row['office']}", said, forged, due_ms), fault, world.pace)
        push_id = db.execute("select max(id) as id from pushes").fetchone()["id"]
    db.execute(
        "update office_cases set outcome=?, says=?, remedy=?, needs=?, due_ms=?, push_id=? where id=?",
        (answer.outcome, answer.says, answer.remedy, encode(answer.needs).decode(), due_ms, push_id, row["id"]),
    )


def let_go(db: sqlite3.Connection, row: sqlite3.Row, why: str, now: int) -> bool:
    """Stop working on a case; what it was about to say is said no more. False: it has decided already."""
    if row["outcome"] in DECIDES and row["due_ms"] <= now:
        return False
    db.execute("update pushes set done_ms=0 where id=? and done_ms is null", (row["push_id"],))
    db.execute("update office_cases set outcome=?, says=?, due_ms=? where id=?", (WITHDRAWN, why, now, row["id"]))
    return True


def told(row: sqlite3.Row, answer: Answer, at_ms: int) -> JsonObject:
    """As the wire says it."""
    return {
        "number": row["number"],
        "reference": row["reference"],
        "state": "in_review" if answer.outcome == "nothing" else answer.outcome,
        "says": answer.says,
        "remedy": answer.remedy,
        "needs": answer.needs,
        "at": at_ms,
    }


def present(row: sqlite3.Row, now_ms: int) -> JsonObject:
    """What the office says of the case at this moment."""
    ready = row["due_ms"] is not None and row["due_ms"] <= now_ms
    needs = decode(row["needs"])
    answer = Answer(row["outcome"], row["says"], row["remedy"], needs if isinstance(needs, list) else [])
    return told(row, answer if ready else usual("nothing"), now_ms)


def routes(world: World) -> list[BaseRoute]:
    """For a tester."""
    controls = _Controls(world)
    return [
        Route("/offices", controls.cases),
        Route("/offices/{office}", controls.mood, methods=["POST"]),
        Route("/offices/{office}/{number}", controls.answer, methods=["POST"]),
    ]


class _Controls:
    def __init__(self, world: World) -> None:
        self._world = world

    async def cases(self, _: Request) -> Response:
        """Everything handed over, the newest first, with what each office says of it now."""
        now = self._world.clock.real_ms()
        rows = await self._world.store.do(
            lambda db: db.execute("select * from office_cases order by id desc limit 200").fetchall()
        )
        items: list[Json] = [
            {"office": row["office"], "handed": decode(row["handed"]), **present(row, now)} for row in rows
        ]
        return reply({"items": items})

    async def mood(self, request: Request) -> Response:
        """How an office answers by itself from now on: POST `{outcome}`."""
        try:
            office, answer = _office(request), await _answer(request)
        except Wrong as wrong:
            return _refuse(wrong)
        values = (f"office:{office}", answer.outcome)
        await self._world.store.do(
            lambda db: db.execute("insert or replace into settings (name, value) values (?, ?)", values)
        )
        return reply({"office": office, "outcome": answer.outcome})

    async def answer(self, request: Request) -> Response:
        """What it says of one case, now: POST `{outcome, says?, remedy?, needs?}`; `nothing` keeps it waiting."""
        world, number = self._world, request.path_params["number"]
        try:
            office, answer = _office(request), await _answer(request)
            now = world.clock.real_ms()
            await world.store.do(lambda db: answer_with(db, world, row_of(db, office, number), answer, now))
        except Wrong as wrong:
            return _refuse(wrong)
        world.pushes.wake()
        return reply({"office": office, "number": number, "outcome": answer.outcome})


def _office(request: Request) -> str:
    name = str(request.path_params["office"])
    if name not in OFFICES:
        raise Wrong(f"office: one of {', '.join(OFFICES)}")
    return name


async def _answer(request: Request) -> Answer:
    try:
        asked = as_object(decode(await request.body()))
    except ValueError:
        raise Wrong("body: JSON is needed") from None
    outcome = text_of(asked.get("outcome"))
    if outcome not in OUTCOMES:
        raise Wrong(f"outcome: one of {', '.join(OUTCOMES)}")
    known, needs = usual(outcome), asked.get("needs")
    return Answer(
        outcome,
        text_of(asked.get("says")) or known.says,
        text_of(asked.get("remedy")) or known.remedy,
        needs if isinstance(needs, list) else [],
    )


def _refuse(wrong: Wrong) -> Response:
    return reply({"code": "invalid", "message": str(wrong)}, 422)
