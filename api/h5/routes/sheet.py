"""A draft, one question a page: what the city knows stands there already, with its source; the rest is asked."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from api.files import uploads
from api.h5.asking import field_of, given, question_of, wrong_with_answer
from api.h5.grouping import drawn, given_in, rearranged, wrong_inside
from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.putting_right import asked_for, renew, renewed
from api.h5.questions import Question
from api.h5.taking import files_of, noted, take_file
from api.h5.words import Words
from api.parts import parts
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import Draft
from core.citizens import Caller
from core.json import Json
from core.kinds import takes_uploads
from core.refusals import Conflict, NotFound
from core.scenes import Field
from core.scenes.groups import GROUP
from core.scenes.judgement import MaterialNeed

router = APIRouter()


@router.get("/a/{application_id}/next")
async def go_on(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    """The first thing still to do; when there is none, the summary."""
    draft = await draft_of(request, visit, caller, application_id)
    if draft.loaded.application.state != "draft":
        return to(f"/a/{application_id}/correct")
    if asked := _first_open(draft):
        return to(f"/a/{application_id}/f/{asked}")
    promised = promised_in(visit, application_id)
    for need in draft.judgement.papers:  # also those that nobody can tell of just now: it is not sent without them
        if not (need.have or need.optional or need.id in promised) and "upload" in need.sources:
            return to(f"/a/{application_id}/m/{need.id}")
    return to(f"/a/{application_id}/summary")


def _first_open(draft: Draft) -> str | None:
    """In the order of the scene: what has no answer, and a group nobody has looked at, though it may stay empty."""
    fields, judged = draft.scene.fields, draft.judgement
    new = {name for name in judged.visible if fields[name].kind == GROUP and name not in draft.answers}
    return next((name for name in judged.visible if name in {*judged.todo, *new}), None)


@router.get("/a/{application_id}/f/{field_id}")
async def ask(application_id: str, field_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    draft = await draft_of(request, visit, caller, application_id)
    field = _field(draft, field_id)
    if draft.loaded.application.state == "draft":
        return _field_page(request, visit, draft, field, _value(draft, field))
    asked = await _asked_for(caller, draft)
    if not takes_uploads(field.kind) and field.id not in asked:
        return to(f"/a/{application_id}")  # what no office asks about stays as it was sent
    return _field_page(request, visit, draft, field, _value(draft, field), asked=asked.get(field.id, ""))


@router.post("/a/{application_id}/f/{field_id}")
async def keep(
    application_id: str, field_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form
) -> Response:
    draft = await draft_of(request, visit, caller, application_id)
    field = _field(draft, field_id)
    if takes_uploads(field.kind):
        return await _keep_file(request, visit, form, draft, field)
    if (cards := rearranged(form, field)) is not None:
        return _field_page(request, visit, draft, field, cards)
    raw = given_in(form, field) if field.kind == GROUP else given(form, field)
    if wrong := _wrong(draft, field, raw, voice_of(request, visit).words):
        return _field_page(request, visit, draft, field, raw, wrong=wrong)
    if draft.loaded.application.state != "draft":
        if field.id in await _asked_for(caller, draft):
            await renew(visit, application_id, field.id, raw)
        return to(f"/a/{application_id}/correct")
    try:
        await applications.answer(
            caller, application_id, {field.id: _kept(field, raw)}, None, knowledge=parts(request).knowledge
        )
    except ANSWERED as refusal:
        wrong = wrong_with(refusal, voice_of(request, visit), at=field.id)
        return _field_page(request, visit, draft, field, raw, wrong=wrong)
    return to(f"/a/{application_id}/next")


async def _keep_file(request: Request, visit: Visit, form: FormData, draft: Draft, field: Field) -> Response:
    if wrong := await take_file(request, visit, form, draft, field.id):
        return _field_page(request, visit, draft, field, _value(draft, field), wrong=wrong)
    return to(request.url.path if typed(form, "remove") else f"/a/{draft.loaded.application.id}/next")


def _wrong(draft: Draft, field: Field, raw: Json, say: Words) -> Wrong:
    if field.kind == GROUP:
        return wrong_inside(applications.with_answers(draft, {field.id: raw}).judgement, field, raw, say)
    return wrong_with_answer(field, raw, say)


def _kept(field: Field, raw: Json) -> Json:
    """What is taken back is null; of a group, none is an answer too."""
    return raw if field.kind == GROUP else raw or None


@router.get("/a/{application_id}/m/{material_id}")
async def ask_paper(
    application_id: str, material_id: str, request: Request, visit: Visitor, caller: SignedIn
) -> Response:
    draft = await draft_of(request, visit, caller, application_id)
    asked = {} if draft.loaded.application.state == "draft" else await _asked_for(caller, draft)
    return _paper_page(request, visit, draft, _need(draft, material_id), asked=asked.get(material_id, ""))


@router.post("/a/{application_id}/m/{material_id}")
async def keep_paper(
    application_id: str, material_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form
) -> Response:
    draft = await draft_of(request, visit, caller, application_id)
    need = _need(draft, material_id)
    if typed(form, "follow") and need.may_follow:
        promised = sorted({*promised_in(visit, application_id), material_id})
        await visit.remember({f"promised.{application_id}": promised})
        return to(f"/a/{application_id}/next")
    wrong = await take_file(request, visit, form, draft, material_id)
    if wrong:
        return _paper_page(request, visit, draft, need, wrong)
    return to(request.url.path if typed(form, "remove") else f"/a/{application_id}/next")


async def draft_of(request: Request, visit: Visit, caller: Caller, application_id: str) -> Draft:
    """The sheet; after sending, with what has been put right and waits to be handed back.

    Raises: NotFound; Conflict `submitted_already` when neither the person nor an office wants anything of it.
    """
    draft = await applications.open_draft(caller, application_id, parts(request).knowledge)
    state = draft.loaded.application.state
    if state not in uploads.TAKING:
        raise Conflict("submitted_already", state=state)
    return draft if state == "draft" else applications.with_answers(draft, renewed(visit, application_id))


def promised_in(visit: Visit, application_id: str) -> list[str]:
    """The papers this visit said would follow."""
    return noted(visit, f"promised.{application_id}")


async def _asked_for(caller: Caller, draft: Draft) -> Mapping[str, str]:
    """What offices want put right, with what they say of it, and what new answers opened."""
    view = await applications.one(caller, draft.loaded.application.id)
    return {**dict.fromkeys(draft.judgement.todo, ""), **asked_for(view)}


def _field(draft: Draft, field_id: str) -> Field:
    if field_id not in draft.judgement.visible:
        raise NotFound("not_found")
    field = field_of(draft.scene, field_id)
    if field is None:
        raise NotFound("not_found")
    return field


def _need(draft: Draft, material_id: str) -> MaterialNeed:
    need = next((one for one in draft.judgement.papers if one.id == material_id), None)
    if need is None or "upload" not in need.sources:
        raise NotFound("not_found")
    return need


def _value(draft: Draft, field: Field) -> object:
    if takes_uploads(field.kind):
        return files_of(draft, field.id)
    filled = draft.judgement.filled.get(field.id)
    return draft.answers.get(field.id, draft.judgement.values.get(field.id, filled.value if filled else None))


def _field_page(
    request: Request, visit: Visit, draft: Draft, field: Field, value: object, *, wrong: Wrong = (), asked: str = ""
) -> Response:
    filled = None if field.id in draft.answers else draft.judgement.filled.get(field.id)
    say = voice_of(request, visit).words
    question = question_of(field, say, filled)
    if field.kind == GROUP:
        question = drawn(question, field, value, draft.judgement, wrong=wrong, say=say)
    return _page(request, visit, draft, question, value, place=f"f/{field.id}", wrong=wrong, asked=asked)


def _paper_page(
    request: Request, visit: Visit, draft: Draft, need: MaterialNeed, wrong: Wrong = (), *, asked: str = ""
) -> Response:
    material = next(one for _, one in draft.scene.materials if one.id == need.id)
    question = Question(need.id, need.label, "file", hint=material.help, optional=need.optional)
    follows = need.may_follow if draft.loaded.application.state == "draft" else None
    return _page(
        request, visit, draft, question, files_of(draft, need.id),
        place=f"m/{need.id}", wrong=wrong, follow=follows.days if follows else None, asked=asked,
    )  # fmt: skip


def _page(
    request: Request,
    visit: Visit,
    draft: Draft,
    question: Question,
    value: object,
    *,
    place: str,
    wrong: Wrong,
    follow: int | None = None,
    asked: str = "",
) -> Response:
    """`asked`: what an office says of it."""
    application_id = draft.loaded.application.id
    return page(
        request, visit, "question", 422 if wrong else 200,
        q=question, value=value, error=dict(wrong).get(question.id, ""), errors=wrong, about=draft.scene.title,
        action=f"/a/{application_id}/{place}", skip=False, follow=follow, why="", asked=asked,
        back=_before(draft, question.id),
    )  # fmt: skip


def _before(draft: Draft, field_id: str) -> str:
    """The form question before this one, or the guide's answer; after sending, what is to be put right."""
    if draft.loaded.application.state != "draft":
        return f"/a/{draft.loaded.application.id}/correct"
    form = [one.id for one in draft.scene.form if one.id in draft.judgement.visible]
    before = form[: form.index(field_id)] if field_id in form else form
    application = draft.loaded.application
    return f"/a/{application.id}/f/{before[-1]}" if before else f"/s/{application.scene}/answer"
