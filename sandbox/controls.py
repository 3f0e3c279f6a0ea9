"""What a tester or a README's curl asks of the sandbox itself: who lives here, what the phones got, what time it
is, what shall go wrong.
"""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .answering import LONGEST, text_the_city
from .faults import KINDS, MOST_TIMES, TARGETS, Order
from .kinds import Json, JsonObject, as_object, decode, text_of
from .people import staff
from .spoilt import reply
from .texts import mobile
from .world import World


class Wrong(Exception):
    """The question is not one the sandbox can answer; says which field, and what would do."""


def routes(world: World) -> list[BaseRoute]:
    controls = Controls(world)
    return [
        Route("/people", controls.people),
        Route("/staff", controls.staff),
        Route("/sms", controls.sms, methods=["GET", "POST"]),
        Route("/sms/repeats", controls.repeats),
        Route("/clock", controls.clock, methods=["GET", "POST"]),
        Route("/faults", controls.faults, methods=["GET", "POST"]),
    ]


class Controls:
    def __init__(self, world: World) -> None:
        self._world = world

    async def people(self, _request: Request) -> Response:
        today = self._world.clock.today()
        items: list[Json] = [
            {"id": one.id, "name": one.name, "id_number": one.id_number, "phone": one.phone, "says": one.says(today)}
            for one in self._world.people.all
        ]
        return reply({"items": items})

    async def staff(self, _request: Request) -> Response:
        return reply({"items": list[Json](staff())})

    async def sms(self, request: Request) -> Response:
        """GET: what landed on a phone, the newest first. POST: text the city from it."""
        try:
            if request.method == "POST":
                return await self._text(await body_of(request))
            phone = _phone(request.query_params.get("phone", ""), "phone")
        except Wrong as wrong:
            return refuse(wrong)
        inbox = await self._world.texts.inbox(phone)
        items: list[Json] = [
            {"at": self._world.clock.rfc3339(text.shown_ms), "to": text.phone, "text": text.content} for text in inbox
        ]
        return reply({"items": items})

    async def _text(self, asked: JsonObject) -> Response:
        phone, content = _phone(text_of(asked.get("from")), "from"), text_of(asked.get("text"))
        if not content.strip() or len(content) > LONGEST:
            raise Wrong(f"text: 1 to {LONGEST} characters")
        return reply({"sequence_id": await text_the_city(self._world, phone, content)}, 202)

    async def repeats(self, request: Request) -> Response:
        """How often the city sent a text again that had gone out already: what a good sender keeps at zero."""
        return reply({"repeats": await self._world.texts.repeats(request.query_params.get("phone", ""))})

    async def clock(self, request: Request) -> Response:
        """Business time. POST `{now}` travels there; null comes back."""
        clock = self._world.clock
        if request.method == "POST":
            try:
                await clock.travel_to(_moment(await body_of(request)))
            except Wrong as wrong:
                return refuse(wrong)
        return reply({"now": clock.rfc3339(clock.business_ms()), "offset_seconds": int(clock.offset().total_seconds())})

    async def faults(self, request: Request) -> Response:
        """The faults still waiting. POST orders one; zero times clears its target."""
        if request.method == "POST":
            try:
                await self._world.faults.order(_order(await body_of(request)))
            except Wrong as wrong:
                return refuse(wrong)
        waiting = await self._world.faults.waiting()
        items: list[Json] = [
            {"target": one.target, "kind": one.kind, "times": one.times, "code": one.code} for one in waiting
        ]
        return reply({"items": items}, 201 if request.method == "POST" else 200)


async def body_of(request: Request) -> JsonObject:
    try:
        asked = decode(await request.body())
    except ValueError:
        raise Wrong("body: JSON is needed") from None
    if not isinstance(asked, dict):
        raise Wrong("body: a JSON object is needed")
    return as_object(asked)


def _phone(number: str, field: str) -> str:
    if found := mobile(number):
        return found
    raise Wrong(f"{field}: a mobile number of eleven digits")


def _moment(asked: JsonObject) -> datetime | None:
    if "now" in asked and asked["now"] is None:
        return None
    try:
        there = datetime.fromisoformat(text_of(asked.get("now")))
    except ValueError:
        there = None
    if there is None or there.tzinfo is None:
        raise Wrong("now: RFC 3339 with an offset, or null")
    return there


def _order(asked: JsonObject) -> Order:
    target, kind, times = text_of(asked.get("target")), text_of(asked.get("kind")), asked.get("times", 1)
    if target not in TARGETS:
        raise Wrong(f"target: one of {', '.join(TARGETS)}")
    if kind not in KINDS:
        raise Wrong(f"kind: one of {', '.join(KINDS)}")
    if not isinstance(times, int) or isinstance(times, bool) or not 0 <= times <= MOST_TIMES:
        raise Wrong(f"times: 0 to {MOST_TIMES}")
    return Order(target, kind, times, text_of(asked.get("code")))


def refuse(wrong: Wrong) -> Response:
    return reply({"code": "invalid", "message": str(wrong)}, 422)
