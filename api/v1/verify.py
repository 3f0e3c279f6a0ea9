"""What anyone may check without an account: a licence shown to them, a notice they hold, a text said to be ours."""

from fastapi import Request
from starlette.responses import Response

from api.answers import answer
from api.auth import Open
from api.idempotency import OnceOnly
from api.limits import PUBLIC_CHECK
from api.parts import address_of, parts, stranger
from api.request import V1, Router
from api.v1.bodies import Code
from core import documents
from notifications.real import is_this_real

router = Router(prefix=V1, tags=["checking"])


@router.get("/verify/{code}")
async def verify(code: str, request: Request, _: Open) -> Response:
    """By the code that is being shown (it lives 60 seconds), a licence's identifier, or the code on a notice."""
    await parts(request).limits.take(PUBLIC_CHECK, address_of(request))
    return answer(await documents.checked(code))


@router.post("/is_this_real")
async def real(body: Code, request: Request, _: Open, once: OnceOnly) -> Response:
    """Whether a text came from us, by the short code it carries; what it was about, never whose it was."""
    await parts(request).limits.take(PUBLIC_CHECK, address_of(request))

    async def work() -> object:
        return await is_this_real(body.code)

    return await once(stranger(request), work)
