"""Where a person still has to go, in the words of a letter."""

from core.applications.fees import VisitForItem, visit_of
from core.applications.judging import judged
from core.applications.loading import load
from core.refusals import Unavailable
from core.scenes import Scene
from notifications import wording
from notifications.letters import Letterhead


async def visit_in(head: Letterhead, application_id: str, scene: Scene, item: str) -> str:
    """One sentence without its end; "" where nobody has to come, or nobody can tell any more."""
    if not scene.item(item).visits.times:
        return ""
    try:
        judgement = judged(await load(application_id), scene)
    except Unavailable:
        return ""
    return _said(head, visit_of(judgement, scene.item(item)))


def _said(head: Letterhead, visit: VisitForItem) -> str:
    where = [vars(place) for place in visit.places]
    values = {
        "when": head.visit_when["paid" if visit.pays and visit.step == "accept" else visit.step],
        "bring": wording.filled(head.visit_bring, {"what": head.and_.join(visit.bring)}) if visit.bring else "",
        "place": head.either.join(wording.filled(head.visit_place, place) for place in where),
        "why": visit.why,
    }
    return wording.filled(head.visit, values)
