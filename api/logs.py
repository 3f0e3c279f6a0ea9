"""What the house writes down for its operator: JSON lines with codes, ids, times. Never a name, a number, a text."""

import logging
import re
import sys
import traceback
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO

import orjson
import structlog

from core.json import encode
from core.time import now_ms, utc

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
_lines: TextIO | None = None  # where requests are noted, if they are
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


def set_up(level: str, to: TextIO | None = None) -> None:
    """Everything logged anywhere in the process, ours or a library's, leaves as one scrubbed JSON line on stderr."""
    logging.raiseExceptions = False  # else a log line that fails is printed whole, with everything in it
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
    stream = logging.StreamHandler(to or sys.stderr)
    stream.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [stream]
    root.setLevel(level.upper())
    global _lines
    _lines = (to or sys.stderr) if root.isEnabledFor(logging.INFO) else None
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(wrapper_class=structlog.stdlib.BoundLogger, logger_factory=structlog.stdlib.LoggerFactory())


def request_line(**fields: str | int | float) -> None:
    """One line for one request. It holds patterns and numbers only, so it needs no scrubbing: a tenth of the cost."""
    if _lines is not None:
        at = utc(now_ms()).isoformat(timespec="milliseconds")
        with suppress(OSError, ValueError):  # whoever read the lines has gone: requests are answered all the same
            _lines.write(f"{encode({'event': 'request', **fields, 'trace': trace.get(), 'timestamp': at}).decode()}\n")


def _as_line(fields: object, default: object = None) -> str:
    return orjson.dumps(fields, default=str).decode()


def _traced(_logger: object, _method: str, fields: Fields) -> Fields:
    if (trace_id := trace.get()) and "trace" not in fields:
        fields["trace"] = trace_id
    return fields


def _without_faces(_logger: object, _method: str, fields: Fields) -> Fields:
    """Drop the record and any exception's text, and scrub what is left: a library may quote what a person wrote."""
    for name in ("_record", "_from_structlog", "color_message"):  # the last one: uvicorn says everything twice
        fields.pop(name, None)
    told = fields.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        fields["error"], fields["at"] = type(error).__name__, where(error)
    for name, value in fields.items():
        if isinstance(value, str) and not _ID.match(value):
            fields[name] = scrubbed(value)
    return fields


_reporter: Callable[[BaseException, str], None] | None = None


def report_to(dsn: str | None) -> None:
    """Sentry, without its framework integrations (they cost three times the request) and without variables' values."""
    global _reporter
    if dsn:
        from api.sentry import reporter  # a third of a second that a house without Sentry does not spend

        _reporter = reporter(dsn)


def report(error: BaseException, trace_id: str) -> None:
    """Tell Sentry of a fault of ours, if there is one to tell. An expected refusal never comes here."""
    if _reporter:
        _reporter(error, trace_id)
