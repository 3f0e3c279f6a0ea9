"""May I, what does it take, when will it be done: answered before anything is begun, for anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from core.applications.fees import fees_of, visits_of
from core.applications.knowing import find_out
from core.applications.versions import current
from core.citizens import Caller, citizen_behind
from core.house import department_name, working_days_from
from core.json import Json, JsonObject
from core.ports import Knowledge
from core.scenes import Judgement, Scene, judge
from core.time import today


@dataclass(frozen=True)
class Checked:
    """`as_json()` is the answer to POST /scenes/{slug}/check."""

    scene: Scene
    judgement: Judgement

    def as_json(self) -> Mapping[str, object]:
        """The judgement, and what it asks of a person office by office: fees, visits, and who else has to say yes."""
        judged = self.judgement.as_json()
        named = [
            {**case, "department_name": department_name(planned.department)}
            for case, planned in zip(cast(list[JsonObject], judged["cases"]), self.judgement.cases, strict=True)
        ]
        return {
            **judged,
            "cases": named,
            "fees": fees_of(self.judgement, self.scene),
            "visits": visits_of(self.judgement, self.scene),
            "confirms": [
                {"role": role, "says": party.says, "within": party.confirm_within}
                for role, party in self.scene.confirming.items()
            ],
        }


async def check(slug: str, answers: Mapping[str, Json], caller: Caller | None, *, knowledge: Knowledge) -> Checked:
    """Judge the scene for this caller; for a visitor on their answers alone.

    Raises: NotFound `scene_unknown`.
    """
    scene = current(slug)
    citizen = await citizen_behind(caller) if caller else None
    known = await find_out(citizen, scene.paths_needed, knowledge, purpose=f"check:{slug}", today=today())
    return Checked(scene, judge(scene, known.facts, answers, today(), due_on=working_days_from))
