"""Orders are paid at a till, and payments looked at. Another person's are not there."""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from api.answers import answer
from api.auth import Citizen
from api.idempotency import OnceOnly
from api.request import V1, Router
from api.v1.bodies import Body, Id
from payments import cashier
from payments.paying import MOST_ORDERS
from payments.providers import Till

router = Router(prefix=V1, tags=["orders"])


class Pay(Body):
    """Several orders of one payee are paid at once."""

    orders: Annotated[list[Id], Field(max_length=MOST_ORDERS)]
    provider: Annotated[str, Field(max_length=24)]
    till: Till


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
