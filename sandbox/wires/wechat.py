"""WeChat's open interface as its documents describe it: signing in, the phone behind a button, tokens. It answers HTTP
200 whatever happens; what happened is in `errcode`.
"""

import secrets
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..demo import WECHAT_APP_ID, WECHAT_SECRET
from ..faults import Fault
from ..kinds import JsonObject, as_object, decode, text_of
from ..people import Person
from ..platforms import LOGIN, PHONE, SPENT, WECHAT, Wrong, account, count_token, spend_code
from ..spoilt import reply
from ..world import World

SAYS: Mapping[int, str] = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40013: "invalid appid",
    40029: "invalid code",
    40125: "invalid appsecret",
    40163: "code been used",
    40226: "code blocked",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    42001: "access_token expired",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    47001: "data format error",
    1400001: "insufficient quota",
}
BUSY, BAD_CODE, USED, TOO_OFTEN, BAD_TOKEN, OVER = -1, 40029, 40163, 45011, 40001, 42001
TOKEN_LIVES_MS, BOTH_SERVE_MS, FORCED_AGAIN_MS = 7200_000, 300_000, 30_000
GARBLED = b"<html><body>502 Bad Gateway</body>"
ANOTHER_APP = "wx-somebody-elses-app"

Acting = Callable[[World, Request, Fault | None], Awaitable[JsonObject]]


