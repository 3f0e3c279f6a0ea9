"""The desk's routes, one file per noun, and the static files they lean on."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.desk.drawing import desk_drawing
from api.desk.routes import access, approvals, batch, case, counter, moving, queue, signing, supervision
from api.marks import may_call

NOUNS = (signing, queue, batch, case, moving, counter, approvals, supervision, access)
router = APIRouter(include_in_schema=False)
for _noun in NOUNS:
    router.include_router(_noun.router)


@router.get("/desk/static/{name}")
@may_call("anyone")
async def static(name: str, request: Request) -> Response:
    """Style sheet and script: named by their content, kept for a year."""
    return desk_drawing().assets.answer(request)
