"""A notice of law as a page to save or print: for the person it is addressed to."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from api.answers import paper
from api.h5.pages import SignedIn
from core import documents

router = APIRouter()


@router.get("/a/{application_id}/notices/{document_id}")
async def save(application_id: str, document_id: str, caller: SignedIn) -> Response:
    document = await documents.one(document_id, citizen_id=caller.citizen_id)
    return paper(document.title, await asyncio.to_thread(documents.pdf, document))
