"""SendSms: the checks the vendor makes, the text on its way, the report queued; and what each fault does to all of
that.

The vendor does not look at OutId. Here the same OutId, number and words a second time land once and are counted in
`repeats`, so that a demo shows no doubles while a test can still see that the city sent twice.
"""

import re
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...clock import Clock
from ...demo import SIGN_NAME, UNREACHABLE_PHONE
from ...faults import Fault, take_in
from ...kinds import JsonObject, as_object, decode
from ...pushes import Push, queue
from ...texts import Text, mobile, parts, put
from ...world import World
from .refused import WORDS, Refused, wanted
from .templates import Template, find

MOST_NUMBERS = 1000
LONGEST_VALUE = 35  # characters of one variable, unless the vendor lifted it for the account
LONGEST_TEXT = 500  # characters, signature and variables counted
LINK = re.compile(r"https?://|www\.|[\w-]+\.(?:com|cn|net|org|top|vip)\b", re.IGNORECASE | re.ASCII)
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
CODE_TEMPLATE = 0
CODE_LIMITS = ((MINUTE_MS, 1), (HOUR_MS, 5), (DAY_MS, 10))  # the vendor's own, for one number and one signature
NOTICE_LIMITS = ((DAY_MS, 50),)


class Garbled(Exception):
    """The text went out, the answer comes back broken."""


@dataclass(frozen=True, slots=True)
class Order:
    phones: tuple[str, ...]
    template: Template
    content: str
    out_id: str


async def send_sms(world: World, asked: Mapping[str, str]) -> JsonObject:
    order = await _read(world, asked)
    fault = await world.faults.take("sms")
    kind = fault.kind if fault else ""
    if kind == "error":
        raise Refused(fault.code if fault and fault.code else "isp.SYSTEM_ERROR")
    if kind == "forged":  # somebody in between says yes; nothing leaves
        return {"BizId": _biz_id(world)}
    biz_id = await world.store.do(lambda db: _send(db, world, order, fault))
    world.pushes.wake()
    if kind in {"timeout", "slow"}:  # the text is out; only the answer is not
        await world.hold(world.pace.timeout if kind == "timeout" else world.pace.slow)
    if kind == "garbled":
        raise Garbled
    return {"BizId": biz_id}


async def _read(world: World, asked: Mapping[str, str]) -> Order:
    numbers, sign, code = (
        wanted(asked, "PhoneNumbers").split(","),
        wanted(asked, "SignName"),
        wanted(asked, "TemplateCode"),
    )
    if len(numbers) > MOST_NUMBERS:
        raise Refused("isv.MOBILE_COUNT_OVER_LIMIT")
    phones = tuple(phone for number in numbers if (phone := mobile(number)))
    if len(phones) < len(numbers):
        raise Refused("isv.MOBILE_NUMBER_ILLEGAL")
    if sign != SIGN_NAME:
        raise Refused("isv.SMS_SIGNATURE_ILLEGAL")
    template = await world.store.do(lambda db: find(db, code))
    if template is None:
        raise Refused("isv.SMS_TEMPLATE_ILLEGAL")
    content = f"【{sign}】{template.filled(_values(template, asked.get('TemplateParam', '')))}"
    if len(content) > LONGEST_TEXT:
        raise Refused("isv.PARAM_LENGTH_LIMIT")
    return Order(phones, template, content, asked.get("OutId", ""))


def _values(template: Template, param: str) -> dict[str, str]:
    """The variables, all there, all text, none too long and none a link. Raises: Refused."""
    try:
        given = as_object(decode(param)) if param else {}
    except ValueError:
        raise Refused("isv.INVALID_JSON_PARAM") from None
    values = {name: value for name, value in given.items() if isinstance(value, str)}
    if len(values) < len(given):
        raise Refused("isv.INVALID_JSON_PARAM")
    missing = sorted(name for name in template.variables if not values.get(name))
    if missing:
        raise Refused("isv.TEMPLATE_MISSING_PARAMETERS", ",".join(missing))
    used = [values[name] for name in template.variables]
    if any(len(value) > LONGEST_VALUE for value in used):
        raise Refused("isv.PARAM_LENGTH_LIMIT")
    if any(LINK.search(value) for value in used):
        raise Refused("isv.PARAM_NOT_SUPPORT_URL")
    return values


