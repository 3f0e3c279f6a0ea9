"""How a payment looks to who made it. Whoever looks at an open one has it asked after."""

from dataclasses import dataclass

from core.citizens import Caller
from core.orders import OrderView, of_payment
from core.refusals import NotFound
from core.time import rfc3339
from payments.asking import ask_now
from payments.payment import by_id


@dataclass(frozen=True)
class PaymentView:
    """`state`: opened, paid, closed, failed. `fen` is integer fen, `expires_at` RFC 3339."""

    id: str
    number: str
    provider: str
    state: str
    fen: int
    expires_at: str
    orders: tuple[OrderView, ...]


async def look(caller: Caller, payment_id: str) -> PaymentView:
    """The provider is asked while the payment is open; one that does not answer leaves it open.

    Raises: NotFound `payment_unknown`.
    """
    payment = await by_id(payment_id)
    if payment.citizen_id != caller.citizen_id:
        raise NotFound("payment_unknown")
    if payment.state == "opened":
        await ask_now(payment)
        payment = await by_id(payment_id)
    return PaymentView(
        payment.id,
        payment.number,
        payment.provider,
        payment.state,
        payment.fen,
        rfc3339(payment.expires_at),
        await of_payment(payment.id),
    )
