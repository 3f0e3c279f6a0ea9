"""An officer at their desk for one request: who they are, the words they read, the line of cases they work through."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from api.desk.line import Line, line_in, line_of
from api.desk.pages import page, say_of, typed
from api.desk.visit import AtDesk, DeskForm, DeskVisit, Officer
from api.h5.words import Words
from api.marks import may_call
from core.staff import Staff

_SAID = frozenset({"claim", "release", "paid", "refund", "no_refund", "refund_asked", "difference"})


@dataclass(frozen=True)
class Seat:
    """Routes take it as `seat: AtSeat`; those that a form is sent to as `seat: Sent`, with the form beside it."""

    request: Request
    visit: DeskVisit
    staff: Staff
    say: Words
    line: Line

    def asked(self, name: str) -> str:
        """What stands in the address under `name`, at most an id's length of it."""
        return self.request.query_params.get(name, "")[:64]

    def page(self, name: str, /, status: int = 200, keys: str = "", **shown: object) -> Response:
        return page(self.request, self.visit, name, status, keys, line=self.line.query(), **shown)

    def did(self) -> str:
        """In words, what was done on the page before this one; the address names it, and says nothing itself."""
        name = self.asked("did") if self.request.method != "POST" else ""
        if name in _SAID:
            return self.say(f"did.{name}")
        here = name.removeprefix("here.")
        if not self.say.has(f"moves.{here}"):
            return ""
        return self.say("did.done" if here == name else "did.here", move=self.say(f"moves.{here}"))

    def was(self) -> str:
        """The address of the case that was left just now."""
        case_id = self.asked("was")
        return self.line.at(f"/desk/cases/{case_id}") if case_id.isascii() and case_id.isalnum() else ""


@may_call("staff")
async def seated(request: Request, visit: AtDesk, staff: Officer) -> Seat:
    return Seat(request, visit, staff, say_of(request), line_of(request.query_params))


AtSeat = Annotated[Seat, Depends(seated)]


@may_call("staff")
async def sent_from(form: DeskForm, seat: AtSeat) -> Seat:
    """The token is looked at before anything else; the line is the one the form was drawn in."""
    return replace(seat, line=line_in(typed(form, "line", 1000)))


Sent = Annotated[Seat, Depends(sent_from)]
