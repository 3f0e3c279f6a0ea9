"""Orders are paid at a till, and payments looked at. Another person's are not there."""

from typing import Annotated, Literal

from pydantic import Field
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.request import V1, Router
from api.v1.bodies import Body, Id
from payments import cashier

router = Router(prefix=V1, tags=["orders"])


class Pay(Body):
    """Several orders of one payee are paid at once."""

    orders: Annotated[list[Id], Field(max_length=20)]
    provider: Annotated[str, Field(max_length=24)]
    till: Literal["mini", "in_wechat", "in_alipay", "browser"]


@router.post("/orders/pay")
async def pay(body: Pay, caller: Citizen, once: OnceOnly) -> Response:
    """Open a payment; `client` is what the till needs. Asked again for the same orders it is the same payment."""

    async def work() -> object:
        return await cashier.pay(caller, body.orders, body.provider, body.till)

    return await once(caller.citizen_id, work)


@router.get("/payments/{payment_id}")
async def payment(payment_id: str, caller: Citizen) -> Response:
    """Where it stands; the provider is asked while it is open."""
    return answer(await cashier.look(caller, payment_id))
