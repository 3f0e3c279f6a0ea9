"""A refusal as HTTP says it: RFC 9457 problem details, in the asker's language. Here codes meet statuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from api.words import chosen, spoken
from core.json import Json, encode
from core.refusals import (
    Conflict,
    Defect,
    Invalid,
    NotAllowed,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[Refusal], int] = {
    Unauthenticated: 401,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    Unavailable: 503,
}
_OURS = frozenset({"type", "title", "status", "code", "detail", "errors", "trace_id", "retry_after"})


class TooLarge(Refusal):
    """More than we read. `limit` is in bytes."""


class Changed(Refusal):
    """What `If-Match` named is not the present one any more."""


@dataclass(frozen=True)
class Problem:
    """Everything an error answer says. `values` ride along as members of their own (`needed`, `how`, `version` ...)."""

    status: int
    code: str
    title: str
    detail: str
    trace_id: str
    errors: tuple[Mapping[str, Json], ...] = ()
    retry_after: int | None = None
    values: Mapping[str, Json] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Json]:
        told: dict[str, Json] = {
            "type": f"urn:zhangban:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "errors": list(self.errors),
            "trace_id": self.trace_id,
        }
        if self.retry_after is not None:
            told["retry_after"] = self.retry_after
        return told | {name: value for name, value in self.values.items() if name not in _OURS}

    def answer(self) -> Response:
        headers = {"Cache-Control": "no-store", **self.headers}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return Response(encode(self.as_json()), self.status, headers, MEDIA_TYPE)


def status_of(refusal: Refusal) -> int:
    if isinstance(refusal, TooLarge):
        return 413
    if isinstance(refusal, Changed):
        return 412
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 409)


def of_refusal(refusal: Refusal, request: Request) -> Problem:
    """`refusal` in the words of whoever asked."""
    words = spoken(chosen(request.headers.get("accept-language", "")))
    said = words.refusal(refusal.code, refusal.values)
    defects: tuple[Defect, ...] = refusal.defects if isinstance(refusal, Invalid) else ()
    return Problem(
        status=status_of(refusal),
        code=refusal.code,
        title=said.title,
        detail=said.detail,
        trace_id=trace_of(request),
        errors=tuple(
            {"field": one.field, "code": one.code, "message": words.defect(one.code, one.values)} for one in defects
        ),
        retry_after=refusal.retry_after if isinstance(refusal, TooMany | Unavailable) else None,
        values=refusal.values,
    )


def of_status(status: int, code: str, request: Request, headers: Mapping[str, str] | None = None) -> Problem:
    """A problem of HTTP itself: no such path, no such method, a fault of ours."""
    said = spoken(chosen(request.headers.get("accept-language", ""))).refusal(code, {})
    return Problem(status, code, said.title, said.detail, trace_of(request), headers=dict(headers or {}))


def trace_of(request: Request) -> str:
    return str(request.scope.get("trace_id", ""))
