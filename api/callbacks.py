"""What vendors push to us. Each push is read by its own sender, and answered exactly as that vendor wants it."""

import hmac
from typing import Literal

from fastapi import Request
from starlette.responses import Response

from api.auth import Vendor
from api.parts import parts
from api.request import Router
from core.refusals import NotFound
from notifications import inbound, reports
from notifications.senders import Unreadable

router = Router(prefix="/callbacks", tags=["callbacks"])
_READS = {"reports": reports.receive, "messages": inbound.receive}


@router.post("/sms/{gateway}/{secret}/{what}")
async def sms(gateway: str, secret: str, what: Literal["reports", "messages"], request: Request, _: Vendor) -> Response:
    """Reports and texts of an SMS gateway. The path is the proof: a wrong one leads nowhere."""
    expected = parts(request).callback_secret
    if not hmac.compare_digest(secret.encode(), expected.encode()):
        raise NotFound("not_found")
    try:
        receipt = await _READS[what](gateway, await request.body())
    except Unreadable:
        return Response(b'{"code":1,"msg":"unreadable"}', 400, media_type="application/json")
    return Response(receipt, media_type="application/json")
