"""The city's data-sharing platform, as registries and the operator are reached over it: signed JSON.

What comes back has the shape it should have and answers the very question asked, or it is Unavailable. Names and
numbers are never in an address or an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from pydantic import SecretStr

from core.ids import new_id
from core.json import JsonObject, encode
from core.ports import Verdict
from core.refusals import Unavailable
from core.secret import IdNumber, Name, Phone
from vendors import http
from vendors.signed import signed

FOUND, NO_RECORD = "0000", "1001"
VERDICTS = ("agree", "differ", "no_record")


class Refused(Exception):
    """The platform will not tell us: a signature, a clock or a grant is wrong. `code` is its own; look into it."""

    def __init__(self, line: str, code: str) -> None:
        super().__init__(f"{line} {code}")
        self.code = code


@dataclass(frozen=True)
class Line:
    """One line to one keeper of records. `name` is what the fuse and the metrics call it, `timeout` in seconds."""

    name: str
    address: str
    app: str
    secret: SecretStr
    timeout: float


@dataclass(frozen=True)
class Record:
    """What a register holds of a person, as of a day."""

    data: JsonObject
    as_of: date


async def query(line: Line, name: Name, id_number: IdNumber, fields: Sequence[str], purpose: str) -> Record | None:
    """What the register says of this person in these fields; None: it has no record. Raises: Unavailable, Refused."""
    subject: JsonObject = {"name": name.reveal(), "id_number": id_number.reveal()}
    told = await _ask(line, "v1/query", purpose, {"purpose": purpose, "subject": subject, "fields": list(fields)})
    if told is None:
        return None
    data, as_of = told.get("data"), told.get("as_of")
    try:
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else None
    except ValueError:
        day = None
    if not isinstance(data, Mapping) or not data or day is None:
        raise Unavailable("vendor_answer_garbled", line=line.name)
    return Record(data, day)


async def agree(line: Line, path: str, name: Name, id_number: IdNumber, phone: Phone | None = None) -> Verdict:
    """Whether these belong together, as `path` of this keeper sees it. Raises: Unavailable, Refused."""
    asked: JsonObject = {"name": name.reveal(), "id_number": id_number.reveal()}
    if phone is not None:
        asked = {**asked, "phone": phone.reveal()}
    told = await _ask(line, path, "verify", asked)
    if told is None:
        return "no_record"
    data = told.get("data")
    result = data.get("result") if isinstance(data, Mapping) else None
    if result not in VERDICTS:
        raise Unavailable("vendor_answer_garbled", line=line.name)
    return cast(Verdict, result)


async def _ask(line: Line, path: str, purpose: str, asked: JsonObject) -> JsonObject | None:
    """The whole answer to this very question, or None for no record."""
    request_id = new_id()
    body = encode({"request_id": request_id, **asked})
    headers = signed(line.app, line.secret, body)
    url = f"{line.address.rstrip('/')}/{path}"
    answer = await http.send(
        http.Call(line.name, purpose, request_id, url, line.timeout, headers=headers, content=body)
    )
    if answer.status >= 500:
        raise Unavailable("vendor_busy", line=line.name)
    told = _understood(line, answer)
    if told is not None and told.get("request_id") != request_id:  # an answer to a question nobody asked
        raise Unavailable("vendor_answer_forged", line=line.name)
    return told


def _understood(line: Line, answer: http.Answer) -> JsonObject | None:
    try:
        told = answer.json()
    except ValueError:
        told = None
    code = told.get("code") if isinstance(told, Mapping) else None
    if not isinstance(told, Mapping) or not isinstance(code, str):
        raise Unavailable("vendor_answer_garbled", line=line.name)
    if code == NO_RECORD:
        return None
    if code != FOUND:
        raise Refused(line.name, code[:16])
    return told