class Refused(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def routes(world: World) -> list[BaseRoute]:
    def call(target: str, acting: Acting) -> Callable[[Request], Awaitable[Response]]:
        return partial(_served, world, target, acting)

    return [
        Route("/wechat/sns/jscode2session", call("wechat_login", _login), methods=["GET"]),
        Route("/wechat/wxa/business/getuserphonenumber", call("wechat_phone", _phone), methods=["POST"]),
        Route("/wechat/cgi-bin/stable_token", call("wechat_token", _stable_token), methods=["POST"]),
        Route("/wechat/cgi-bin/token", call("wechat_token", _token), methods=["GET"]),
    ]


async def _served(world: World, target: str, acting: Acting, request: Request) -> Response:
    fault = await world.faults.take(target)
    kind = fault.kind if fault else ""
    try:
        if kind == "error":
            raise Refused(int(fault.code) if fault and fault.code else BUSY)
        answer = await acting(world, request, fault)
    except Refused as refused:
        says = SAYS.get(refused.code, "error")
        answer = {"errcode": refused.code, "errmsg": f"{says} rid: {secrets.token_hex(12)}"}
    match kind:
        case "timeout":
            await world.hold(world.pace.timeout)
            return Response(GARBLED, 504, media_type="text/html")
        case "garbled":
            return Response(GARBLED, media_type="text/html")
        case "slow":
            await world.hold(world.pace.slow)
    return reply(answer)


async def _login(world: World, request: Request, fault: Fault | None) -> JsonObject:
    asked = request.query_params
    _check_app(asked.get("appid", ""), asked.get("secret", ""))
    if asked.get("grant_type") != "authorization_code":
        raise Refused(40002)
    person = await _spent(world, LOGIN, asked.get("js_code", ""), fault)
    if fault and fault.kind == "forged":  # well, it says, but for nobody
        return {"errcode": 0, "errmsg": "ok", "openid": "", "session_key": ""}
    return {
        "session_key": secrets.token_urlsafe(16),
        "openid": f"o{account('openid', WECHAT_APP_ID, person)}",
        "unionid": f"u{account('unionid', 'the city', person)}",
    }


async def _phone(world: World, request: Request, fault: Fault | None) -> JsonObject:
    await _check_token(world, request.query_params.get("access_token", ""))
    person = await _spent(world, PHONE, text_of((await _body(request)).get("code")), fault)
    app = ANOTHER_APP if fault and fault.kind == "forged" else WECHAT_APP_ID
    info: JsonObject = {
        "phoneNumber": person.phone,
        "purePhoneNumber": person.phone,
        "countryCode": "86",
        "watermark": {"timestamp": world.clock.real_ms() // 1000, "appid": app},
    }
    return {"errcode": 0, "errmsg": "ok", "phone_info": info}


async def _spent(world: World, kind: str, code: str, fault: Fault | None) -> Person:
    """Whose code it is; with `duplicate` it comes a second time, with `late` after its time."""
    if not code:
        raise Refused(41008)
    try:
        person = await spend_code(world, WECHAT, kind, code)
    except Wrong as wrong:
        raise Refused({SPENT: USED, "too_often": TOO_OFTEN}.get(wrong.why, BAD_CODE)) from None
    if fault and fault.kind in ("duplicate", "late"):
        raise Refused(USED if fault.kind == "duplicate" else BAD_CODE)
    return person


def _check_app(app_id: str, secret: str) -> None:
    if not app_id:
        raise Refused(41002)
    if app_id != WECHAT_APP_ID:
        raise Refused(40013)
    if not secret:
        raise Refused(41004)
    if secret != WECHAT_SECRET:
        raise Refused(40125)


async def _body(request: Request) -> JsonObject:
    try:
        return as_object(decode(await request.body()))
    except ValueError:
        raise Refused(47001) from None


async def _check_token(world: World, token: str) -> None:
    if not token:
        raise Refused(41001)
    query = "select expires_ms from wechat_tokens where token=?"
    row = await world.store.do(lambda db: db.execute(query, (token,)).fetchone())
    if row is None:
        raise Refused(BAD_TOKEN)
    if row["expires_ms"] <= world.clock.real_ms():
        raise Refused(OVER)


async def _stable_token(world: World, request: Request, fault: Fault | None) -> JsonObject:
    """The same token to everybody while it holds; in its last five minutes, or by force, a new one."""
    asked = await _body(request)
    _check_app(text_of(asked.get("appid")), text_of(asked.get("secret")))
    if asked.get("grant_type") != "client_credential":
        raise Refused(40002)
    now, forced = world.clock.real_ms(), asked.get("force_refresh") is True

    def write(db: sqlite3.Connection) -> JsonObject:
        query = "select * from wechat_tokens where kind='stable' and expires_ms>? order by made_ms desc, rowid desc"
        latest = db.execute(query, (now,)).fetchone()
        if latest is not None and forced and now - latest["made_ms"] >= FORCED_AGAIN_MS:
            db.execute("update wechat_tokens set expires_ms=? where kind='stable' and expires_ms>?", (now, now))
        elif latest is not None and (forced or latest["expires_ms"] - now > BOTH_SERVE_MS):
            return {"access_token": latest["token"], "expires_in": (latest["expires_ms"] - now) // 1000}
        return _made(db, "stable", now)

    return await _counted(world, write, fault)


async def _token(world: World, request: Request, fault: Fault | None) -> JsonObject:
    """The older way: every question ends the token before, five minutes later."""
    asked = request.query_params
    _check_app(asked.get("appid", ""), asked.get("secret", ""))
    if asked.get("grant_type") != "client_credential":
        raise Refused(40002)
    now = world.clock.real_ms()

    def write(db: sqlite3.Connection) -> JsonObject:
        ended = "update wechat_tokens set expires_ms=min(expires_ms, ?) where kind='plain'"
        db.execute(ended, (now + BOTH_SERVE_MS,))
        return _made(db, "plain", now)

    return await _counted(world, write, fault)


async def _counted(world: World, write: Callable[[sqlite3.Connection], JsonObject], fault: Fault | None) -> JsonObject:
    def both(db: sqlite3.Connection) -> JsonObject:
        count_token(db)
        return write(db)

    told = await world.store.do(both)
    return {**told, "access_token": ""} if fault and fault.kind == "forged" else told


def _made(db: sqlite3.Connection, kind: str, now: int) -> JsonObject:
    token = f"{secrets.randbelow(90) + 10}_{secrets.token_urlsafe(96)}"
    insert = "insert into wechat_tokens (token, kind, made_ms, expires_ms) values (?, ?, ?, ?)"
    db.execute(insert, (token, kind, now, now + TOKEN_LIVES_MS))
    return {"access_token": token, "expires_in": TOKEN_LIVES_MS // 1000}
