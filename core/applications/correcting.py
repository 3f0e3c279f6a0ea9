"""After 补正, and for a paper that was promised: the person brings what was missing, it is judged again, and each case
goes on from where it was.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from core.applications.application import Promise
from core.applications.case import Case
from core.applications.history import By
from core.applications.judging import ANSWERS, judged
from core.applications.limits import limits_for
from core.applications.loading import Loaded, Uploaded, load
from core.applications.moving import Moment, apply, refolded
from core.applications.outstanding import unanswered
from core.applications.parties import changed_in, rename
from core.applications.promising import keep
from core.applications.versions import pinned
from core.applications.writing import write
from core.citizens import Caller
from core.crypto import open_bytes, seal
from core.db.batch import Value
from core.json import Json, decode, encode
from core.refusals import Conflict, Defect, Invalid
from core.scenes import Judgement, Scene
from core.time import business_ms, today

MOVES = {"correction": "correct", "returned": "resubmit"}


async def correct(caller: Caller, application_id: str, answers: Mapping[str, Json], version: int) -> str:
    """Merge the answers, take in the papers that were owed, and hand every case that waits for the person back.

    Answers the application's new state. Raises: NotFound; Conflict `stale`, `nothing_to_correct`; Invalid with every
    answer that cannot be read and every question that has none now, or with every owed paper when none was brought.
    """
    loaded = await load(application_id, owner=caller.citizen_id)
    application = loaded.application
    if application.version != version:
        raise Conflict("stale", version=application.version)
    waiting = [case for case in application.cases.values() if case.state in MOVES]
    scene = await pinned(application.scene, application.scene_version)
    brought = _brought(loaded, scene, answers, anything_else=bool(waiting))
    when, by = Moment(business_ms(), today()), By("applicant", caller.citizen_id, "applicant")
    extra = _merge(loaded, scene, answers) if waiting else {}
    for promise, upload in brought:
        keep(application, promise, (upload.id, upload.trust), by, when)
    _hand_back(loaded, scene, waiting, by, when)
    await write(loaded, scene, when, extra=extra)
    return application.state


def _brought(
    loaded: Loaded, scene: Scene, answers: Mapping[str, Json], *, anything_else: bool
) -> Sequence[tuple[Promise, Uploaded]]:
    """The promised papers that are there now. There was none at submission, so an upload of that name is the paper."""
    application = loaded.application
    owed = [one for one in application.promises if one.owed and not application.cases[one.case_id].ended]
    uploads = {upload.target: upload for upload in loaded.uploads}
    found = [(one, uploads[one.material]) for one in owed if one.material in uploads]
    if anything_else or (found and not answers):
        return found
    if not owed or answers:
        raise Conflict("nothing_to_correct", state=application.state)
    labels = {material.id: material.label for _, material in scene.materials}
    raise Invalid(
        [Defect(f"materials.{one.material}", "material_needed", {"label": labels[one.material]}) for one in owed]
    )


def _merge(loaded: Loaded, scene: Scene, answers: Mapping[str, Json]) -> dict[str, Value]:
    """The answers as they are now, sealed. Raises: Invalid when the sheet cannot be judged with them."""
    kept = cast(Mapping[str, Json], decode(open_bytes(loaded.answers, ANSWERS)))
    merged = {name: value for name, value in {**kept, **answers}.items() if value is not None}
    loaded.answers, loaded.judgement = seal(encode(merged), ANSWERS), None
    judgement = judged(loaded, scene)
    defects = [*judgement.defects, *changed_in(scene, judgement, loaded.parties)]
    wrong = {defect.asked for defect in defects}
    defects += [one for one in _left_open(scene, judgement) if one.asked not in wrong]
    if defects:
        raise Invalid(defects)
    rename(loaded.application, scene, judgement, loaded.parties)
    return {"answers": loaded.answers}


def _left_open(scene: Scene, judgement: Judgement) -> list[Defect]:
    """What a person can answer: an answer given anew may open a question, and one that is taken back leaves its own.

    A fact that no register told is not theirs to tell; somebody at the desk looks at that.
    """
    theirs = scene.fields.keys() | scene.asks.keys()
    return [one for one in unanswered(scene, judgement) if one.asked in theirs]


def _hand_back(loaded: Loaded, scene: Scene, waiting: Sequence[Case], by: By, when: Moment) -> None:
    application, limits = loaded.application, limits_for(scene)
    for case in waiting:
        _note_uploads(loaded, scene, case)
        apply(application, case.id, MOVES[case.state], by, when=when, limits=limits)
    for case in tuple(application.cases.values()):  # a lamp that burned for an owed paper goes out
        application.put(limits.watched(case, application.promised_in(case.id), when.today))
    refolded(application, when, limits)


def _note_uploads(loaded: Loaded, scene: Scene, case: Case) -> None:
    """The case's own list of papers says which file is the paper now."""
    uploads = {upload.target: upload for upload in loaded.uploads}
    promised = {one.material for one in loaded.application.promised_in(case.id)}
    for need in judged(loaded, scene).materials:
        upload = uploads.get(need.id)
        if need.item == case.item and need.source == "upload" and upload and need.id not in promised:
            loaded.application.also.update(
                "materials",
                {"case_id": case.id, "material": need.id},
                {"source": "upload", "trust": upload.trust, "reference": upload.id, "state": "kept"},
                expect=None,
            )
