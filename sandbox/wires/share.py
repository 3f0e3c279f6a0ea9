"""The data-sharing platform: what other departments know of a person, asked for one purpose, field by field.

Five registers answer `query`; the population register also says whether a name and an ID number agree. A name that
does not go with the number is no record, so that nobody can try names out.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..demo import SHARE_APP, SHARE_SECRET
from ..faults import Fault
from ..kinds import Json, JsonObject, as_object, text_of
from ..people import Person
from ..portraits import portrait
from ..signed import BAD_REQUEST, NO_RECORD, NOT_GRANTED, OK, SEVERAL_RECORDS, Refused, check
from ..spoilt import reply, spoil
from ..world import World

GRANTED: Mapping[str, frozenset[str]] = {
    "population": frozenset({"is_local", "region", "address", "alive"}),
    "household": frozenset({"is_member", "number", "head", "address"}),
    "licences": frozenset({"id_card", "id_card.photo", "residence_permit"}),
    "birth": frozenset({"is_recorded", "born_on", "sex", "hospital", "mother"}),
    "marriage": frozenset({"is_married", "spouse_name", "registered_on"}),
}
COPY_AGE = timedelta(days=1)  # the platform's copies are a night old
STALE = timedelta(days=400)


def routes(world: World) -> list[BaseRoute]:
    found: list[BaseRoute] = [
        Route(f"/share/{name}/v1/query", _served(world, name, partial(_query, name)), methods=["POST"])
        for name in GRANTED
    ]
    return [*found, Route("/share/population/v1/agree", _served(world, "population", _agree), methods=["POST"])]


Answering = Callable[[World, JsonObject, Fault | None], Awaitable[JsonObject]]


def _served(world: World, target: str, answering: Answering) -> Callable[[Request], Awaitable[Response]]:
    async def call(request: Request) -> Response:
        try:
            asked = await check(world, request, SHARE_APP, SHARE_SECRET)
            fault = await world.faults.take(target)
            if spoilt := await spoil(world, fault):
                return spoilt
            answer = await answering(world, asked, fault)
        except Refused as refused:
            return reply({"code": refused.code, "message": refused.message, "data": None}, refused.status)
        forged = fault is not None and fault.kind == "forged"
        return reply(
            {"code": OK, "message": "", "request_id": "forged" if forged else asked.get("request_id"), **answer}
        )

    return call


async def _query(register: str, world: World, asked: JsonObject, fault: Fault | None) -> JsonObject:
    fields = asked.get("fields")
    if not isinstance(fields, list) or not fields or not text_of(asked.get("purpose")):
        raise Refused(BAD_REQUEST, "fields and purpose are needed")
    names = [text_of(field) for field in fields]
    if strange := sorted(name for name in names if name not in GRANTED[register]):
        raise Refused(NOT_GRANTED, f"not granted: {', '.join(strange)}")
    if fault and fault.kind == "duplicate":
        raise Refused(SEVERAL_RECORDS, "more than one record")
    person = _named(world, asked)
    if person.is_slow:
        await world.hold(world.pace.slow)
    if fault and fault.kind == "forged":  # an answer to a question nobody asked, about somebody else
        person = next(other for other in world.people.all if other.id != person.id and _is_held(register, other))
    held = await _held(register, world, person, names)
    if held is None:
        raise Refused(NO_RECORD, "no record")
    age = STALE if fault and fault.kind == "late" else COPY_AGE
    return {"data": held, "as_of": (world.clock.today() - age).isoformat()}


def _named(world: World, asked: JsonObject) -> Person:
    subject = as_object(asked.get("subject"))
    person = world.people.numbered(text_of(subject.get("id_number")))
    if person is None or person.name != text_of(subject.get("name")):
        raise Refused(NO_RECORD, "no record")
    return person


def _is_held(register: str, person: Person) -> bool:
    return register == "licences" or person.record(register) is not None


async def _held(register: str, world: World, person: Person, names: list[str]) -> JsonObject | None:
    if register == "licences":
        return await _licences(world, person, names)
    record = _birth(world, person) if register == "birth" else person.record(register)
    return record and {name: record.get(name) for name in names}


def _birth(world: World, person: Person) -> JsonObject | None:
    """What the maternity ward wrote down of this person's child; the day counts back from the start of the demo."""
    record = person.record("birth")
    if record is None:
        return None
    born_on = world.people.began - timedelta(days=int(str(record["days_ago"])))
    return {"is_recorded": True, **record, "born_on": born_on.isoformat()}


async def _licences(world: World, person: Person, names: list[str]) -> JsonObject:
    held: JsonObject = {}
    if "id_card" in names:
        held["id_card"] = {**_id_card(world, person), "photo": await _photo(person)}
    elif "id_card.photo" in names:
        held["id_card"] = {"photo": await _photo(person)}
    if "residence_permit" in names and not person.told.get("permit_untold"):
        held["residence_permit"] = _permit(world, person)
    return held


async def _photo(person: Person) -> Json:
    """The portrait as base64 PNG; None for who has none on file."""
    return await run_in_threadpool(portrait, person) if person.told.get("photo") else None


def _id_card(world: World, person: Person) -> JsonObject:
    """Cards of who was under 26 when they got theirs end after 10 years, under 46 after 20; the others never do
    (`valid_until` null, `long_term`; 居民身份证法 art. 5).
    """
    years = person.told["card_years"]
    since = world.people.began - timedelta(days=int(str(person.told.get("card_days", 1000))))
    until = since.replace(year=since.year + years, day=min(since.day, 28)) if isinstance(years, int) else None
    masked = person.id_number[:6] + "********" + person.id_number[14:]
    return {
        "number_masked": masked,
        "valid_from": since.isoformat(),
        "valid_until": until.isoformat() if until else None,
        "long_term": until is None,
    }


def _permit(world: World, person: Person) -> Json:
    permit = person.record("residence_permit")
    if permit is None:
        return None
    since = world.people.began - timedelta(days=int(str(permit["since_days"])))
    until = world.people.began + timedelta(days=int(str(permit["valid_days"])))
    return {
        "number": permit["number"],
        "address": permit["address"],
        "valid_from": since.isoformat(),
        "valid_until": until.isoformat(),
    }


async def _agree(world: World, asked: JsonObject, fault: Fault | None) -> JsonObject:
    person = world.people.numbered(text_of(asked.get("id_number")))
    result = "no_record" if person is None else "agree" if person.name == text_of(asked.get("name")) else "differ"
    return {"data": {"result": result if fault is None or fault.kind != "forged" else "agree"}}
