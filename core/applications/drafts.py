"""A draft: begun anywhere, gone on with anywhere, never mistaken for something sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from core import db
from core.applications.application import Application
from core.applications.fees import FeeForItem, VisitForItem, fees_of, visits_of
from core.applications.history import FIRST, By
from core.applications.knowing import Known, find_out, opened, sealed
from core.applications.loading import Loaded, Uploaded, load
from core.applications.outstanding import ConsentAsked, MayPromise, Todo, consents_of, promisable, todo_of
from core.applications.parties import PartyView, drafted, own_rows
from core.applications.versions import current, pinned
from core.citizens import Caller, Citizen, citizen_behind
from core.crypto import open_bytes, seal
from core.db import Batch
from core.db.batch import Value
from core.house import house, working_days_from
from core.ids import new_id
from core.json import Json, JsonObject, decode, encode
from core.kinds import takes_uploads
from core.ports import Knowledge
from core.refusals import Conflict, Invalid
from core.scenes import Judgement, Scene, judge
from core.scenes.judgement import filled_json
from core.time import business_ms, today

ANSWERS = "applications.answers"


@dataclass(frozen=True)
class Sheet:
    """The answer to POST /applications and its /answers. `told` is filled in by the face: who will be told, and how.

    `promises`: papers that may be brought later. `fees` and `visits`: of each item that asks for them.
    `next`: scenes (slugs) that people in this position do after it. `uploads`: the files that were given, by target.
    """

    id: str
    version: int
    state: str
    scene: str
    scene_version: str
    title: str
    answers: Mapping[str, Json]
    filled: JsonObject
    todo: tuple[Todo, ...]
    parties: tuple[PartyView, ...]
    consents: tuple[ConsentAsked, ...]
    promises: tuple[MayPromise, ...]
    fees: tuple[FeeForItem, ...]
    visits: tuple[VisitForItem, ...]
    next: tuple[str, ...] = ()
    uploads: tuple[Uploaded, ...] = ()
    told: tuple[JsonObject, ...] = ()


@dataclass
class Draft:
    """Everything about a draft at hand. `answers` are as given; `judgement.values` with what was filled in."""

    loaded: Loaded
    scene: Scene
    citizen: Citizen
    known: Known
    answers: Mapping[str, Json]
    judgement: Judgement
    consents: tuple[ConsentAsked, ...] = field(default_factory=tuple)

    @property
    def parties(self) -> tuple[PartyView, ...]:
        """Who is in it, and who will be asked to confirm it when it is sent."""
        return drafted(self.scene, self.judgement, self.citizen)

    def sheet(self) -> Sheet:
        application = self.loaded.application
        return Sheet(
            application.id,
            application.version,
            application.state,
            self.scene.slug,
            application.scene_version,
            self.scene.title,
            {name: value for name, value in self.judgement.values.items() if name in self.answers},
            filled_json(self.judgement.filled),
            todo_of(self.scene, self.judgement),
            self.parties,
            self.consents,
            promisable(self.judgement),
            fees_of(self.judgement, self.scene),
            visits_of(self.judgement, self.scene),
            tuple(self.judgement.next),
            self.loaded.uploads,
        )


async def begin(caller: Caller, slug: str, answers: Mapping[str, Json], *, knowledge: Knowledge) -> Sheet:
    """Begin a draft on the scene's present version.

    Raises: NotFound `scene_unknown`; Invalid with every answer that cannot be read.
    """
    scene = current(slug)
    citizen = await citizen_behind(caller)
    known = await find_out(citizen, scene.paths_needed, knowledge, purpose=f"application:{slug}", today=today())
    at = business_ms()
    application = Application(new_id(), citizen.id, slug, scene.version, house().city.code, "draft", 1, 0, FIRST)
    loaded = Loaded(application, citizen, b"", None, (), caller.channel, at)
    draft = _drawn(loaded, scene, citizen, known, answers)
    refuse_unreadable(draft.judgement, answers)
    application.region = draft.judgement.region or application.region
    await db.commit(_begun(draft, caller, at))
    return draft.sheet()


async def answer(
    caller: Caller, application_id: str, answers: Mapping[str, Json], version: int | None, *, knowledge: Knowledge
) -> Sheet:
    """Merge answers into a draft; null takes one back. What cannot be read is refused as a whole, nothing is lost.

    Raises: NotFound; Conflict `stale` with the present version, `submitted_already`; Invalid with every defect.
    """
    draft = await open_draft(caller, application_id, knowledge)
    application = draft.loaded.application
    require_draft(application, version)
    merged = {name: value for name, value in {**draft.answers, **answers}.items() if value is not None}
    changed = _drawn(draft.loaded, draft.scene, draft.citizen, draft.known, merged)
    refuse_unreadable(changed.judgement, answers)
    at = business_ms()
    extra: dict[str, Value] = {"answers": seal(encode(merged), ANSWERS), "facts": sealed(draft.known)}
    extra["region"] = application.region = changed.judgement.region or application.region
    await db.commit(application.batch(at, extra=extra))
    application.version += 1
    return changed.sheet()


def refuse_unreadable(judgement: Judgement, answers: Mapping[str, Json]) -> None:
    """What was said just now and cannot be read. Raises: Invalid with all of it."""
    defects = [defect for defect in judgement.defects if defect.asked in answers]
    if defects:
        raise Invalid(defects)


def require_draft(application: Application, version: int | None) -> None:
    """Raises: Conflict `submitted_already`, or `stale` with the present version."""
    if application.state != "draft":
        raise Conflict("submitted_already", state=application.state, query_code=application.query_code)
    if version is not None and application.version != version:
        raise Conflict("stale", version=application.version)


async def sheet(caller: Caller, application_id: str, *, knowledge: Knowledge) -> Sheet:
    """The draft as it stands. Raises: NotFound."""
    return (await open_draft(caller, application_id, knowledge)).sheet()


async def open_draft(caller: Caller, application_id: str, knowledge: Knowledge, *, anew: bool = False) -> Draft:
    """The caller's own application with everything a page or a submission needs.

    `anew`: everybody is asked again, however fresh a draft's facts are: what is frozen is as of now. Raises: NotFound.
    """
    loaded = await load(application_id, owner=caller.citizen_id)
    scene = await pinned(loaded.application.scene, loaded.application.scene_version)
    citizen = loaded.citizen
    known = opened(loaded.facts)
    if known is None or (loaded.application.state == "draft" and (anew or not known.fresh)):
        purpose = f"application:{scene.slug}"
        known = await find_out(citizen, scene.paths_needed, knowledge, purpose=purpose, today=today())
    answers = cast(Mapping[str, Json], decode(open_bytes(loaded.answers, ANSWERS)))
    return _drawn(loaded, scene, citizen, known, answers)


def with_answers(draft: Draft, answers: Mapping[str, Json]) -> Draft:
    """The same sheet as it would be with these answers; nothing is kept."""
    return _drawn(draft.loaded, draft.scene, draft.citizen, draft.known, {**draft.answers, **answers})


def _drawn(loaded: Loaded, scene: Scene, citizen: Citizen, known: Known, answers: Mapping[str, Json]) -> Draft:
    uploads = {upload.target: upload.id for upload in loaded.uploads}
    files = {name: uploads[name] for name, one in scene.fields.items() if takes_uploads(one.kind) and name in uploads}
    judgement = judge(
        scene, known.facts, {**answers, **files}, today(), given=frozenset(uploads), due_on=working_days_from
    )
    return Draft(loaded, scene, citizen, known, answers, judgement, consents_of(scene, known.facts.known))


def _begun(draft: Draft, caller: Caller, at: int) -> Batch:
    application = draft.loaded.application
    by = By("applicant", caller.citizen_id, "applicant")
    application.record("application_begun", by, at)
    batch = Batch()
    batch.insert(
        "applications",
        {
            "id": application.id,
            "citizen_id": application.citizen_id,
            "subject_id": None if draft.scene.unregistered else application.citizen_id,
            "scene": application.scene,
            "scene_version": application.scene_version,
            "state": "draft",
            "version": 1,
            "seq": application.seq,
            "chain": application.chain,
            "answers": seal(encode(draft.answers), ANSWERS),
            "facts": sealed(draft.known),
            "region": application.region,
            "channel": caller.channel,
            "created_at": at,
            "updated_at": at,
        },
    )
    batch.insert_many("parties", own_rows(application, draft.scene, at))
    batch.add(application.events_batch())
    return batch
