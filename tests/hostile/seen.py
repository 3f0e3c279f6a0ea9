"""What an answer to an attack may look like: refused in our one shape, never a fault, never telling of the inside."""

import re
from typing import Any

import httpx

INSIDE = re.compile(r"Traceback|File \"/|\.py\b|asyncpg|sqlite|pydantic|SELECT |UndefinedError|starlette")
SHAPE = {"type", "title", "status", "code", "detail", "errors", "trace_id"}


def is_no_fault(answer: httpx.Response, *expected: int) -> None:
    """Answered, one way or another (a 503 only where it is expected), and nothing of our inside is shown."""
    where = f"{answer.request.method} {answer.request.url}"
    assert answer.status_code < 500 or answer.status_code in expected, f"{where}: {answer.text[:300]}"
    if answer.status_code >= 400:
        assert not INSIDE.search(answer.text), f"{where}: {answer.text[:300]}"


def problem(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    """Refused in our one shape, with one of `statuses`."""
    is_no_fault(answer, *statuses)
    where = f"{answer.request.method} {answer.request.url}: {answer.text[:300]}"
    assert answer.status_code in statuses, f"{answer.status_code} {where}"
    assert answer.headers["content-type"] == "application/problem+json", where
    told: dict[str, Any] = answer.json()
    assert told.keys() >= SHAPE, where
    assert told["status"] == answer.status_code
    assert re.fullmatch(r"[a-z][a-z0-9_]*", told["code"]), where
    assert told["trace_id"] == answer.headers["x-trace-id"]
    assert all(one.keys() == {"field", "code", "message"} and one["message"] for one in told["errors"]), where
    return told
