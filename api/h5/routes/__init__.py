"""The pages' routes, one file per noun, and the static files they lean on."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.drawing import drawing
from api.h5.routes import (
    checking,
    confirming,
    correcting,
    guide,
    home,
    licences,
    mine,
    notices,
    paying,
    progress,
    reminding,
    sending,
    settings,
    sheet,
    signing,
)
from api.marks import may_call

NOUNS = (
    home,
    guide,
    reminding,
    signing,
    sheet,
    sending,
    progress,
    confirming,
    correcting,
    paying,
    notices,
    mine,
    licences,
    checking,
    settings,
)
router = APIRouter(include_in_schema=False)
for _noun in NOUNS:
    router.include_router(_noun.router)


@router.get("/favicon.ico")
@may_call("anyone")
async def icon() -> Response:
    """For browsers that ask without reading the page."""
    mark = drawing().assets.named["mark.svg"]
    return Response(mark.body, media_type=mark.media_type, headers={"Cache-Control": "public, max-age=86400"})


@router.get("/static/{name}")
@may_call("anyone")
async def static(name: str, request: Request) -> Response:
    """Style sheet, script, icons: named by their content, kept for a year."""
    return drawing().assets.answer(request)
