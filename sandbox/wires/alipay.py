"""Alipay's gateway as its documents describe it: one address, the method in a parameter, everything signed both ways
with RSA2, the answer's signature over the very text of its part.
"""

import base64
import binascii
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..clock import CHINA
from ..demo import ALIPAY_APP_ID
from ..kinds import JsonObject, encode
from ..platforms import ALIPAY, LOGIN, Wrong, account, alipay_keys, spend_code
from ..world import World

SIGN_IN = "alipay.system.oauth.token"
ANSWERS = "alipay_system_oauth_token_response"
GARBLED = b'{"alipay_system_oauth_token_response":{"open_i'
SKEW = timedelta(minutes=10)
NEEDED = {  # parameter: what its absence is called
    "method": "isv.missing-method",
    "app_id": "isv.missing-app-id",
    "sign": "isv.missing-signature",
    "sign_type": "isv.missing-signature-type",
    "charset": "isv.missing-charset",
    "timestamp": "isv.missing-timestamp",
    "version": "isv.missing-version",
}
SAYS: Mapping[str, tuple[str, str, str]] = {  # sub_code: code, msg, sub_msg
    "isp.unknow-error": ("20000", "Service Currently Unavailable", "系统繁忙"),
    "isv.app-call-limited": ("40005", "Call Limited", "应用调用次数超限"),
    "isv.invalid-app-id": ("40002", "Invalid Arguments", "无效的AppID参数"),
    "isv.invalid-method": ("40002", "Invalid Arguments", "不存在的方法名"),
    "isv.invalid-signature": ("40002", "Invalid Arguments", "无效签名"),
    "isv.invalid-signature-type": ("40002", "Invalid Arguments", "无效签名类型"),
    "isv.invalid-timestamp": ("40002", "Invalid Arguments", "非法的时间戳参数"),
    "isv.code-invalid": ("40002", "Invalid Arguments", "授权码code无效"),
    "isv.grant-type-invalid": ("40002", "Invalid Arguments", "grant_type参数不正确"),
    "isv.refresh-token-invalid": ("40002", "Invalid Arguments", "刷新令牌refresh_token无效"),
    "isv.missing-code": ("40001", "Missing Required Arguments", "缺少code参数"),
}
BUSY = "isp.unknow-error"


class Refused(Exception):
    """`unsigned`: the gateway cannot tell whose app is asking, and signs nothing."""

    def __init__(self, sub_code: str, *, unsigned: bool = False) -> None:
        super().__init__(sub_code)
        self.sub_code, self.unsigned = sub_code, unsigned


def routes(world: World) -> list[BaseRoute]:
    async def call(request: Request) -> Response:
        return await _served(world, request)

    return [Route("/alipay/gateway.do", call, methods=["GET", "POST"])]


async def _served(world: World, request: Request) -> Response:
    fault = await world.faults.take("alipay")
    kind = fault.kind if fault else ""
    keys = await alipay_keys(world)
    signs = keys["app_private_key" if kind == "forged" else "alipay_private_key"]  # forged: by who is not Alipay
    try:
        if kind == "error":
            raise Refused(fault.code if fault and fault.code else BUSY)
        answer = _whole(ANSWERS, await _answered(world, await _asked(request), kind, keys), signs)
    except Refused as refused:
        code, msg, sub_msg = SAYS.get(refused.sub_code, ("40001", "Missing Required Arguments", refused.sub_code))
        said: JsonObject = {"msg": msg, "code": code, "sub_msg": sub_msg, "sub_code": refused.sub_code}
        answer = _whole("error_response", said, "" if refused.unsigned else signs)
    match kind:
        case "timeout":
            await world.hold(world.pace.timeout)
            return Response(GARBLED, 504, media_type="text/html")
        case "garbled":
            return Response(GARBLED, media_type="text/html;charset=utf-8")
        case "slow":
            await world.hold(world.pace.slow)
    return answer


async def _asked(request: Request) -> dict[str, str]:
    form = parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    return {name: value for name, value in [*form, *request.query_params.items()] if value}


async def _answered(world: World, asked: Mapping[str, str], kind: str, keys: Mapping[str, str]) -> JsonObject:
    _check(world, asked, keys["app_public_key"])
    if asked["method"] != SIGN_IN:
        raise Refused("isv.invalid-method")
    match asked.get("grant_type"):
        case "refresh_token":
            raise Refused("isv.refresh-token-invalid")  # nobody here keeps one
        case "authorization_code" if asked.get("code"):
            pass
        case "authorization_code":
            raise Refused("isv.missing-code")
        case _:
            raise Refused("isv.grant-type-invalid")
    try:
        person = await spend_code(world, ALIPAY, LOGIN, asked["code"])
    except Wrong as wrong:
        raise Refused("isv.app-call-limited" if wrong.why == "too_often" else "isv.code-invalid") from None
    if kind in ("duplicate", "late"):  # as if the code had come twice, or after its time
        raise Refused("isv.code-invalid")
    return {
        "access_token": f"auusrB{secrets.token_hex(16)}",
        "auth_start": world.clock.stamp(world.clock.real_ms()),
        "expires_in": 1296000,
        "re_expires_in": 2592000,
        "refresh_token": f"auusrB{secrets.token_hex(16)}",
        "open_id": account("open_id", ALIPAY_APP_ID, person),
    }


def _check(world: World, asked: Mapping[str, str], app_key: str) -> None:
    for name, missing in NEEDED.items():
        if name not in asked:
            raise Refused(missing, unsigned=True)
    if asked["app_id"] != ALIPAY_APP_ID:
        raise Refused("isv.invalid-app-id", unsigned=True)
    if asked["sign_type"] != "RSA2":
        raise Refused("isv.invalid-signature-type")
    signed = "&".join(f"{name}={asked[name]}" for name in sorted(asked) if name != "sign")
    if not _is_signed(app_key, signed, asked["sign"]):
        raise Refused("isv.invalid-signature")
    try:
        at = datetime.strptime(asked["timestamp"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    except ValueError:
        raise Refused("isv.invalid-timestamp") from None
    if abs(at - world.clock.moment(world.clock.real_ms())) > SKEW:
        raise Refused("isv.invalid-timestamp")


def _whole(name: str, part: JsonObject, private_key: str) -> Response:
    text = encode(part).decode()
    sign = f',"sign":"{_signature(private_key, text)}"' if private_key else ""
    return Response(f'{{"{name}":{text}{sign}}}', media_type="text/html;charset=utf-8")


def _signature(private_key: str, text: str) -> str:
    key = load_der_private_key(base64.b64decode(private_key), None)
    assert isinstance(key, RSAPrivateKey)
    return base64.b64encode(key.sign(text.encode(), PKCS1v15(), SHA256())).decode()


def _is_signed(public_key: str, text: str, signature: str) -> bool:
    key = load_der_public_key(base64.b64decode(public_key))
    assert isinstance(key, RSAPublicKey)
    try:
        key.verify(base64.b64decode(signature, validate=True), text.encode(), PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error):
        return False
    return True
