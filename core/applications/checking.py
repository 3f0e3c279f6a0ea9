"""May I, what does it take, when will it be done: answered before anything is begun, for anybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.applications.knowing import find_out
from core.applications.versions import current
from core.citizens import Caller, citizen_behind
from core.house import working_days_from
from core.json import Json
from core.ports import Knowledge
from core.scenes import Judgement, Scene, judge
from core.time import today


@dataclass(frozen=True)
class Checked:
    """`judgement.as_json()` is the answer to POST /scenes/{slug}/check."""

    scene: Scene
    judgement: Judgement


async def check(slug: str, answers: Mapping[str, Json], caller: Caller | None, *, knowledge: Knowledge) -> Checked:
    """Judge the scene for this caller; for a visitor on their answers alone.

    Raises: NotFound `scene_unknown`.
    """
    scene = current(slug)
    citizen = await citizen_behind(caller) if caller else None
    known = await find_out(citizen, scene.paths_needed, knowledge, purpose=f"check:{slug}", today=today())
    return Checked(scene, judge(scene, known.facts, answers, today(), due_on=working_days_from))
