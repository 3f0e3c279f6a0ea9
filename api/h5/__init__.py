"""The H5 face: pages for people, drawn on the server. They call core's use-cases; no rule is here."""

from fastapi import FastAPI


def mount(app: FastAPI) -> None:
    """Put the pages on `app`, and let its refusals be drawn as pages where a person looks."""
    from api.h5.drawing import drawing  # here, so that the drawing alone can be used without the whole house
    from api.h5.pages import draw_problem
    from api.h5.routes import router

    drawing()  # a look, a word file or a template that is broken stops the start, not the first visitor
    app.include_router(router)
    app.state.draw_problem = draw_problem
