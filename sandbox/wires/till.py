"""A pretend payment provider: opens a payment, tells of it, closes it, gives money back, and calls the city when
something has happened. Calls, answers and callbacks are signed.
"""

import base64
import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..demo import TILL_MERCHANT, TILL_SECRET, WECHAT_APP_ID
from ..faults import Fault
from ..kinds import JsonObject, encode, text_of
from ..pushes import Line
from ..signed import BAD_REQUEST, BUSY, OK, Refused, check, sealed
from ..spoilt import GARBLED, reply
from ..till import (
    NO_SUCH,
    PAYMENTS,
    REFUNDS,
    Asked,
    Wrong,
    close,
    open_payment,
    prepay_id,
    refund,
    refund_row,
    the_row,
    told,
    told_refund,
    trade_no,
)
from ..world import World

FORGED_SECRET = "guessed"
CALLBACKS = {PAYMENTS: "/callbacks/payments/sandbox", REFUNDS: "/callbacks/refunds/sandbox"}

Acting = Callable[[sqlite3.Connection, World, JsonObject], JsonObject]


def routes(world: World) -> list[BaseRoute]:
    for target, path in CALLBACKS.items():
        world.pushes.connect(target, Line(path, _signer(world), lambda answer: answer.get("code") == OK))
    return [Route(f"/till/v1/{name}", _served(world, acting), methods=["POST"]) for name, acting in ACTS.items()]


def _signer(world: World) -> Callable[[bytes, bool], Mapping[str, str]]:
    return lambda body, forged: sealed(world, TILL_MERCHANT, FORGED_SECRET if forged else TILL_SECRET, body)


def _served(world: World, acting: Acting) -> Callable[[Request], object]:
    async def call(request: Request) -> Response:
        try:
            asked = await check(world, request, TILL_MERCHANT, TILL_SECRET)
            fault = await world.faults.take("till")
            if fault and fault.kind == "error":
                raise Refused(fault.code or BUSY, "busy", 200 if fault.code else 503)
            data = await world.store.do(lambda db: acting(db, world, asked))  # done, whatever becomes of the answer
        except Refused as refused:
            return _signed(world, {"code": refused.code, "message": refused.message}, refused.status)
        except Wrong as wrong:
            return _signed(world, {"code": wrong.code, "message": str(wrong), "request_id": asked.get("request_id")})
        world.pushes.wake()
        root = str(request.scope.get("root_path", "")).removesuffix("/wire")
        ways: JsonObject = _ways(world, root, text_of(data["number"])) if acting is _open else {}
        answer: JsonObject = {"code": OK, "request_id": asked.get("request_id"), "data": {**data, **ways}}
        return await _bent(world, fault, answer)

    return call


async def _bent(world: World, fault: Fault | None, answer: JsonObject) -> Response:
    match fault.kind if fault else "":
        case "timeout":
            await world.hold(world.pace.timeout)
            return reply({"code": BUSY, "message": "timed out"}, 504)
        case "slow" | "late":
            await world.hold(world.pace.slow)
        case "garbled":
            return Response(GARBLED, media_type="application/json")
        case "forged":
            return _signed(world, answer, secret=FORGED_SECRET)
    return _signed(world, answer)


def _signed(world: World, answer: JsonObject, status: int = 200, secret: str = TILL_SECRET) -> Response:
    body = encode(answer)
    headers = sealed(world, TILL_MERCHANT, secret, body)
    return Response(body, status, headers, media_type="application/json")


def _open(db: sqlite3.Connection, world: World, asked: JsonObject) -> JsonObject:
    number, fen, until = text_of(asked.get("number")), asked.get("fen"), asked.get("expires_at")
    return_to = text_of(asked.get("return_to"))
    whole = isinstance(fen, int) and not isinstance(fen, bool) and fen > 0
    if not number or not whole or not isinstance(until, int) or _leads_away(return_to):
        raise Refused(BAD_REQUEST, "number, fen, expires_at are needed; return_to is a path")
    assert isinstance(fen, int)
    told = [text_of(asked.get(name)) for name in ("attach", "payee", "subject")]
    return open_payment(db, world, Asked(number, told[0], fen, told[1], told[2], return_to, until))


def _leads_away(return_to: str) -> bool:
    return bool(return_to) and (not return_to.startswith("/") or return_to.startswith(("//", "/\\")))


def _ways(world: World, root: str, number: str) -> JsonObject:
    """How it can be paid: on a page; or by what the two platforms' own payment calls take, in one."""
    package, nonce, time = f"prepay_id={prepay_id(number)}", secrets.token_hex(16), str(world.clock.real_ms() // 1000)
    to_sign = f"{WECHAT_APP_ID}\n{time}\n{nonce}\n{package}\n".encode()
    sign = base64.b64encode(hmac.new(TILL_SECRET.encode(), to_sign, hashlib.sha256).digest()).decode()
    mini: JsonObject = {
        "timeStamp": time,
        "nonceStr": nonce,
        "package": package,
        "signType": "RSA",
        "paySign": sign,
        "tradeNO": trade_no(number),
    }
    return {"url": f"{root}/till/{number}", "mini": mini}


def _ask(db: sqlite3.Connection, world: World, asked: JsonObject) -> JsonObject:
    return told(the_row(db, world, text_of(asked.get("number"))))


def _close(db: sqlite3.Connection, world: World, asked: JsonObject) -> JsonObject:
    """What was never opened is closed too: a call that was slower than this one opens nothing any more."""
    number, now = text_of(asked.get("number")), world.clock.real_ms()
    try:
        return close(db, world, number)
    except Wrong as wrong:
        if wrong.code != NO_SUCH or not number:
            raise
    db.execute(
        "insert into till_payments (number, attach, fen, payee, subject, return_to, state, opened_ms, expires_ms)"
        " values (?, ?, 0, '', '', '', 'closed', ?, ?)",
        (number, number, now, now),
    )
    return told(the_row(db, world, number))


def _refund(db: sqlite3.Connection, world: World, asked: JsonObject) -> JsonObject:
    if not text_of(asked.get("number")):
        raise Refused(BAD_REQUEST, "number is needed")
    return refund(db, world, asked)


def _ask_refund(db: sqlite3.Connection, world: World, asked: JsonObject) -> JsonObject:
    return told_refund(world, refund_row(db, text_of(asked.get("number"))))


ACTS: Mapping[str, Acting] = {
    "open": _open,
    "ask": _ask,
    "close": _close,
    "refund": _refund,
    "ask_refund": _ask_refund,
}
