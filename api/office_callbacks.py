"""What departments' own systems call us about. Each call is read by its own office, and answered as that wants."""

from fastapi import Request
from starlette.responses import Response

from api.auth import Vendor
from api.request import Router
from offices.hearing import hear

router = Router(prefix="/callbacks/offices", tags=["callbacks"])


@router.post("/{office}")
async def heard(office: str, request: Request, _: Vendor) -> Response:
    """A case that an office has decided, or cannot go on with. The signature is the proof."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    reply = await hear(office, headers, await request.body())
    return Response(reply.body, reply.status, media_type="application/json")
