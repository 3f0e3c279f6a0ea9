"""Money at the desk: taken at a window, given back by a second person, explained where it does not fit. Another
department's is not there.
"""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from api.answers import answer
from api.idempotency import OnceOnly
from api.request import V1, Router
from api.staff_auth import AtDesk
from api.v1.bodies import Body, Nothing
from api.v1.desk.bodies import Word, Words
from core.desk import money
from core.json import JsonObject
from payments import cashier
from payments.counter import How
from payments.explaining import Outcome
from payments.refunds import Refund

router = Router(prefix=f"{V1}/desk", tags=["desk"])


class AtWindow(Body):
    """`receipt`: the number of the paper given out."""

    how: How
    receipt: Word


class GiveBack(Body):
    fen: Annotated[int, Field(ge=1, le=2**53)]


class Settle(Body):
    """`outcome`: it is explained and nothing is to do, or it has been settled with the provider; `opinion` says how."""

    outcome: Outcome
    opinion: Words


@router.post("/orders/{order_id}/counter_payment")
async def pay_at_window(order_id: str, body: AtWindow, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Book a fee that was paid in cash or by card at a window."""

    async def work() -> object:
        await money.order_at_window(at_desk, order_id)
        paid = await cashier.counter_payment(at_desk.id, order_id, body.how, body.receipt)
        return {"payment": paid.id, "number": paid.number, "state": paid.state, "fen": paid.fen}

    return await once(at_desk.id, work)


@router.post("/orders/{order_id}/refunds", status_code=201)
async def ask_back(order_id: str, body: GiveBack, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Say that so much of a fee is to go back; somebody else has to approve it."""

    async def work() -> object:
        await money.order_at_window(at_desk, order_id, money.REFUNDS)
        return {"order": order_id, "fen": await cashier.ask_refund(at_desk.id, order_id, body.fen)}

    return await once(at_desk.id, work, status=201)


@router.get("/refunds")
async def waiting(at_desk: AtDesk) -> Response:
    """Refunds that wait to be approved, and those that failed, the oldest first."""
    at_desk.require(*money.REFUNDS)
    return answer({"items": await cashier.to_approve(at_desk.sees), "next": None})


@router.post("/refunds/{refund_id}/approve")
async def approve(refund_id: str, body: Nothing, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Let the money go. Who asked for it does not approve it."""

    async def work() -> object:
        await money.refund_to_look_at(at_desk, refund_id)
        return _told(await cashier.approve_refund(at_desk.id, refund_id))

    return await once(at_desk.id, work)


@router.post("/refunds/{refund_id}/refuse")
async def refuse(refund_id: str, body: Nothing, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Say no: the fee stays."""

    async def work() -> object:
        await money.refund_to_look_at(at_desk, refund_id)
        return _told(await cashier.refuse_refund(at_desk.id, refund_id))

    return await once(at_desk.id, work)


@router.get("/differences")
async def differences(at_desk: AtDesk) -> Response:
    """Where a provider's word and the books differ and nobody has settled it, the oldest first."""
    at_desk.require(*money.REFUNDS)
    return answer({"items": await cashier.to_explain(at_desk.sees), "next": None})


@router.post("/differences/{difference_id}/settle")
async def settle(difference_id: str, body: Settle, at_desk: AtDesk, once: OnceOnly) -> Response:
    """Say that one is explained, or was put right elsewhere, and how. No money moves; the history keeps who said so."""

    async def work() -> object:
        by = await money.difference_to_settle(at_desk, difference_id)
        await cashier.settle_difference(by, difference_id, body.outcome, body.opinion)
        return {"id": difference_id, "outcome": body.outcome}

    return await once(at_desk.id, work)


def _told(refund: Refund) -> JsonObject:
    return {"id": refund.id, "number": refund.number, "state": refund.state, "fen": refund.fen, "case": refund.case_id}
