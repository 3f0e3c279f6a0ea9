"""A licence as a document, on paper, and as a code to show: drawn for its holder only."""

import asyncio
import base64
from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import paper
from api.h5.pages import ANSWERED, SignedIn, page, to, voice_of, wrong_with
from api.h5.shown import Paper
from api.h5.words import Words
from api.limits import SHOW_LICENCE
from api.parts import parts
from api.visits import Form, Visit, Visitor
from core import licences
from core.licences import Licence
from core.licences.library import library
from core.licences.pictures import qr_png_data_uri
from core.time import now_ms

router = APIRouter()
_NOTE = "pass"


@router.get("/licences/{licence_id}")
async def show(licence_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    licence = await licences.one(caller.citizen_id, licence_id)
    return _document(request, visit, licence)


@router.get("/licences/{licence_id}/document.pdf")
async def save(licence_id: str, caller: SignedIn) -> Response:
    licence = await licences.one(caller.citizen_id, licence_id)
    return paper(licence.title, await asyncio.to_thread(licences.pdf, licence))


@router.post("/licences/{licence_id}/show")
async def make_code(licence_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    """A fresh code; kept with the visit, so that looking again costs none."""
    try:
        await parts(request).limits.take(SHOW_LICENCE, caller.citizen_id)
        made = await licences.show(caller.citizen_id, licence_id)
    except ANSWERED as refusal:
        licence = await licences.one(caller.citizen_id, licence_id)
        return _document(request, visit, licence, wrong_with(refusal, voice_of(request, visit))[0][1])
    await visit.remember({_NOTE: {"licence": licence_id, "code": made.code, "until": made.expires_at}})
    return to(f"/licences/{licence_id}/show")


@router.get("/licences/{licence_id}/show")
async def show_code(licence_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    kept = visit.notes.get(_NOTE)
    licence = await licences.one(caller.citizen_id, licence_id)
    if not isinstance(kept, Mapping) or kept.get("licence") != licence_id:
        return to(f"/licences/{licence_id}")
    code, until = str(kept["code"]), str(kept["until"])
    left = datetime.fromisoformat(until).timestamp() - now_ms() / 1000
    qr = qr_png_data_uri(f"{library().verify_address}/{code}")
    return page(request, visit, "show", licence=licence, code=code, qr=qr, until=until, seconds=max(0, round(left)))


def _document(request: Request, visit: Visit, licence: Licence, refused: str = "") -> Response:
    qr = qr_png_data_uri(f"{library().verify_address}/{licence.identifier}")
    paper = paper_of(licence, voice_of(request, visit).words)
    return page(request, visit, "licence", 409 if refused else 200, licence=paper, qr=qr, refused=refused)


def paper_of(licence: Licence, say: Words) -> Paper:
    """The holder's own document: the name in full, the ID number masked, since phones are looked at by others."""
    until = say.plain_day(licence.valid_until) if licence.valid_until else say("licence.forever")
    rows = [
        *licence.rows,
        (say("licence.issued_on"), say.plain_day(licence.issued_on)),
        (say("licence.valid_until"), until),
    ]
    photo = licence.about.photo
    kind = "png" if photo and photo.startswith(b"\x89PNG") else "jpeg"
    address = f"data:image/{kind};base64,{base64.b64encode(photo).decode()}" if photo else ""
    return Paper(
        licence.id, licence.title, licence.issued_by, licence.identifier, licence.status, rows, address, licence.note
    )
