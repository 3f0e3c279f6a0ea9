"""A case as its office may see it: only the answers that are marked for its item, or for nobody, and its own papers."""

from core import db
from core.applications.case import Case
from core.applications.judging import judged
from core.applications.loading import Loaded
from core.json import Json
from core.scenes import Scene
from offices import Applicant, HandedCase, HandedMaterial

_PAPERS = """SELECT m.material, m.source, m.trust, l.identifier, u.sha256 FROM materials m
LEFT JOIN licences l ON l.id = m.reference LEFT JOIN uploads u ON u.id = m.reference AND u.removed_at IS NULL
WHERE m.case_id = $1 AND m.state = 'kept' ORDER BY m.id"""


async def handed(loaded: Loaded, scene: Scene, case: Case, reference: str) -> HandedCase:
    """What leaves the house. Raises: Unavailable `facts_missing`."""
    item, citizen = scene.item(case.item), loaded.citizen
    answers, labels = _answers(loaded, scene, case)
    return HandedCase(
        reference=reference,
        number=case.number,
        item=case.item,
        item_name=item.name,
        task_code=item.task_code,
        department=scene.departments[case.department].uscc,
        region=case.region,
        submitted_at=case.submitted_at or loaded.created_at,
        due_on=case.due_on,
        applicant=Applicant(citizen.name, citizen.id_number, citizen.phone),
        answers=answers,
        labels=labels,
        materials=await _materials(scene, case),
    )


def _answers(loaded: Loaded, scene: Scene, case: Case) -> tuple[dict[str, Json], dict[str, str]]:
    """The answers of the fields that were asked and that this item sees, and what each is called."""
    judgement = judged(loaded, scene)
    asked = set(judgement.visible)
    seen = [field for field in scene.fields_of(case.item) if field.id in asked and field.id in judgement.values]
    return {field.id: judgement.values[field.id] for field in seen}, {field.id: field.name for field in seen}


async def _materials(scene: Scene, case: Case) -> tuple[HandedMaterial, ...]:
    labels = {material.id: material.label for material in scene.item(case.item).materials}
    rows = await db.rows(_PAPERS, case.id)
    return tuple(
        HandedMaterial(
            row["material"],
            labels.get(row["material"], str(row["material"])),
            row["source"] or "",
            row["trust"] or "",
            row["identifier"],
            row["sha256"],
        )
        for row in rows
    )
