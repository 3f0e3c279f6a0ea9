"""The citizen's own notices of law (文书): each a page to save or print."""

import asyncio

from starlette.responses import Response

from api.answers import paper
from api.auth import Citizen
from api.request import V1, Router
from core import documents

router = Router(prefix=f"{V1}/documents", tags=["documents"])


@router.get("/{document_id}.pdf")
async def pdf(document_id: str, caller: Citizen) -> Response:
    """The notice as it was said on its day. Which ones there are is told with the application."""
    document = await documents.one(document_id, citizen_id=caller.citizen_id)
    return paper(document.title, await asyncio.to_thread(documents.pdf, document))
