"""My page and my letters."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.h5.pages import SignedIn, page, voice_of
from api.h5.routes.home import OVER, application_row
from api.h5.shown import Row
from api.h5.words import Words
from api.visits import Visitor
from core import applications, citizens, licences
from core.citizens import Me
from core.citizens.verifying import THREE_ELEMENTS
from notifications import inbox

router = APIRouter()
After = Annotated[str | None, Query(max_length=64)]


@router.get("/me")
async def me(request: Request, visit: Visitor, caller: SignedIn) -> Response:
    say = voice_of(request, visit).words
    mine = await citizens.me(caller)
    listing = await applications.listing(caller, None, 50, None)
    held = await licences.of_citizen(caller.citizen_id)
    letters = await inbox.inbox(caller.citizen_id, 1, None)
    rows: dict[bool, list[Row]] = {True: [], False: []}
    for one in listing.items:
        rows[one.state in OVER].append(application_row(one, say))
    return page(
        request, visit, "me", me=mine, applications=rows[False], finished=rows[True],
        licences=[Row(f"/licences/{one.id}", one.title, _until(one.valid_until, say), "card") for one in held],
        more=_more(mine, letters.unread, say),
    )  # fmt: skip


@router.get("/letters")
async def letters(request: Request, visit: Visitor, caller: SignedIn, after: After = None) -> Response:
    say = voice_of(request, visit).words
    found = await inbox.inbox(caller.citizen_id, 20, after)
    rows = [
        Row(f"/letters/{one.id}", one.title, say.moment(one.at), "letter", "" if one.read else "mind")
        for one in found.items
    ]
    older = f"/letters?after={found.next}" if found.next else ""
    return page(request, visit, "letters", letters=rows, older=older)


@router.get("/letters/{letter_id}")
async def letter(letter_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    """Opening a letter is reading it."""
    found = await inbox.read(caller.citizen_id, letter_id)
    href = f"/a/{found.application_id}" if found.application_id else ""
    return page(request, visit, "letter", letter=found, href=href)


def _more(mine: Me, unread: int, say: Words) -> list[Row]:
    says = say("me.unread", count=unread) if unread else say("me.letters_says")
    rows = [Row("/letters", say("me.letters"), says, "letter", "mind" if unread else "")]
    if mine.assurance < THREE_ELEMENTS:
        rows.append(Row("/verify-me", say("me.verify"), say("me.verify_says"), "shield"))
    return [*rows, Row("/settings", say("me.settings"), "", "settings")]


def _until(valid_until: str | None, say: Words) -> str:
    return say("me.until", date=say.plain_day(valid_until)) if valid_until else say("licence.forever")
