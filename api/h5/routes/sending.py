"""Look once more, see who will be told, agree, send; then what happens next."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.asking import shown, source_of
from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.routes.sheet import draft_of, promised_in
from api.h5.shown import Fact, Headline, Line, Told
from api.h5.standing import APPLICANT, OVER, actions, headline, invited, licence_rows, live_at, query_says
from api.h5.taking import files_of
from api.h5.telling import cost, office_of, papers_of, promises_of, to_confirm, visits
from api.h5.visiting import visit_facts
from api.h5.words import Words
from api.marks import may_call
from api.parts import parts
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView, Draft
from core.ids import grouped
from core.json import Json
from core.kinds import takes_uploads
from core.refusals import Invalid, Refusal
from core.scenes import Field
from core.secret import IdNumber, Secret
from notifications import ladder

router = APIRouter()
MOST_CONSENTS = MOST_PROMISES = 20
_CONSENT = "consent-"


@router.get("/a/{application_id}/summary")
async def look(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    draft = await draft_of(request, visit, caller, application_id)
    if draft.loaded.application.state != "draft":
        return to(f"/a/{application_id}/correct")
    note = f"unsent.{application_id}"
    kept = visit.notes.get(note)
    if not isinstance(kept, Mapping):
        return await _summary(request, visit, draft)
    if request.method == "GET":
        await visit.remember({note: None})
    return await _summary(request, visit, draft, _list(kept.get("given")), _pairs(kept.get("wrong")))


@router.get("/a/{application_id}/submit")
@may_call("anyone")
async def before_sending(application_id: str) -> Response:
    return to(f"/a/{application_id}/summary")


@router.post("/a/{application_id}/submit")
async def send(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    version = typed(form, "version")
    consents = [one for one in form.getlist("consents") if isinstance(one, str)][:MOST_CONSENTS]
    promises = [one for one in form.getlist("promises") if isinstance(one, str)][:MOST_PROMISES]
    await visit.remember({f"promised.{application_id}": sorted(set(promises)) or None})
    try:
        await applications.submit(
            caller,
            application_id,
            int(version) if version.isascii() and version.isdigit() else 0,
            consents=consents,
            promises=promises,
            knowledge=parts(request).knowledge,
        )
    except ANSWERED as refusal:
        if refusal.code == "submitted_already":  # the button was pressed twice
            return to(f"/a/{application_id}/sent")
        return await _not_sent(
            request, visit, await draft_of(request, visit, caller, application_id), consents, refusal
        )
    view = await applications.one(caller, application_id)
    await visit.remember({f"guide.{view.scene}": None, f"promised.{application_id}": None})
    return to(f"/a/{application_id}/sent")


async def _not_sent(request: Request, visit: Visit, draft: Draft, given: list[str], refusal: Refusal) -> Response:
    """Back to the summary, which says it: going back or looking again sends nothing."""
    voice, application_id = voice_of(request, visit), draft.loaded.application.id
    wrong = wrong_with(refusal, voice)
    if isinstance(refusal, Invalid):
        wrong = _at_lines(draft, wrong, voice.words)
    known = [one.id for one in draft.consents if one.id in given]
    await visit.remember({f"unsent.{application_id}": {"given": known, "wrong": [[*pair] for pair in wrong]}})
    return to(f"/a/{application_id}/summary")


def _list(kept: Json) -> list[str]:
    return [str(one) for one in kept] if isinstance(kept, list | tuple) else []


def _pairs(kept: Json) -> Wrong:
    pairs = [_list(one) for one in kept] if isinstance(kept, list | tuple) else []
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


@router.get("/a/{application_id}/sent")
async def sent(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    say = voice_of(request, visit).words
    view = await applications.one(caller, application_id, say.language)
    if view.state == "draft":
        return to(f"/a/{application_id}/summary")
    if view.role != APPLICANT:
        return to(f"/a/{application_id}")
    told, over = await ladder.told(caller.citizen_id), view.state in OVER
    facts = [
        Fact("search", say("facts.query_code"), grouped(view.query_code or ""), [query_says(view, say)]),
        *visit_facts(view.visits, say),
        *([] if over else [Fact("bell", say("facts.told"), say("facts.and").join(one.how for one in told))]),
    ]
    head, to_do = _sent_head(view, say), [one for one in actions(view, say) if one.main]
    return page(
        request, visit, "sent", scene=view, id=view.id, live=live_at(view), facts=facts,
        head=head, outcome=head.outcome or "yes", licences=licence_rows(view, say), to_do=to_do[:1],
    )  # fmt: skip


def _sent_head(view: ApplicationView, say: Words) -> Headline:
    """Whom it went to and by when one hears; who is waited for before that; or how it ended, where that was quick."""
    if view.state in OVER or invited(view):
        return headline(view, say)
    if view.state in ("needs_you", "to_pay"):
        return Headline(say("sent.title"), headline(view, say).says)
    offices = say("facts.and").join(dict.fromkeys(case.department_name for case in view.cases if not case.waits))
    more = say("sent.by", date=say.day(view.due_on)) if view.due_on else say("summary.by_unknown")
    return Headline(say("sent.says", office=offices), more)


async def _summary(
    request: Request, visit: Visit, draft: Draft, given: list[str] | None = None, wrong: Wrong = ()
) -> Response:
    say, application, judged = voice_of(request, visit).words, draft.loaded.application, draft.judgement
    told, rows = await ladder.told(application.citizen_id, draft.parties), _rows(draft, say)
    consents_wrong = {field.removeprefix(_CONSENT): says for field, says in wrong if field.startswith(_CONSENT)}
    promised = promised_in(visit, application.id)
    return page(
        request, visit, "summary",
        id=application.id, version=application.version, scene=draft.scene, back=_last(draft), errors=wrong,
        wrong=consents_wrong, office=office_of(draft.scene, judged, say), due_on=judged.promise.due_on,
        days=judged.promise.working_days,
        person=_person(draft, say), rows=[row for row in rows if not row.source],
        filled=[row for row in rows if row.source], given=given or [], consents=draft.consents,
        materials=papers_of(draft, promised, say), promises=promises_of(draft, promised, say),
        costs=[cost(draft.scene, judged, say), *visits(draft.scene, judged, say)],
        confirming=to_confirm(draft, say),
        told=[Told(one.party, one.how) for one in told],
    )  # fmt: skip


def _person(draft: Draft, say: Words) -> list[Line]:
    """Who applies: the name in full, since it is their own; numbers masked, since others may look over the shoulder."""
    citizen = draft.citizen
    name = citizen.name.reveal() if citizen.name else ""
    masked: Mapping[str, Secret | None] = {"summary.number": citizen.id_number, "summary.phone": citizen.phone}
    lines = [Line(say("summary.name"), name)] if name else []
    return lines + [Line(say(key), str(value)) for key, value in masked.items() if value]


def _rows(draft: Draft, say: Words) -> list[Line]:
    fields = ((name, draft.scene.fields.get(name)) for name in draft.judgement.visible)
    return [_row(draft, field, say) for _, field in fields if field is not None]


def _row(draft: Draft, field: Field, say: Words) -> Line:
    judged, filled = draft.judgement, draft.judgement.filled.get(field.id)
    own = field.id in draft.answers and field not in draft.scene.ask  # a guided question is what a register says
    value: Json = judged.values.get(field.id, filled.value if filled and not own else None)
    pictures = files_of(draft, field.id) if takes_uploads(field.kind) else []
    from_record = filled is not None and not own and not (pictures and pictures[0].id)
    read = read_back(field, value, from_record=from_record)
    settled = from_record and field in draft.scene.ask  # what a register says is not ours to change
    return Line(
        field.name,
        "" if pictures else read or say("summary.empty"),
        change="" if settled else f"/a/{draft.loaded.application.id}/f/{field.id}",
        source=source_of(filled, say) if from_record and filled else "",
        picture=pictures[0].picture if pictures else "",
        id=field.id,
    )


def read_back(field: Field, value: Json, *, from_record: bool) -> str:
    """A statement in its own words; a number that a record told, and nobody typed, masked."""
    if field.kind == "statement" and value is True:
        return field.says or field.name
    if field.kind == "id_number" and from_record and isinstance(value, str):
        return IdNumber(value).masked()
    return shown(field, value)


def _at_lines(draft: Draft, wrong: Wrong, say: Words) -> Wrong:
    """Each defect at the line it is about: consents at their box, conditions at none."""
    says = {consent.id: consent.says for consent in draft.consents}
    lines = {*draft.judgement.visible, *(f"materials.{need.id}" for need in draft.judgement.materials)}
    found: list[tuple[str, str]] = []
    for field, words in wrong:
        line, (part, _, name) = field.partition("[")[0], field.partition(".")
        if part == "consents" and name in says:
            found.append((f"{_CONSENT}{name}", say("summary.consent_missing", says=says[name])))
        else:
            found.append((line if line in lines else "", words))
    return tuple(found)


def _last(draft: Draft) -> str:
    form = [one.id for one in draft.scene.form if one.id in draft.judgement.visible]
    application = draft.loaded.application
    return f"/a/{application.id}/f/{form[-1]}" if form else f"/s/{application.scene}/answer"
