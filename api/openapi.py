"""The API described by itself at `/openapi.json`, in our terms: who may call, one error shape, idempotency keys."""

from typing import cast

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.marks import served
from core.json import Json, JsonObject

VERSION = "1.0.0"
_PROBLEM: JsonObject = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "errors", "trace_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable; `title`, `detail` and `message` are for people"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
            },
        },
        "trace_id": {"type": "string"},
        "retry_after": {"type": "integer"},
        "version": {"type": "integer"},
    },
}
_REFUSED: JsonObject = {
    "description": "Refused: RFC 9457 problem details",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_KEY: JsonObject = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 160},
    "description": "the same key and body: the same answer, done once; the same key and another body: 409",
}


def install(app: FastAPI) -> None:
    """Describe `app`, once, when it is first asked for."""

    def described() -> dict[str, object]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    vars(app)["openapi"] = described


def _described(app: FastAPI) -> dict[str, object]:
    schema = get_openapi(title=app.title, version=VERSION, description=app.description, routes=app.routes)
    parts = schema.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = _PROBLEM
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    who = {(route.path, method): route.who for route in served(app) for method in route.methods}
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            _finish(call, path, method, who.get((path, method.upper()), frozenset()))
    return cast(dict[str, object], schema)


def _finish(call: dict[str, object], path: str, method: str, who: frozenset[str]) -> None:
    responses = cast(dict[str, object], call["responses"])
    responses.pop("422", None)
    responses["default"] = _REFUSED
    call["x-who-may-call"] = sorted(who)
    if who & {"citizen", "staff"}:
        call["security"] = [{"token": []}]
    if method == "post" and path.startswith("/api/v1") and "/sessions" not in path:
        cast(list[Json], call.setdefault("parameters", [])).append(_KEY)
