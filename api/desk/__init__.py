"""The officers' desk: pages under /desk, drawn on the server. They call core's use-cases; no rule is here."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from api.problems import Problem


def mount(app: FastAPI) -> None:
    """Put the desk on `app`, after the citizens' pages: refusals under /desk are drawn as pages of the desk."""
    from api.desk.drawing import desk_drawing  # here, so that the drawing alone can be used without the whole house
    from api.desk.pages import draw_problem
    from api.desk.routes import router

    desk_drawing()  # a word file or a template that is broken stops the start, not the first officer
    app.include_router(router)
    elsewhere: Callable[[Request, Problem], Awaitable[Response]] = app.state.draw_problem

    async def draw(request: Request, problem: Problem) -> Response:
        at_desk = request.url.path == "/desk" or request.url.path.startswith("/desk/")
        return await (draw_problem if at_desk else elsewhere)(request, problem)

    app.state.draw_problem = draw
