"""A file chosen on a page: taken in for its paper or field, or taken away again; and what this visit has brought."""

from fastapi import Request
from starlette.datastructures import FormData

from api.edge.bodies import FILE_LIMIT
from api.files import uploads
from api.h5.asking import file_in
from api.h5.pages import ANSWERED, Wrong, typed, voice_of, wrong_with
from api.h5.shown import Upload
from api.limits import UPLOADS
from api.parts import parts
from api.visits import Visit
from core.applications import Draft


def files_of(draft: Draft, target: str) -> list[Upload]:
    """What has been uploaded for `target`, or the picture the city has."""
    own = [
        Upload(one.id, target, picture=f"/api/v1/uploads/{one.id}")
        for one in draft.loaded.uploads
        if one.target == target
    ]
    filled = draft.judgement.filled.get(target)
    if own or filled is None or not isinstance(filled.value, str):
        return own
    return [Upload("", filled.source, picture=filled.value)]


async def take_file(
    request: Request, visit: Visit, form: FormData, draft: Draft, target: str, *, needed: bool = True
) -> Wrong:
    """Take the chosen file in, or one away. Nothing chosen is fine when there is one already, or none is `needed`."""
    try:
        if gone := typed(form, "remove"):
            await uploads.take_away(visit.signed_in(), gone)
            return ()
        chosen = await file_in(form, target, FILE_LIMIT)
        if chosen is None:
            missing = needed and not files_of(draft, target)
            return ((target, voice_of(request, visit).words("wrong.upload")),) if missing else ()
        await _give(request, visit, draft, target, chosen)
    except ANSWERED as refusal:
        return tuple((target, says) for _, says in wrong_with(refusal, voice_of(request, visit), at=target))
    return ()


async def _give(request: Request, visit: Visit, draft: Draft, target: str, chosen: tuple[str, bytes]) -> None:
    here, caller, application = parts(request), visit.signed_in(), draft.loaded.application
    await here.limits.take(UPLOADS, caller.citizen_id)
    await uploads.give(caller, application.id, target, *chosen, places=here.places)
    if application.state != "draft":
        brought = sorted({*brought_in(visit, application.id), target})
        await visit.remember({f"brought.{application.id}": brought})


def brought_in(visit: Visit, application_id: str) -> list[str]:
    """For which papers and fields this visit has brought files since an office asked."""
    return noted(visit, f"brought.{application_id}")


def noted(visit: Visit, name: str) -> list[str]:
    kept = visit.notes.get(name)
    return [str(one) for one in kept] if isinstance(kept, list | tuple) else []
