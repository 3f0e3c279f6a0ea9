"""Every page with its sample content, to look at: `uvicorn tests.h5.gallery:app`, then /gallery/home?elder&size=2."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.edge.seen import CSP
from api.h5.drawing import drawing
from api.h5.voice import Voice
from api.h5.words import words
from tests.h5.samples import PAGES


def sample(name: str, *, elder: bool = False, size: int = 0, language: str = "zh-CN", signed_in: bool = True) -> str:
    template, shown = PAGES[name]
    path = f"/gallery/{name}"
    voice = Voice(words(language), elder=elder, size=size, csrf="token", signed_in=signed_in, path=path)
    return drawing().draw(template, voice, **shown)


async def show(request: Request) -> Response:
    asked = request.query_params
    page = sample(
        request.path_params["name"],
        elder="elder" in asked,
        size=int(asked.get("size", "0")),
        language=asked.get("language", "zh-CN"),
        signed_in="visitor" not in asked,
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": CSP})


async def static(request: Request) -> Response:
    return drawing().assets.answer(request)


app = Starlette(routes=[Route("/gallery/{name}", show), Route("/static/{name}", static)])
