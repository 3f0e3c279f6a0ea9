"""What an office said becomes a move, once. Its calls and our questions end here; they repeat and come late."""

import logging

from core import db
from core.applications import move
from core.applications.guards import Opinion
from core.applications.history import By
from core.applications.loading import load
from core.applications.versions import pinned
from core.db import Batch
from core.json import JsonObject
from core.refusals import Conflict, Defect, Invalid, NotAllowed, NotFound, Unavailable
from offices import OfficeUpdate, Refused
from offices.rows import Handover, known_as, over

TOO_LATE = "answered_too_late"  # it was withdrawn, closed or taken back while the office had it
MOOT = frozenset({"illegal_move", "move_not_yours"})  # how the table of edges says so
NOT_YET_S = 600  # a paper that is still owed, say: the office is asked again after that many seconds
_log = logging.getLogger("offices")


async def answered(office: str, update: OfficeUpdate) -> bool:
    """Believe what `office` says of a case of ours; False: we knew already, or it decides nothing.

    It may come before we remembered that they have the case: the reference says which it is.

    Raises: NotFound `handover_unknown` for a case that this office does not have from us under that number;
    Unavailable `office_answer_not_yet` while the case cannot move that way: it is asked again.
    """
    one = await known_as(office, update.reference)
    if one is None or one.number not in (None, update.number):
        raise NotFound("handover_unknown")
    if one.state != "waiting" or update.state == "in_review":
        return False
    name, opinion = await _meant(one, update)
    return await _moved(one, name, opinion, over(one, "answered", update.number))


async def refused(one: Handover, by: Refused) -> bool:
    """The office will not have the case: it comes back to the desk, where a person looks at it."""
    opinion = Opinion(text=by.says or by.code, reason="office_refused")
    return await _moved(one, "take_back", opinion, over(one, "refused", None, by.code[:200]))


async def _meant(one: Handover, update: OfficeUpdate) -> tuple[str, Opinion]:
    """The move, and what goes with it. Law wants a remedy with a denial: theirs, else the one the item publishes."""
    match update.state:
        case "approved":
            return "approve", Opinion(text=update.says)
        case "denied":
            remedy = update.remedy or await _remedy(one)
            return ("deny" if remedy else "take_back"), Opinion(text=update.says, remedy=remedy)
    defects = tuple(Defect(need.id, "office_needs", {"says": need.says}) for need in update.needs)
    return "take_back", Opinion(text=update.says, reason="office_needs", defects=defects)


async def _remedy(one: Handover) -> str:
    loaded = await load(one.application_id)
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    return "\n".join(scene.item(loaded.application.cases[one.case_id].item).remedy)


async def _moved(one: Handover, name: str, opinion: Opinion, remembered: Batch) -> bool:
    """The move and that the office has answered, in one commit. A case that went on without it is left as it is."""
    by, note = By("office", one.office), _note(one)
    try:
        with db.alongside(remembered):
            await move(one.case_id, name, by, opinion=opinion, note=note)
    except db.Stale:
        return await _lost(one)
    except (Conflict, NotAllowed, Invalid) as refusal:
        _log.warning("office_answer_refused", extra={"office": one.office, "move": name, "code": refusal.code})
        if refusal.code not in MOOT:
            raise Unavailable("office_answer_not_yet", NOT_YET_S, because=refusal.code) from None
        await _let_go(one)
        return False
    return True


async def _lost(one: Handover) -> bool:
    """Somebody was first: this very answer by another way, or another mover. Raises: Stale when it is still to do."""
    now = await known_as(one.office, one.id)
    if now is not None and now.state == "waiting":
        raise db.Stale
    return False


async def _let_go(one: Handover) -> None:
    try:
        await db.commit(over(one, "answered", one.number, TOO_LATE))
    except db.Stale:
        pass  # it is over already, which is all that was wanted


def _note(one: Handover) -> JsonObject:
    return {"office": one.office, "number": one.number}
