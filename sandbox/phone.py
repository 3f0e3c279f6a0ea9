"""The pretend phone to look at: whose phone it is, the texts on it as a messages app shows them, and a box to text
the city.

Drawn on the server, works without JavaScript, and escapes everything: what a text says is what anybody may have
sent.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import parse_qsl, quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from .answering import LONGEST, text_the_city
from .clock import CHINA
from .demo import SHORT_NUMBER, SIGN_NAME
from .people import Person
from .texts import Text
from .world import World

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ANSWER_SECONDS = 2.0  # how long a page waits for the city's answer before it is drawn


@dataclass(frozen=True, slots=True)
class Day:
    """The texts of one day, the oldest first."""

    on: date
    texts: list[tuple[str, Text]]  # the time of day, the text


def routes(world: World) -> list[BaseRoute]:
    page = Page(world)
    return [
        Route("/", page.show),
        Route("/texts", page.text, methods=["POST"]),
        Route("/travels", page.travel, methods=["POST"]),
    ]


class Page:
    def __init__(self, world: World) -> None:
        self._world = world

    async def show(self, request: Request) -> Response:
        world, today = self._world, self._world.clock.today()
        person = self._person(request.query_params.get("person", ""))
        html = PAGES.get_template(
            "phone.html"
        ).render(
            root=request.scope.get("root_path", ""),
            person=person,
            people=[(one, one.says(today), one.age(today)) for one in world.people.all],
            says=person.says(today),
            days=_by_day(await world.texts.conversation(person.phone)),
            today=today,
            drawn_ms=world.clock.real_ms(),  # makes each link to newer texts a new address, so that it loads
            travelled=bool(world.clock.offset()),
            short_number=f"{SHORT_NUMBER[:4]} {SHORT_NUMBER[4:]}",
            sign_name=SIGN_NAME,
            longest=LONGEST,
        )
        return HTMLResponse(html, headers={"cache-control": "no-store"})

    async def text(self, request: Request) -> Response:
        """Text the city, wait a moment for its answer, and show the phone again."""
        form = await _form(request)
        person, content = self._person(form.get("person", "")), form.get("text", "").strip()[:LONGEST]
        if content:
            await text_the_city(self._world, person.phone, content)
            await self._world.texts.wait_for_answer(person.phone, ANSWER_SECONDS)
        return _back(request, person, "newest")

    async def travel(self, request: Request) -> Response:
        """To the same time of another day; an empty date comes back to today."""
        form, clock = await _form(request), self._world.clock
        try:
            day = date.fromisoformat(form.get("day", ""))
        except ValueError:
            await clock.travel_to(None)
        else:
            now = clock.moment(clock.real_ms())
            await clock.travel_to(datetime.combine(day, time(now.hour, now.minute, now.second), CHINA))
        return _back(request, self._person(form.get("person", "")), "time")

    def _person(self, key: str) -> Person:
        return self._world.people.by_id.get(key) or self._world.people.all[0]


def _by_day(texts: list[Text]) -> list[Day]:
    days: list[Day] = []
    for text in texts:
        at = datetime.fromtimestamp(text.shown_ms / 1000, CHINA)
        if not days or days[-1].on != at.date():
            days.append(Day(at.date(), []))
        days[-1].texts.append((f"{at:%H:%M}", text))
    return days


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))


def _back(request: Request, person: Person, place: str) -> Response:
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/?person={quote(person.id)}#{place}", 303)
