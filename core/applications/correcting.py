"""After 补正: the person supplies what was missing, it is judged again, and each case goes back where it was."""

from collections.abc import Mapping
from typing import cast

from core import db, outbox
from core.applications.deciding import judged
from core.applications.drafts import ANSWERS
from core.applications.history import By
from core.applications.limits import limits_for
from core.applications.loading import load
from core.applications.moving import Moment, apply
from core.applications.versions import pinned
from core.citizens import Caller
from core.crypto import open_bytes, seal
from core.db.batch import Value
from core.json import Json, decode, encode
from core.refusals import Conflict, Invalid
from core.time import business_ms, today

MOVES = {"correction": "correct", "returned": "resubmit"}


async def correct(caller: Caller, application_id: str, answers: Mapping[str, Json], version: int) -> str:
    """Merge the answers and hand every case that waits for the person back; answers the application's new state.

    Raises: NotFound; Conflict `stale`, `nothing_to_correct`; Invalid with every answer that cannot be read.
    """
    loaded = await load(application_id, owner=caller.citizen_id)
    application = loaded.application
    if application.version != version:
        raise Conflict("stale", version=application.version)
    waiting = [case for case in application.cases.values() if case.state in MOVES]
    if not waiting:
        raise Conflict("nothing_to_correct", state=application.state)
    kept = cast(Mapping[str, Json], decode(open_bytes(loaded.answers, ANSWERS)))
    merged = {name: value for name, value in {**kept, **answers}.items() if value is not None}
    loaded.answers = seal(encode(merged), ANSWERS)
    scene = await pinned(application.scene, application.scene_version)
    judgement = judged(loaded, scene)
    if judgement.defects:
        raise Invalid(judgement.defects)
    when, limits = Moment(business_ms(), today()), limits_for(scene)
    by = By("applicant", caller.citizen_id, "applicant")
    for case in waiting:
        apply(application, case.id, MOVES[case.state], by, when=when, limits=limits)
    extra: dict[str, Value] = {"answers": loaded.answers}
    await db.commit(application.batch(when.at, extra=extra))
    outbox.news(application.id)
    return application.state
