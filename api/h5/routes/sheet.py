"""A draft, one question a page: what the city knows stands there already, with its source; the rest is asked."""

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from api.edge.bodies import FILE_LIMIT
from api.files import uploads
from api.h5.asking import FILES, field_of, file_in, given, question_of, wrong_with_answer
from api.h5.pages import ANSWERED, SignedIn, Wrong, page, to, typed, voice_of, wrong_with
from api.h5.questions import Question
from api.h5.shown import Upload
from api.limits import UPLOADS
from api.parts import parts
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import Draft
from core.citizens import Caller
from core.refusals import Conflict, NotFound
from core.scenes import Field
from core.scenes.judgement import MaterialNeed

router = APIRouter()


@router.get("/a/{application_id}/next")
async def go_on(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    """The first thing still to do; when there is none, the summary."""
    draft = await draft_of(request, caller, application_id)
    if draft.loaded.application.state != "draft":
        return to(f"/a/{application_id}/correct")
    promised = promised_in(visit, application_id)
    for todo in draft.sheet().todo:
        if todo.kind != "material":
            return to(f"/a/{application_id}/f/{todo.id}")
        if todo.id not in promised:
            return to(f"/a/{application_id}/m/{todo.id}")
    return to(f"/a/{application_id}/summary")


@router.get("/a/{application_id}/f/{field_id}")
async def ask(application_id: str, field_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    draft = await draft_of(request, caller, application_id)
    field = _field(draft, field_id)
    if draft.loaded.application.state != "draft" and field.kind not in FILES:
        return to(f"/a/{application_id}")  # an office asks for papers; answers stay as they were sent
    return _field_page(request, visit, draft, field, _value(draft, field))


@router.post("/a/{application_id}/f/{field_id}")
async def keep(
    application_id: str, field_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form
) -> Response:
    draft = await draft_of(request, caller, application_id)
    field = _field(draft, field_id)
    if field.kind in FILES:
        wrong = await _take_file(request, visit, form, draft, field.id)
        again = bool(typed(form, "remove")) and not wrong
        if wrong or again:
            return (
                to(request.url.path)
                if again
                else _field_page(request, visit, draft, field, _value(draft, field), wrong=wrong)
            )
        return to(f"/a/{application_id}/next")
    raw = given(form, field)
    if wrong := wrong_with_answer(field, raw, voice_of(request, visit).words):
        return _field_page(request, visit, draft, field, raw, wrong=wrong)
    try:
        await applications.answer(
            caller, application_id, {field.id: raw or None}, None, knowledge=parts(request).knowledge
        )
    except ANSWERED as refusal:
        wrong = wrong_with(refusal, voice_of(request, visit), at=field.id)
        return _field_page(request, visit, draft, field, raw, wrong=wrong)
    return to(f"/a/{application_id}/next")


@router.get("/a/{application_id}/m/{material_id}")
async def ask_paper(
    application_id: str, material_id: str, request: Request, visit: Visitor, caller: SignedIn
) -> Response:
    draft = await draft_of(request, caller, application_id)
    return _paper_page(request, visit, draft, _need(draft, material_id))


@router.post("/a/{application_id}/m/{material_id}")
async def keep_paper(
    application_id: str, material_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form
) -> Response:
    draft = await draft_of(request, caller, application_id)
    need = _need(draft, material_id)
    if typed(form, "follow") and need.may_follow:
        promised = sorted({*promised_in(visit, application_id), material_id})
        await visit.remember({f"promised.{application_id}": promised})
        return to(f"/a/{application_id}/next")
    wrong = await _take_file(request, visit, form, draft, material_id)
    if wrong:
        return _paper_page(request, visit, draft, need, wrong)
    return to(request.url.path if typed(form, "remove") else f"/a/{application_id}/next")


async def draft_of(request: Request, caller: Caller, application_id: str) -> Draft:
    """Raises: NotFound; Conflict `submitted_already` when it is no draft any more."""
    draft = await applications.open_draft(caller, application_id, parts(request).knowledge)
    state = draft.loaded.application.state
    if state not in uploads.TAKING:
        raise Conflict("submitted_already", state=state)
    return draft


def promised_in(visit: Visit, application_id: str) -> list[str]:
    """The papers this visit said would follow."""
    promised = visit.notes.get(f"promised.{application_id}")
    return [str(one) for one in promised] if isinstance(promised, list | tuple) else []


def files_of(draft: Draft, target: str) -> list[Upload]:
    """What has been uploaded for `target`, or the picture the city has."""
    own = [
        Upload(one.id, target, picture=f"/api/v1/uploads/{one.id}")
        for one in draft.loaded.uploads
        if one.target == target
    ]
    filled = draft.judgement.filled.get(target)
    if own or filled is None or not isinstance(filled.value, str):
        return own
    return [Upload("", filled.source, picture=filled.value)]


async def _take_file(request: Request, visit: Visit, form: FormData, draft: Draft, target: str) -> Wrong:
    """Take the chosen file in, or one away. Nothing chosen is fine when there is one already."""
    here, voice, caller = parts(request), voice_of(request, visit), visit.signed_in()
    try:
        if gone := typed(form, "remove"):
            await uploads.take_away(caller, gone)
            return ()
        chosen = await file_in(form, target, FILE_LIMIT)
        if chosen is None:
            return () if files_of(draft, target) else ((target, voice.words("wrong.upload")),)
        await here.limits.take(UPLOADS, caller.citizen_id)
        await uploads.give(caller, draft.loaded.application.id, target, *chosen, places=here.places)
    except ANSWERED as refusal:
        return tuple((target, says) for _, says in wrong_with(refusal, voice, at=target))
    return ()


def _field(draft: Draft, field_id: str) -> Field:
    if field_id not in draft.judgement.visible:
        raise NotFound("not_found")
    field = field_of(draft.scene, field_id)
    if field is None:
        raise NotFound("not_found")
    return field


def _need(draft: Draft, material_id: str) -> MaterialNeed:
    need = next((one for one in draft.judgement.materials if one.id == material_id), None)
    if need is None or "upload" not in need.sources:
        raise NotFound("not_found")
    return need


def _value(draft: Draft, field: Field) -> object:
    if field.kind in FILES:
        return files_of(draft, field.id)
    filled = draft.judgement.filled.get(field.id)
    return draft.answers.get(field.id, draft.judgement.values.get(field.id, filled.value if filled else None))


def _field_page(
    request: Request, visit: Visit, draft: Draft, field: Field, value: object, *, wrong: Wrong = ()
) -> Response:
    filled = None if field.id in draft.answers else draft.judgement.filled.get(field.id)
    question = question_of(field, voice_of(request, visit).words, filled)
    return _page(request, visit, draft, question, value, place=f"f/{field.id}", wrong=wrong, follow=None)


def _paper_page(request: Request, visit: Visit, draft: Draft, need: MaterialNeed, wrong: Wrong = ()) -> Response:
    material = next(one for _, one in draft.scene.materials if one.id == need.id)
    question = Question(need.id, need.label, "file", hint=material.help, optional=need.optional)
    days = need.may_follow.days if need.may_follow else None
    return _page(
        request, visit, draft, question, files_of(draft, need.id), place=f"m/{need.id}", wrong=wrong, follow=days
    )


def _page(
    request: Request,
    visit: Visit,
    draft: Draft,
    question: Question,
    value: object,
    *,
    place: str,
    wrong: Wrong,
    follow: int | None,
) -> Response:
    application_id = draft.loaded.application.id
    return page(
        request, visit, "question", 422 if wrong else 200,
        q=question, value=value, error=dict(wrong).get(question.id, ""), errors=wrong, about=draft.scene.title,
        action=f"/a/{application_id}/{place}", skip=False, follow=follow, why="", back=_before(draft, question.id),
    )  # fmt: skip


def _before(draft: Draft, field_id: str) -> str:
    """The form question before this one; before the first, the guide's answer."""
    form = [one.id for one in draft.scene.form if one.id in draft.judgement.visible]
    before = form[: form.index(field_id)] if field_id in form else form
    application = draft.loaded.application
    return f"/a/{application.id}/f/{before[-1]}" if before else f"/s/{application.scene}/answer"