def _send(db: sqlite3.Connection, world: World, order: Order, fault: Fault | None) -> str:
    """One transaction: every number gets its text and its report, or none does. Returns the BizId."""
    biz_id = _biz_id(world)
    for phone in order.phones:
        if before := _sent_before(db, world, order, phone):
            biz_id = before
            continue
        _check_limits(db, world, order, phone)
        text, spoilt = _landed(db, world, replace(_text(world, order, phone), biz_id=biz_id), fault)
        for _ in range(2 if fault and fault.kind == "duplicate" else 1):
            put(db, text)
        queue(
            db,
            Push("sms_reports", _report(text, ok=text.ok), _report(text, ok=not text.ok), text.reported_ms),
            spoilt,
            world.pace,
        )
    return biz_id


def _text(world: World, order: Order, phone: str) -> Text:
    now, code, kind = world.clock.real_ms(), order.template.code, order.template.type
    return Text(
        "",
        phone,
        order.content,
        now,
        world.clock.business_ms(),
        now,
        now,
        out_id=order.out_id,
        template=code,
        type=kind,
    )


def _landed(db: sqlite3.Connection, world: World, text: Text, fault: Fault | None) -> tuple[Text, Fault | None]:
    """The text as it lands or fails to, and the fault its report suffers."""
    late = int(world.pace.late * 1000) if fault and fault.kind == "late" else 0
    spoilt = take_in(db, "sms_reports")
    lands = text.lands_ms + late
    text = replace(text, lands_ms=lands, reported_ms=lands + int(world.pace.report_after * 1000))
    if text.phone == UNREACHABLE_PHONE:
        text = replace(text, ok=False, err_code="MOBILE_NOT_ON_SERVICE")
    elif spoilt and spoilt.kind == "error":
        text = replace(text, ok=False, err_code=spoilt.code or "UNDELIV")
    return text, spoilt


def _sent_before(db: sqlite3.Connection, world: World, order: Order, phone: str) -> str:
    """The BizId of this very text if it went out within a day, its repeat counted; else empty."""
    if not order.out_id:
        return ""
    query = "select id, biz_id from texts where out_id=? and phone=? and content=? and mine=0 and sent_ms>?"
    row = db.execute(query, (order.out_id, phone, order.content, world.clock.real_ms() - DAY_MS)).fetchone()
    if row is None:
        return ""
    db.execute("update texts set repeats=repeats+1 where id=?", (row["id"],))
    return str(row["biz_id"])


def _check_limits(db: sqlite3.Connection, world: World, order: Order, phone: str) -> None:
    """Raises: Refused `isv.BUSINESS_LIMIT_CONTROL` when this number got too many. The vendor counts days by the
    calendar; here they slide.
    """
    if not world.limits:
        return
    is_code = order.template.type == CODE_TEMPLATE
    query = (
        "select count(*) as n from texts where phone=? and mine=0 and sent_ms>? and (type=0)=? and (? or template=?)"
    )
    for span, most in CODE_LIMITS if is_code else NOTICE_LIMITS:
        since = world.clock.real_ms() - span
        if db.execute(query, (phone, since, is_code, is_code, order.template.code)).fetchone()["n"] >= most:
            raise Refused("isv.BUSINESS_LIMIT_CONTROL", f"Permits:{most}/{span // 1000}s")


def _report(text: Text, *, ok: bool) -> JsonObject:
    err_code = text.err_code if ok == text.ok else "DELIVERED" if ok else "UNDELIV"
    return {
        "phone_number": text.phone,
        "send_time": Clock.stamp(text.sent_ms),
        "report_time": Clock.stamp(text.reported_ms),
        "success": ok,
        "err_code": err_code,
        "err_msg": WORDS.get(err_code, err_code),
        "sms_size": str(parts(text.content)),
        "biz_id": text.biz_id,
        "out_id": text.out_id,
    }


def _biz_id(world: World) -> str:
    """As the vendor writes one: digits, `^0`."""
    return f"{world.clock.real_ms()}{secrets.randbelow(10**6):06d}^0"
