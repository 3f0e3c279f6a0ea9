"""A department's own system that decides in the city hall's stead: cases are handed over and asked about, signed, and
it calls back when it has decided.

Handing over again under the same `reference` changes nothing and gives the same number. What it has not decided yet the
city may take back.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..demo import OFFICE_APP, OFFICES
from ..faults import Fault
from ..kinds import JsonObject, as_object, text_of
from ..offices import TARGET, known_as, let_go, present, row_of, take
from ..pushes import Line
from ..signed import BAD_REQUEST, BUSY, NO_RECORD, OK, Refused, check, sealed
from ..spoilt import GARBLED, reply
from ..world import World

FORGED_SECRET = "guessed"
LATER = "3002"  # not now: `retry_after` says in how many seconds
DECIDED = "4003"
NEEDED = ("reference", "case", "item")

Acting = Callable[[World, str, JsonObject], Awaitable[JsonObject]]


def routes(world: World) -> list[BaseRoute]:
    found: list[BaseRoute] = []
    for office, secret in OFFICES.items():
        world.pushes.connect(f"{TARGET}:{office}", _line(world, office, secret))
        found.append(Route(f"/office/{office}/v1/cases", _served(world, office, _take), methods=["POST"]))
        found.append(Route(f"/office/{office}/v1/cases/ask", _served(world, office, _ask), methods=["POST"]))
        found.append(Route(f"/office/{office}/v1/cases/withdraw", _served(world, office, _let_go), methods=["POST"]))
    return found


def _line(world: World, office: str, secret: str) -> Line:
    def sign(body: bytes, forged: bool) -> Mapping[str, str]:
        return sealed(world, OFFICE_APP, FORGED_SECRET if forged else secret, body)

    return Line(f"/callbacks/offices/{office}", sign, lambda answer: answer.get("code") == OK)


def _served(world: World, office: str, acting: Acting) -> Callable[[Request], Awaitable[Response]]:
    async def call(request: Request) -> Response:
        try:
            asked = await check(world, request, OFFICE_APP, OFFICES[office])
            fault = await world.faults.take("office")
            _refuse(fault)
            answer = await acting(world, office, asked)  # done, whatever becomes of the answer
        except Refused as refused:
            told: JsonObject = {"code": refused.code, "message": refused.message}
            return reply({**told, "retry_after": 1} if refused.code == LATER else told, refused.status)
        return await _bent(world, fault, {"code": OK, "message": "", **answer})

    return call


def _refuse(fault: Fault | None) -> None:
    if fault and fault.kind == "error":
        code = fault.code or BUSY
        raise Refused(code, "材料与业务库不一致" if fault.code else "busy", 503 if code == BUSY else 200)
    if fault and fault.kind == "late":
        raise Refused(LATER, "not now")


async def _bent(world: World, fault: Fault | None, answer: JsonObject) -> Response:
    match fault.kind if fault else "":
        case "timeout":
            await world.hold(world.pace.timeout)
            return reply({"code": BUSY, "message": "timed out"}, 504)
        case "slow":
            await world.hold(world.pace.slow)
        case "garbled":
            return Response(GARBLED, media_type="application/json")
        case "forged":
            return reply({**answer, "reference": "0" * 26})
    return reply(answer)


async def _take(world: World, office: str, asked: JsonObject) -> JsonObject:
    missing = [name for name in NEEDED if not text_of(asked.get(name))]
    if missing or not text_of(as_object(asked.get("applicant")).get("name")):
        raise Refused(BAD_REQUEST, f"needed: {', '.join([*missing, 'applicant.name'])}")
    row = await world.store.do(lambda db: take(db, world, office, asked))
    world.pushes.wake()
    return {"number": row["number"], "reference": row["reference"]}


async def _ask(world: World, office: str, asked: JsonObject) -> JsonObject:
    number = text_of(asked.get("number"))
    row = await world.store.do(lambda db: row_of(db, office, number))
    if row is None or row["reference"] != text_of(asked.get("reference")):
        raise Refused(NO_RECORD, "no such case")
    return present(row, world.clock.real_ms())


async def _let_go(world: World, office: str, asked: JsonObject) -> JsonObject:
    """Known by its reference; a number that is given has to be the one it has here."""
    reference, number, why = (text_of(asked.get(name)) for name in ("reference", "number", "reason"))

    def work(db: sqlite3.Connection) -> tuple[str, bool]:
        row = known_as(db, office, reference)
        if row is None or number not in ("", row["number"]):
            raise Refused(NO_RECORD, "no such case")
        return row["number"], let_go(db, row, why, world.clock.real_ms())

    theirs, gone = await world.store.do(work)
    if not gone:
        raise Refused(DECIDED, "已办结，不能撤回")
    return {"number": theirs, "reference": reference}
