"""Every way a request can fail becomes one shape. A refusal is an answer; only accidents are reported."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.logs import report, where
from api.problems import Problem, of_refusal, of_status, trace_of
from core.refusals import Defect, Invalid, Refusal

log = logging.getLogger("api.errors")
LONGEST_FIELD = 200  # characters: a caller's own name for a field comes back, but not ten thousand of them

Draw = Callable[[Request, Problem], Awaitable[Response]]
"""Draws a problem as a page for people; the pages give it as `app.state.draw_problem`."""

_BY_STATUS = {
    400: "malformed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "media_type",
}
# pydantic's error types that mean one of our codes; any other one is `wrong`.
_BY_TYPE: Mapping[str, str] = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "json_invalid": "not_json",
    "string_type": "wrong_type",
    "int_type": "wrong_type",
    "int_parsing": "wrong_type",
    "bool_type": "wrong_type",
    "bool_parsing": "wrong_type",
    "dict_type": "wrong_type",
    "list_type": "wrong_type",
    "model_attributes_type": "wrong_type",
    "model_type": "wrong_type",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_many",
    "less_than_equal": "too_big",
    "greater_than_equal": "too_small",
    "literal_error": "not_one_of",
    "enum": "not_one_of",
}
_WORDS_FOR = {"max_length": "limit", "min_length": "limit", "le": "limit", "ge": "limit", "expected": "expected"}


def install(app: FastAPI) -> None:
    """Teach `app` our one error shape. Faults (`broken`) are caught further out, by api/edge/seen.py."""
    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, not_served)


async def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return await answered(request, of_refusal(error, request))


async def malformed(request: Request, error: Exception) -> Response:
    """Everything pydantic found, at once, in our shape."""
    assert isinstance(error, RequestValidationError)
    return await answered(request, of_refusal(Invalid(_defects(error.errors())), request))


async def not_served(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _BY_STATUS.get(error.status_code, "refused")
    return await answered(request, of_status(error.status_code, code, request, error.headers))


async def broken(request: Request, error: Exception) -> Response:
    """A fault of ours: told to the operator in full (without values), to the person in words and with a trace id."""
    log.error("fault", extra={"error": type(error).__name__, "at": where(error), "trace": trace_of(request)})
    report(error, trace_of(request))
    problem = of_status(500, "fault", request)
    try:
        return await answered(request, problem)
    except Exception as worse:  # noqa: BLE001  drawing the page may be what is broken; the shape for programs always holds
        log.error("fault_undrawn", extra={"error": type(worse).__name__, "at": where(worse)})
        return problem.answer()


async def answered(request: Request, problem: Problem) -> Response:
    """As a page where a person looks, as JSON where a program asks."""
    draw: Draw | None = getattr(request.app.state, "draw_problem", None)
    if draw is None or not wants_page(request):
        return problem.answer()
    page = await draw(request, problem)
    for name, value in problem.answer().headers.items():
        if name not in ("content-type", "content-length", "cache-control"):
            page.headers[name] = value
    return page


def wants_page(request: Request) -> bool:
    path = request.url.path
    return not path.startswith(
        ("/api/", "/callbacks/", "/metrics", "/healthz", "/readyz", "/openapi.json", "/schemas/", "/static/")
    )


def _defects(errors: Sequence[Mapping[str, object]]) -> list[Defect]:
    return [_defect(error) for error in errors]


def _defect(error: Mapping[str, object]) -> Defect:
    place = error.get("loc", ())
    parts = [str(part) for part in place] if isinstance(place, tuple | list) else []
    code = _BY_TYPE.get(str(error.get("type")), "wrong")
    context = error.get("ctx")
    values = (
        {ours: str(context[name]) for name, ours in _WORDS_FOR.items() if name in context}
        if isinstance(context, Mapping)
        else {}
    )
    if code == "not_json":
        return Defect("body", code)
    inside = parts[1:] if parts[:1] and parts[0] in ("body", "query", "path", "header") else parts
    return Defect(".".join(inside)[:LONGEST_FIELD] or "body", code, {**values})
