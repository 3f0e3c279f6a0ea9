"""What payment providers call us for. Each call is read by its own provider, and answered exactly as it wants."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from api.auth import Vendor
from api.request import Router
from payments import cashier
from payments.providers import Unreadable
from payments.tills import provider as provider_named

router = Router(prefix="/callbacks", tags=["callbacks"])


@router.post("/payments/{provider}")
async def payments(provider: str, request: Request, _: Vendor) -> Response:
    """Word of a payment. The signature is the proof; anything but the receipt makes the provider call again."""
    side = provider_named(provider)
    try:
        update = side.read(_headers(request), await request.body())
    except Unreadable:
        return _unreadable()
    await cashier.settle(provider, update)
    return Response(side.receipt, media_type="application/json")


@router.post("/refunds/{provider}")
async def refunds(provider: str, request: Request, _: Vendor) -> Response:
    """Word of a refund."""
    side = provider_named(provider)
    try:
        update = side.read_refund(_headers(request), await request.body())
    except Unreadable:
        return _unreadable()
    await cashier.settle_refund(provider, update)
    return Response(side.receipt, media_type="application/json")


def _headers(request: Request) -> Mapping[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _unreadable() -> Response:
    return Response(b'{"code":"FAIL","message":"unreadable"}', 400, media_type="application/json")
