"""A gateway for texts that does next to nothing: it takes every text, remembers whose it was and how often it came."""

from collections import Counter
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from core.json import Json, JsonObject, encode

KIND = (b"content-type", b"application/json")

_texts: Counter[str] = Counter()
_templates: list[JsonObject] = []


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Aliyun's actions as far as our sender uses them; `GET` answers what came. No signature is looked at."""
    body = await _body(receive)
    if scope["method"] == "GET":
        answer: JsonObject = {"texts": len(_texts), "repeats": _texts.total() - len(_texts)}
    else:
        headers = dict(scope["headers"])
        asked = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        answer = {"Code": "OK", **_acted(headers[b"x-acs-action"].decode(), asked)}
    told = encode(answer)
    length = (b"content-length", str(len(told)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [KIND, length]})
    await send({"type": "http.response.body", "body": told})


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
    return body


def _acted(action: str, asked: Mapping[str, str]) -> JsonObject:
    if action == "SendSms":
        _texts[asked["OutId"]] += 1
        return {"BizId": f"B{_texts.total()}"}
    if action == "CreateSmsTemplate":
        code = f"SMS_{len(_templates) + 1}"
        known = {"TemplateCode": code, "AuditStatus": "AUDIT_STATE_PASS"}
        _templates.append({**known, **{name: asked[name] for name in ("TemplateName", "TemplateContent")}})
        return {"TemplateCode": code}
    if action == "QuerySmsTemplateList":
        return {"SmsTemplateList": list(_templates)}
    sent: list[Json] = [{"OutId": one, "SendStatus": 3} for one in _sent_page(int(asked["CurrentPage"]))]
    return {"SmsSendDetailDTOs": {"SmsSendDetailDTO": sent}}


def _sent_page(page: int, size: int = 50) -> list[str]:
    """The newest first, as the vendor lists them; of all phones, which asks more of who looks."""
    return list(reversed(_texts))[(page - 1) * size : page * size]
