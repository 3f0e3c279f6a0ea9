"""Aliyun SMS (Dysmsapi 2017-05-25): signs calls, makes them, tells apart "later" from "no". It knows no letters.

Sources: Alibaba Cloud "V3 request structure and signature"; API pages SendSms, QuerySendDetails, CreateSmsTemplate,
QuerySmsTemplateList. SendSms is not idempotent at the vendor; its page says to look at the send details before trying
again after a time-out.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import quote, urlencode, urlsplit

from pydantic import SecretStr

from core.ids import new_id
from core.json import Json, JsonObject, encode
from core.refusals import Unavailable
from core.secret import Phone
from core.time import now_ms, utc
from vendors import http

ADDRESS = "https://dysmsapi.aliyuncs.com/"
VERSION = "2017-05-25"
ALGORITHM = "ACS3-HMAC-SHA256"
LINE = "aliyun_sms"
FORM = "application/x-www-form-urlencoded"
PAGE, MOST_PAGES = 50, 20  # 50 a page is the vendor's limit


class Refused(Exception):
    """The vendor answered and said no. `code` is the vendor's own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Account:
    """Whose calls these are. `timeout` in seconds."""

    address: str
    key_id: str
    key_secret: SecretStr
    sign_name: str
    timeout: float


@dataclass(frozen=True)
class Text:
    """One text to send. `out_id` comes back in reports and send details."""

    to: Phone
    template: str
    values: Mapping[str, str]
    out_id: str


@dataclass(frozen=True)
class Template:
    """One approved wording, `${name}` where a value goes. `approved` is None while the vendor still looks at it."""

    code: str
    name: str
    content: str
    approved: bool | None


def canonical_query(parameters: Mapping[str, str]) -> str:
    """Sorted by name, encoded as RFC 3986 wants it."""
    return "&".join(f"{quote(name, safe='-_.~')}={quote(parameters[name], safe='-_.~')}" for name in sorted(parameters))


def authorization(account: Account, method: str, path: str, query: str, headers: Mapping[str, str]) -> str:
    """The Authorization header over `headers` (lower case names, `x-acs-content-sha256` among them)."""
    names = sorted(headers)
    lines = [method, quote(path, safe="/-_.~"), query, *(f"{name}:{headers[name].strip()}" for name in names)]
    request = "\n".join([*lines, "", ";".join(names), headers["x-acs-content-sha256"]])
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(account.key_secret.get_secret_value().encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return f"{ALGORITHM} Credential={account.key_id},SignedHeaders={';'.join(names)},Signature={signature}"


async def send_sms(account: Account, text: Text) -> str:
    """Answers the vendor's BizId. Raises: Refused; Unavailable (after `vendor_timed_out` it may have been sent)."""
    asked = {
        "PhoneNumbers": text.to.reveal(),
        "SignName": account.sign_name,
        "TemplateCode": text.template,
        "TemplateParam": encode(dict(text.values)).decode(),
        "OutId": text.out_id,
    }
    biz_id = (await _act(account, "SendSms", asked, text.out_id)).get("BizId")
    if not isinstance(biz_id, str) or not biz_id:
        raise Unavailable("vendor_answer_garbled", line=LINE)
    return biz_id


async def sent_before(account: Account, to: Phone, out_id: str, day: date) -> str | None:
    """The state (`1` waiting, `2` failed, `3` delivered) of the OutId's text among what went to `to` on `day`; or None.

    Raises: Refused, Unavailable.
    """
    asked = {"PhoneNumber": to.reveal(), "SendDate": f"{day:%Y%m%d}", "PageSize": str(PAGE)}
    for page in range(1, MOST_PAGES + 1):
        answer = await _act(account, "QuerySendDetails", {**asked, "CurrentPage": str(page)}, out_id)
        details = _objects(answer, "SmsSendDetailDTOs", "SmsSendDetailDTO")
        for detail in details:
            if detail.get("OutId") == out_id:
                return str(detail.get("SendStatus"))
        if len(details) < PAGE:
            break
    return None


async def templates(account: Account) -> list[Template]:
    """All of the account's templates, newest first. Raises: Refused, Unavailable."""
    found: list[Template] = []
    for page in range(1, MOST_PAGES + 1):
        asked = {"PageIndex": str(page), "PageSize": str(PAGE)}
        listed = _objects(await _act(account, "QuerySmsTemplateList", asked, new_id()), "SmsTemplateList")
        found += [_template(one) for one in listed]
        if len(listed) < PAGE:
            break
    return found


async def create_template(account: Account, name: str, content: str, *, kind: str, remark: str) -> str:
    """Ask for a wording to be approved; answers its code. `kind`: `0` a code to type in, `1` a notice.

    Raises: Refused, Unavailable.
    """
    asked = {"TemplateName": name, "TemplateContent": content, "TemplateType": kind, "Remark": remark}
    code = (await _act(account, "CreateSmsTemplate", asked, name)).get("TemplateCode")
    if not isinstance(code, str) or not code:
        raise Unavailable("vendor_answer_garbled", line=LINE)
    return code


async def _act(account: Account, action: str, asked: Mapping[str, str], key: str) -> JsonObject:
    """One call. What is asked travels in the body: phones do not belong into addresses, which get written down."""
    body = urlencode(asked).encode()
    where = urlsplit(account.address)
    headers = {
        "host": where.netloc,
        "content-type": FORM,
        "x-acs-action": action,
        "x-acs-version": VERSION,
        "x-acs-date": f"{utc(now_ms()):%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": new_id(),
        "x-acs-content-sha256": hashlib.sha256(body).hexdigest(),
    }
    headers["authorization"] = authorization(account, "POST", where.path or "/", "", headers)
    call = http.Call(LINE, action, key, account.address, account.timeout, headers=headers, content=body)
    return _understood(await http.send(call))


def _understood(answer: http.Answer) -> JsonObject:
    try:
        told = answer.json()
    except ValueError:
        told = None
    code = told.get("Code") if isinstance(told, Mapping) else None
    if not isinstance(told, Mapping) or not isinstance(code, str):
        raise Unavailable("vendor_answer_garbled", line=LINE)
    if code != "OK":
        raise Refused(code[:80])
    return told


def _objects(answer: JsonObject, *path: str) -> list[JsonObject]:
    """The list of objects at `path`. Raises: Unavailable `vendor_answer_garbled`."""
    found: Json = answer
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise Unavailable("vendor_answer_garbled", line=LINE)
    return cast(list[JsonObject], found)


def _template(told: JsonObject) -> Template:
    status = str(told.get("AuditStatus", ""))
    approved = {"AUDIT_STATE_PASS": True, "AUDIT_STATE_NOT_PASS": False}.get(status)
    code, name, content = (str(told.get(field)) for field in ("TemplateCode", "TemplateName", "TemplateContent"))
    return Template(code, name, content, approved)
