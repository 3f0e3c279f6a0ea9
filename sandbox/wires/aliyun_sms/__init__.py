"""Aliyun SMS (Dysmsapi 2017-05-25) as its documents describe it: one address, the action in a header, every call
signed with ACS3-HMAC-SHA256.

Signature faults come as HTTP 4xx, refusals of a text as HTTP 200 with a `Code`; reports and citizens' texts are
pushed, see `sandbox/pushes.py`.
"""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ...kinds import JsonObject, encode
from ...world import World
from . import asking, sending, templates
from .refused import Refused
from .signature import check_signature

VERSION = "2017-05-25"
GARBLED = b"<html><body>502 Bad Gateway</body>"

Action = Callable[[World, Mapping[str, str]], Awaitable[JsonObject]]
ACTIONS: Mapping[str, Action] = {
    "SendSms": sending.send_sms,
    "QuerySendDetails": asking.query_send_details,
    "CreateSmsTemplate": templates.create_sms_template,
    "GetSmsTemplate": templates.get_sms_template,
    "QuerySmsTemplateList": templates.query_sms_template_list,
}


def routes(world: World) -> list[BaseRoute]:
    async def call(request: Request) -> Response:
        try:
            return _json(200, {"Code": "OK", "Message": "OK", **await _act(world, request)})
        except Refused as refused:
            return _json(refused.status, {"Code": refused.code, "Message": refused.says})
        except sending.Garbled:
            return Response(GARBLED, 200, media_type="text/html")

    return [Route("/aliyun-sms/", call, methods=["GET", "POST"])]


async def _act(world: World, request: Request) -> JsonObject:
    body = await request.body()
    await check_signature(world, request, body)
    action = ACTIONS.get(request.headers["x-acs-action"])
    if action is None or request.headers["x-acs-version"] != VERSION:
        raise Refused("InvalidAction.NotFound", status=404)
    return await action(world, _asked(request, body))


def _asked(request: Request, body: bytes) -> dict[str, str]:
    """The parameters, wherever they came: the query or a form body."""
    form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True) if body else []
    return dict([*request.query_params.items(), *form])


def _json(status: int, answer: JsonObject) -> Response:
    return Response(encode({"RequestId": str(uuid.uuid4()).upper(), **answer}), status, media_type="application/json")
