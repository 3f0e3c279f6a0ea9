"""The line of cases: whose, how urgent, at which step; and a search that leaves no number in an address."""

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.line import LAMPS, LONGEST, Line
from api.desk.listed import Choice
from api.desk.pages import HOME, to, typed
from api.desk.routes.batch import TOGETHER
from api.desk.routes.signing import first_room
from api.desk.seat import AtSeat, Sent
from api.desk.telling import in_line
from api.desk.visit import DeskForm
from api.h5.words import Words
from api.marks import may_call
from core import desk
from core.desk import Queue
from core.staff import HANDLES

router = APIRouter()
ROWS = 30
_STEPS = ("submitted", "accepted", "in_review", "correction", "suspended", "decided", "delivering")


@router.get("/desk")
async def look(seat: AtSeat) -> Response:
    if not seat.staff.is_any(*HANDLES):
        return to(first_room(seat.staff))
    line, say = seat.line, seat.say
    found = await line_up(seat, ROWS)
    return seat.page(
        "queue", keys="queue", where="queue", looked_for=line.q, filters=filters_of(line, found, say),
        rows=[in_line(one, line, say) for one in found.items], more=line.at(after=found.next) if found.next else "",
        together=[(name, say(f"moves.{name}")) for name in TOGETHER], did=seat.did(), was=seat.was(),
    )  # fmt: skip


@router.get("/desk/find")
@may_call("anyone")
async def before_finding() -> Response:
    return to(HOME)


@router.post("/desk/find")
async def find(seat: Sent, form: DeskForm) -> Response:
    """What was typed goes on sealed: an ID number stands in no address, history or log."""
    return to(Line(q=typed(form, "q", LONGEST)).at())


async def line_up(seat: AtSeat, rows: int) -> Queue:
    """The officer's line, from where its page begins."""
    line = seat.line
    return await desk.queue(
        seat.staff,
        mine=line.mine,
        state=line.state or None,
        lamp=line.lamp or None,
        q=line.q,
        limit=rows,
        after=line.after or None,
    )


def filters_of(line: Line, found: Queue, say: Words) -> list[tuple[str, list[Choice]]]:
    """Each group of filters: whose cases, which lamp, which step."""
    counts = {"red": found.counts.overdue, "yellow": found.counts.due_soon}
    whose = [
        Choice(line.but(mine=False).at(), say("queue.group"), now=not line.mine),
        Choice(line.but(mine=True).at(), say("queue.mine"), found.counts.mine, now=line.mine),
    ]
    lamps = [
        Choice(line.but(lamp=name).at(), say(f"lamps.{name}"), counts.get(name), now=line.lamp == name)
        for name in LAMPS
    ]
    states = [Choice(line.but(state=name).at(), say(f"states.{name}"), now=line.state == name) for name in _STEPS]
    return [
        ("whose", whose),
        ("lamp", [Choice(line.but(lamp="").at(), say("queue.any"), now=not line.lamp), *lamps]),
        ("state", [Choice(line.but(state="").at(), say("queue.any"), now=not line.state), *states]),
    ]
