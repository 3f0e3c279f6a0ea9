"""The notices of law (文书) of a case, for the office that made them. Another branch's are not there."""

from core import documents
from core.desk.access import note
from core.desk.scope import seen
from core.documents import Document, DocumentView
from core.staff import HANDLES, Staff


async def notices(staff: Staff, case_id: str) -> tuple[DocumentView, ...]:
    """The oldest first. Raises: as `case` does."""
    seat = await seen(staff, case_id)
    return tuple(one for one in await documents.of_application(seat["application_id"]) if one.case == case_id)


async def notice(staff: Staff, document_id: str, purpose: str = "handling") -> Document:
    """One notice in full. Writes the look down in the access log.

    Raises: NotAllowed `role_needed`; NotFound `document_unknown`, also for another department's.
    """
    staff.require(*HANDLES)
    document = await documents.one(document_id, departments=staff.sees)
    seat = await seen(staff, document.case_id)
    await note(staff, [seat["citizen_id"]], "document", purpose, case_id=document.case_id)
    return document
