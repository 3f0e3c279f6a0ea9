"""How a person wants the pages: elder flow, text size, language. Kept with their visit."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.drawing import drawing
from api.h5.pages import own_path, page, to, typed, voice_of
from api.h5.words import LANGUAGES
from api.marks import may_call
from api.visits import Form, Visitor

router = APIRouter()


@router.get("/settings")
async def show(request: Request, visit: Visitor) -> Response:
    names = voice_of(request, visit).words.list("settings.sizes")
    return page(request, visit, "settings", choices_of_size={str(step): name for step, name in enumerate(names)})


@router.post("/settings")
async def save(request: Request, visit: Visitor, form: Form) -> Response:
    language, size = typed(form, "language"), typed(form, "size")
    sizes = len(drawing().look.elder_sizes)
    await visit.remember(
        {
            "elder": True if typed(form, "elder") else None,
            "size": int(size) if size.isascii() and size.isdigit() and int(size) < sizes else None,
            "language": language if language in LANGUAGES else None,
        }
    )
    return to("/settings" if typed(form, "elder") and not size else "/")


@router.get("/settings/face")
@may_call("anyone")
async def before_switch() -> Response:
    return to("/settings")


@router.post("/settings/face")
async def switch(visit: Visitor, form: Form) -> Response:
    """One tap at the top of every page, and back to the page it was tapped on."""
    await visit.remember({"elder": True if typed(form, "elder") else None})
    return to(own_path(form.get("back")))
