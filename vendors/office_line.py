"""The line to a department's own system: signed JSON both ways, as the data-sharing platform signs.

What comes back belongs to the very case that was asked about and has the shape it should have, or it is not believed.
Errors carry codes; what an office says of a case never gets into one.
"""

from collections.abc import Mapping

from core.json import Json, JsonObject, encode
from core.refusals import Unavailable
from vendors import http
from vendors.share import Line
from vendors.signed import is_signed, signed

__all__ = ["OK", "Forged", "Garbled", "Later", "Line", "Refused", "call", "read"]

OK, LATER, BUSY = "0000", "3002", "3001"
LONGEST_WAIT_S, USUAL_WAIT_S = 86_400, 60  # the usual one where the office names none
LONGEST_SAYING = 500  # characters


class Refused(Exception):
    """The office will not take this case: `code` is its own, `says` its words for an officer."""

    def __init__(self, line: str, code: str, says: str) -> None:
        super().__init__(f"{line} {code}")
        self.code, self.says = code, says


class Later(Exception):
    """The office asks to come back in `retry_after` seconds."""

    def __init__(self, line: str, retry_after: int) -> None:
        super().__init__(f"{line} {retry_after}")
        self.retry_after = retry_after


class Forged(Exception):
    """A callback that whoever shares our secret did not sign, or not just now."""


class Garbled(ValueError):
    """A callback that is signed well and says nothing that could be understood."""


async def call(line: Line, path: str, reference: str, asked: JsonObject) -> JsonObject:
    """The answer about the case that is known here as `reference`; the same call again changes nothing over there.

    Raises: Unavailable (it may have happened all the same); Later; Refused.
    """
    body = encode({**asked, "reference": reference})
    url = f"{line.address.rstrip('/')}/{path}"
    headers = signed(line.app, line.secret, body)
    answer = await http.send(http.Call(line.name, path, reference, url, line.timeout, headers=headers, content=body))
    told = _object(line, answer)
    code = told.get("code")
    if code == LATER:
        raise Later(line.name, _seconds(told.get("retry_after")))
    if answer.status >= 500 or code == BUSY:
        raise Unavailable("vendor_busy", line=line.name)
    if not isinstance(code, str):
        raise Unavailable("vendor_answer_garbled", line=line.name)
    if code != OK:
        raise Refused(line.name, code[:16], str(told.get("message") or "")[:LONGEST_SAYING])
    if told.get("reference") != reference:  # an answer about a case nobody asked about
        raise Unavailable("vendor_answer_forged", line=line.name)
    return told


def read(line: Line, headers: Mapping[str, str], body: bytes) -> JsonObject:
    """What the office calls us about. `headers` in lower case. Raises: Forged; Garbled."""
    if not is_signed(line.app, line.secret, headers, body):
        raise Forged
    try:
        told = http.Answer(200, {}, body).json()
    except ValueError:
        raise Garbled from None
    if not isinstance(told, Mapping):
        raise Garbled
    return told


def _object(line: Line, answer: http.Answer) -> JsonObject:
    try:
        told = answer.json()
    except ValueError:
        told = None
    if not isinstance(told, Mapping):
        raise Unavailable("vendor_answer_garbled", line=line.name)
    return told


def _seconds(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return USUAL_WAIT_S
    return min(max(value, 1), LONGEST_WAIT_S)
