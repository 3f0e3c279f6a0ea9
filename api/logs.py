"""What the house writes down for its operator: JSON lines with codes, ids, times. Never a name, a number, a text."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from pathlib import Path

import orjson
import sentry_sdk
import structlog
from sentry_sdk.types import Event, Hint

trace: ContextVar[str] = ContextVar("trace", default="")
HOME = f"{Path(__file__).resolve().parents[1]}/"
_DIGITS = re.compile(r"\d{5,}[\dXx]?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_QUOTED_QUERY = re.compile(r"\?\S+")
_LOUD = (
    "uvicorn.access",
    "httpx",
    "httpcore",
    "tortoise",
    "fakeredis",
    "multipart",
    "python_multipart",
    "PIL",
    "aiosqlite",
    "asyncio",
)
_ID = re.compile(r"^[0-9a-z_.:-]*$")
Fields = MutableMapping[str, object]


def scrubbed(text: str) -> str:
    """`text` without what could be a person's: digits in a row, Chinese words, query strings."""
    return _HAN.sub("…", _DIGITS.sub("#", _QUOTED_QUERY.sub("?…", text)))


def where(error: BaseException) -> list[str]:
    """The way to a fault, without the values on it: file, line, function, innermost last; then what caused it."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    lines = [
        f"{frame.filename.rpartition('site-packages/')[2].removeprefix(HOME)}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    return [*lines, f"caused by {type(error.__cause__).__name__}"] if error.__cause__ else lines


def set_up(level: str) -> None:
    """Everything logged anywhere in the process, ours or a library's, leaves as one scrubbed JSON line on stderr."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
        ],
        processors=[
            _without_faces,
            structlog.processors.TimeStamper("iso", utc=True),
            _traced,
            structlog.processors.JSONRenderer(_as_line),
        ],
    )
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [stream]
    root.setLevel(level.upper())
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(wrapper_class=structlog.stdlib.BoundLogger, logger_factory=structlog.stdlib.LoggerFactory())


def _as_line(fields: object, default: object = None) -> str:
    return orjson.dumps(fields, default=str).decode()


def _traced(_logger: object, _method: str, fields: Fields) -> Fields:
    if (trace_id := trace.get()) and "trace" not in fields:
        fields["trace"] = trace_id
    return fields


def _without_faces(_logger: object, _method: str, fields: Fields) -> Fields:
    """Drop the record and any exception's text, and scrub what is left: a library may quote what a person wrote."""
    record = fields.pop("_record", None)
    fields.pop("_from_structlog", None)
    fields.pop("exc_info", None)
    fields.pop("color_message", None)  # uvicorn says everything twice
    if isinstance(record, logging.LogRecord) and record.exc_info and record.exc_info[1]:
        fields["error"], fields["at"] = type(record.exc_info[1]).__name__, where(record.exc_info[1])
    for name, value in fields.items():
        if isinstance(value, str) and not _ID.match(value):
            fields[name] = scrubbed(value)
    return fields


def report_to(dsn: str | None) -> None:
    """Sentry, without its framework integrations (they cost three times the request) and without variables' values."""
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        auto_enabling_integrations=False,
        default_integrations=False,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        before_send=_before_send,
    )


def _before_send(event: Event, _hint: Hint) -> Event | None:
    for fault in event.get("exception", {}).get("values", []):
        fault["value"] = scrubbed(str(fault.get("value", "")))
    for part in ("request", "user", "breadcrumbs", "server_name", "logentry"):
        event.pop(part, None)  # type: ignore[misc]  # the keys of a TypedDict, taken out by name
    return event
