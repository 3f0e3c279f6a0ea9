"""A notice of law as a page to save or print: for the person it is addressed to."""

import asyncio
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response

from api.h5.pages import HEADERS, SignedIn
from core import documents

router = APIRouter()


@router.get("/a/{application_id}/notices/{document_id}")
async def save(application_id: str, document_id: str, caller: SignedIn) -> Response:
    document = await documents.one(document_id, citizen_id=caller.citizen_id)
    body = await asyncio.to_thread(documents.pdf, document)
    name = f"inline; filename*=UTF-8''{quote(document.title)}.pdf"
    return Response(body, media_type="application/pdf", headers={**HEADERS, "Content-Disposition": name})
