"""What use-cases give becomes an answer: JSON bytes, once, by the one encoder; or a paper to save or print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.responses import Response

from core.json import encode

JSON, PDF = "application/json", "application/pdf"
PRIVATE = "private, no-store"


@dataclass(frozen=True)
class Answer:
    """An answer as bytes, so that it can be kept and given again as it was."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        return Response(self.body, self.status, {"Cache-Control": PRIVATE, **self.headers}, JSON)


def answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """`value` (a frozen dataclass, a mapping) as JSON that nobody on the way may keep: it is about a person."""
    return Answer(status, encode(value), headers or {}).response()


def paper(title: str, pdf: bytes) -> Response:
    """A licence or a notice as a PDF named after its `title` (RFC 6266): shown at once, kept by nobody on the way."""
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(title)}.pdf", "Cache-Control": PRIVATE}
    return Response(pdf, 200, headers, PDF)
