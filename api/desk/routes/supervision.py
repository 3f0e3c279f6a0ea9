"""For supervisors: who is late, who has what in hand, what came in and what became of it; drawn by the server."""

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.responses import Response

from api.desk.line import Line
from api.desk.listed import Bar, Figure
from api.desk.seat import AtSeat
from api.desk.telling import in_line
from api.h5.words import Words
from core import desk
from core.desk.reports import Stats, Supervision

router = APIRouter()


@router.get("/desk/supervision")
async def look(seat: AtSeat) -> Response:
    now, past, say = await desk.supervision(seat.staff), await desk.stats(seat.staff), seat.say
    return seat.page(
        "supervision", keys="list", where="supervision", figures=figures_of(now, say), past=past_of(past, say),
        since=past.since, late=[in_line(one, Line(), say) for one in now.late],
        load=bars((one.name, one.open, "") for one in now.departments if one.open),
        overdue=bars((one.name, one.overdue, "red") for one in now.departments if one.overdue),
        busy=bars((one.name, one.holds, "") for one in now.busy),
        items=past.items,
    )  # fmt: skip


def bars(rows: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """From (label, count, tone), the longest first; the longest is the whole width."""
    ordered = sorted(rows, key=lambda row: -row[1])
    most = max((count for _, count, _ in ordered), default=0) or 1
    return [Bar(label, count, -(-100 * count // most), tone) for label, count, tone in ordered]


def figures_of(now: Supervision, say: Words) -> list[Figure]:
    """What is open now; each leads to the cases it counts where the queue can show them."""
    counted = (
        ("open", sum(one.open for one in now.departments), "", Line()),
        ("late", sum(one.overdue for one in now.departments), "stop", Line(lamp="red")),
        ("soon", sum(one.due_soon for one in now.departments), "mind", Line(lamp="yellow")),
        ("unclaimed", sum(one.unclaimed for one in now.departments), "", None),
    )
    return [
        Figure(say(f"supervision.{name}"), count, tone if count else "", line.at() if line else "")
        for name, count, tone, line in counted
    ]


def past_of(past: Stats, say: Words) -> list[Figure]:
    """What became of what came in."""
    return [
        Figure(say(f"supervision.past.{name}"), count)
        for name, count in (
            ("received", past.received),
            ("decided", past.decided),
            ("approved", past.approved),
            ("denied", past.denied),
            ("by_rule", past.by_rule),
            ("late", past.late),
        )
    ]
