"""A payment provider's line: signed JSON both ways. Opens, asks, closes and gives back; reads what it calls us for.

An answer that is not signed by the provider, or does not answer the very question asked, is no answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import SecretStr

from core.ids import new_id
from core.json import JsonObject, decode, encode
from core.refusals import Unavailable
from vendors import http
from vendors.signed import is_signed, signed

OK, NO_SUCH, BUSY = "0000", "1001", "3001"


class Refused(Exception):
    """The provider answered and said no. `code` is its own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoSuch(Refused):
    """The provider does not know that number."""


class NotTheirs(ValueError):
    """What came is not what the provider sends: no signature of its, an old one, or no sense in it."""


@dataclass(frozen=True)
class Line:
    """`timeout` in seconds."""

    name: str
    address: str
    merchant: str
    secret: SecretStr
    timeout: float


@dataclass(frozen=True)
class Paying:
    """What the provider says of a payment. `state`: open, paid, closed. `fen`: what was paid, or is asked for.

    How an open one is paid: at `url`, or in a mini-program by the platform's own call, which takes `mini`.
    """

    number: str
    state: str
    fen: int
    transaction_id: str
    url: str = ""
    mini: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class GivingBack:
    """What the provider says of a refund. `state`: accepted, done, failed."""

    number: str
    state: str
    fen: int
    vendor_ref: str


Told = TypeVar("Told", Paying, GivingBack)


async def act_on_payment(line: Line, act: str, number: str, asked: JsonObject | None = None) -> Paying:
    """`act`: open, ask, close. Raises: Unavailable (it may have happened all the same), NoSuch, Refused."""
    return await _act(line, act, number, asked, _paying)


async def act_on_refund(line: Line, act: str, number: str, asked: JsonObject | None = None) -> GivingBack:
    """`act`: refund, ask_refund. Raises: Unavailable (it may have happened all the same), NoSuch, Refused."""
    return await _act(line, act, number, asked, _giving_back)


async def _act(line: Line, act: str, number: str, asked: JsonObject | None, read: Callable[[JsonObject], Told]) -> Told:
    """What the provider says of the very number it was asked about, as `read` understands it."""
    data = await _ask(line, act, number, {"number": number, **(asked or {})})
    try:
        told = read(data)
    except NotTheirs:
        raise Unavailable("vendor_answer_garbled", line=line.name) from None
    if told.number != number:
        raise Unavailable("vendor_answer_forged", line=line.name)
    return told


def read_payment(line: Line, headers: Mapping[str, str], body: bytes) -> Paying:
    """A call of the provider's about a payment. `headers` by lower case names. Raises: NotTheirs."""
    return _paying(_called(line, headers, body))


def read_refund(line: Line, headers: Mapping[str, str], body: bytes) -> GivingBack:
    """A call of the provider's about a refund. Raises: NotTheirs."""
    return _giving_back(_called(line, headers, body))


def _called(line: Line, headers: Mapping[str, str], body: bytes) -> JsonObject:
    if not is_signed(line.merchant, line.secret, headers, body):
        raise NotTheirs("signature")
    try:
        told = decode(body)
    except ValueError:
        raise NotTheirs("not JSON") from None
    if not isinstance(told, Mapping):
        raise NotTheirs("no object")
    return told


async def _ask(line: Line, act: str, number: str, asked: JsonObject) -> JsonObject:
    request_id = new_id()
    body = encode({"request_id": request_id, **asked})
    headers = signed(line.merchant, line.secret, body)
    url = f"{line.address.rstrip('/')}/v1/{act}"
    answer = await http.send(http.Call(line.name, act, number, url, line.timeout, headers=headers, content=body))
    return _understood(line, answer, request_id)


def _understood(line: Line, answer: http.Answer, request_id: str) -> JsonObject:
    if answer.status >= 500:
        raise Unavailable("vendor_busy", line=line.name)
    try:
        told = answer.json()
    except ValueError:
        told = None
    code = told.get("code") if isinstance(told, Mapping) else None
    if not isinstance(told, Mapping) or not isinstance(code, str):
        raise Unavailable("vendor_answer_garbled", line=line.name)
    if not is_signed(line.merchant, line.secret, answer.headers, answer.body):
        raise Unavailable("vendor_answer_forged", line=line.name)
    if code in (OK, NO_SUCH) and told.get("request_id") != request_id:  # an answer to a question nobody asked
        raise Unavailable("vendor_answer_forged", line=line.name)
    if code == BUSY:
        raise Unavailable("vendor_busy", line=line.name)
    if code != OK:
        raise (NoSuch if code == NO_SUCH else Refused)(code[:16])
    data = told.get("data")
    return data if isinstance(data, Mapping) else {}


def _paying(data: JsonObject) -> Paying:
    number, state, fen, proof = (data.get(name) for name in ("number", "state", "fen", "transaction_id"))
    sound = isinstance(number, str) and state in ("open", "paid", "closed") and _whole(fen) and isinstance(proof, str)
    if data.get("kind") != "payment" or not sound or (state == "paid" and not proof):
        raise NotTheirs("payment")
    url, mini = data.get("url"), data.get("mini")
    ways = (url if isinstance(url, str) else "", mini if isinstance(mini, Mapping) else {})
    return Paying(str(number), str(state), int(str(fen)), str(proof), *ways)


def _giving_back(data: JsonObject) -> GivingBack:
    number, state, fen, ref = (data.get(name) for name in ("number", "state", "fen", "vendor_ref"))
    sound = isinstance(number, str) and state in ("accepted", "done", "failed") and _whole(fen)
    if data.get("kind") != "refund" or not sound or not isinstance(ref, str):
        raise NotTheirs("refund")
    return GivingBack(str(number), str(state), int(str(fen)), ref)


def _whole(fen: object) -> bool:
    return isinstance(fen, int) and not isinstance(fen, bool) and fen >= 0
