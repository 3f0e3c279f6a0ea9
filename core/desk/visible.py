"""What one item may see of a sheet: fields and materials marked for it, and those marked for nobody in particular."""

from collections.abc import Iterator, Sequence

from core import db
from core.applications.versions import pinned
from core.db import Row
from core.desk.views import ItemToCorrect
from core.refusals import Defect, Invalid
from core.scenes import Field, Judgement, MaterialNeed, Scene
from core.scenes.judgement import Reason


def sees(field: Field, item: str) -> bool:
    return not field.items or item in field.items


def fields_of(scene: Scene, item: str, judgement: Judgement) -> tuple[Field, ...]:
    """The fields that are asked of this person and that this item sees, in the order of the file."""
    return tuple(scene.fields[name] for name in judgement.visible if sees(scene.fields[name], item))


def materials_of(item: str, judgement: Judgement) -> tuple[MaterialNeed, ...]:
    return tuple(need for need in judgement.materials if need.item == item)


def reasons_of(scene: Scene, item: str, judgement: Judgement) -> Iterator[Reason]:
    items = {each.id: each.items for each in scene.eligible}
    return (reason for reason in judgement.reasons if not items.get(reason.id) or item in items[reason.id])


def targets_of(scene: Scene, item: str) -> frozenset[str]:
    """Field and material ids: what an upload of this item may be for, and what a correction may name."""
    fields = {name for name, field in scene.fields.items() if sees(field, item)}
    return frozenset(fields | {material.id for material in scene.item(item).materials})


async def refuse_unknown(seat: Row, items: Sequence[ItemToCorrect]) -> None:
    """Raises: Invalid with every thing to correct that is none of this case."""
    if not items:
        return
    sheet = await db.row("SELECT scene, scene_version FROM applications WHERE id = $1", seat["application_id"])
    assert sheet is not None
    known = targets_of(await pinned(sheet["scene"], sheet["scene_version"]), seat["item"])
    wrong = [at for at, item in enumerate(items) if item.id not in known]
    if wrong:
        raise Invalid([Defect(f"items.{at}.id", "target_unknown") for at in wrong])
