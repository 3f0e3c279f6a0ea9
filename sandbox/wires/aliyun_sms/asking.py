"""QuerySendDetails: what became of the texts to one number on one day. The way to learn whether a send that timed
out went through.
"""

from collections.abc import Mapping
from datetime import datetime

from ...clock import CHINA, Clock
from ...kinds import Json, JsonObject
from ...texts import Text, mobile
from ...world import World
from .refused import Refused, counted, wanted

PAGE = 50
DAY_MS = 24 * 3600 * 1000
WAITING, FAILED, DELIVERED = 1, 2, 3


async def query_send_details(world: World, asked: Mapping[str, str]) -> JsonObject:
    phone = mobile(wanted(asked, "PhoneNumber"))
    if phone is None:
        raise Refused("isv.MOBILE_NUMBER_ILLEGAL")
    start = _midnight(wanted(asked, "SendDate"))
    size, page = counted(wanted(asked, "PageSize"), most=PAGE), counted(wanted(asked, "CurrentPage"))
    query = (
        "select * from texts where phone=? and mine=0 and sent_ms>=? and sent_ms<?"
        " and (?='' or biz_id=?) order by id desc"
    )
    biz_id = asked.get("BizId", "")
    rows = await world.store.do(lambda db: db.execute(query, (phone, start, start + DAY_MS, biz_id, biz_id)).fetchall())
    now = world.clock.real_ms()
    shown: list[Json] = [_detail(Text.of(row), now) for row in rows[(page - 1) * size : page * size]]
    return {"TotalCount": str(len(rows)), "SmsSendDetailDTOs": {"SmsSendDetailDTO": shown}}


def _detail(text: Text, now: int) -> JsonObject:
    reported = text.reported_ms <= now
    status = WAITING if not reported else DELIVERED if text.ok else FAILED
    return {
        "PhoneNum": text.phone,
        "SendStatus": status,
        "ErrCode": text.err_code if reported else "",
        "TemplateCode": text.template,
        "Content": text.content,
        "SendDate": Clock.stamp(text.sent_ms),
        "ReceiveDate": Clock.stamp(text.reported_ms) if reported else "",
        "OutId": text.out_id,
    }


def _midnight(day: str) -> int:
    try:
        return int(datetime.strptime(day, "%Y%m%d").replace(tzinfo=CHINA).timestamp() * 1000)
    except ValueError:
        raise Refused("isv.INVALID_PARAMETERS") from None
