"""Can I have this? A few questions, one a page, and a clear answer: yes, no or maybe. Nobody need be signed in."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.asking import answers_of, asked_of, field_of, given, guide_note, question_of, shown, wrong_with_answer
from api.h5.grouping import drawn, given_in, rearranged, wrong_inside
from api.h5.pages import Wrong, page, to, typed, voice_of
from api.h5.shown import Line, Row, Step
from api.h5.telling import alternatives_of, facts_of
from api.h5.words import Words
from api.marks import may_call
from api.parts import parts
from api.visits import Form, Visit, Visitor
from core import applications
from core.house import house
from core.json import Json
from core.kinds import takes_uploads
from core.refusals import NotFound
from core.scenes import Field, Judgement, Scene
from core.scenes.groups import GROUP

router = APIRouter()
NOTHING_MORE: Mapping[str, Json] = {}


@router.get("/s/{slug}")
async def show(slug: str, request: Request, visit: Visitor) -> Response:
    """What this is, before anything is asked."""
    scene, say = applications.current(slug), voice_of(request, visit).words
    judged = await judged_for(request, visit, scene)
    items = [scene.item(use.item) for use in scene.items]
    legal = [
        {
            "name": item.name,
            "code": item.code.catalog,
            "basis": say("facts.then").join(f"{b.law}{b.article}" for b in item.basis),
        }
        for item in items
    ]
    return page(
        request, visit, "scene", scene=scene, legal=legal, facts=facts_of(scene, judged, say),
        start=f"/s/{slug}/q", begun=bool(asked_of(visit.notes, slug)),
    )  # fmt: skip


@router.get("/s/{slug}/q")
async def next_question(slug: str, request: Request, visit: Visitor) -> Response:
    """The question that decides first, or the answer when there is none left."""
    judged = await judged_for(request, visit, applications.current(slug))
    question = _open(judged, visit, slug)
    return to(f"/s/{slug}/q/{question.id}" if question else f"/s/{slug}/answer")


@router.get("/s/{slug}/q/{question}")
async def ask(slug: str, question: str, request: Request, visit: Visitor) -> Response:
    scene = applications.current(slug)
    value = answers_of(visit.notes, slug).get(question)
    return await _question_page(request, visit, scene, _field(scene, question), value)


@router.post("/s/{slug}/q/{question}")
async def keep(slug: str, question: str, request: Request, visit: Visitor, form: Form) -> Response:
    scene = applications.current(slug)
    field, answers = _field(scene, question), answers_of(visit.notes, slug)
    if (cards := rearranged(form, field)) is not None:
        return await _question_page(request, visit, scene, field, cards)
    raw = given_in(form, field) if field.kind == GROUP else given(form, field)
    if typed(form, "skip"):
        answers.pop(question, None)
    elif wrong := await _wrong(request, visit, scene, field, raw):
        return await _question_page(request, visit, scene, field, raw, wrong=wrong)
    else:
        answers[question] = raw
    asked = [one for one in asked_of(visit.notes, slug) if one != question] + [question]
    await visit.remember({f"guide.{slug}": guide_note(answers, asked)})
    return to(f"/s/{slug}/q")


async def _wrong(request: Request, visit: Visit, scene: Scene, field: Field, raw: Json) -> Wrong:
    say = voice_of(request, visit).words
    if field.kind != GROUP:
        return wrong_with_answer(field, raw, say)
    return wrong_inside(await judged_for(request, visit, scene, {field.id: raw}), field, raw, say)


@router.get("/s/{slug}/answer")
async def answer(slug: str, request: Request, visit: Visitor) -> Response:
    scene, say = applications.current(slug), voice_of(request, visit).words
    judged = await judged_for(request, visit, scene)
    asked = asked_of(visit.notes, slug)
    return page(
        request, visit, "answer", scene=scene, check=judged, more=_more(judged, scene, visit, say),
        facts=facts_of(scene, judged, say), alternatives=_alternatives(judged, scene, visit, say),
        step=_step(judged, scene, visit, say), answered=_answered(scene, visit, asked),
        back=f"/s/{slug}/q/{asked[-1]}" if asked else f"/s/{slug}",
    )  # fmt: skip


@router.get("/s/{slug}/begin")
@may_call("anyone")
async def before_begin(slug: str) -> Response:
    return to(f"/s/{slug}/answer")


@router.post("/s/{slug}/begin")
async def begin(slug: str, request: Request, visit: Visitor, form: Form) -> Response:
    """Open a draft, or go on with the one there is, with what the guide has learned."""
    if visit.caller is None:
        return to(f"/sign-in?next=/s/{slug}/answer")
    knowledge, answers = parts(request).knowledge, answers_of(visit.notes, slug)
    own = {name: value for name, value in answers.items() if name in applications.current(slug).fields}
    drafts = await applications.listing(visit.caller, "draft", 50, None)
    there = next((one.id for one in drafts.items if one.scene == slug), None)
    if there is None:
        there = (await applications.begin(visit.caller, slug, answers, knowledge=knowledge)).id
    elif own:
        await applications.answer(visit.caller, there, own, None, knowledge=knowledge)
    return to(f"/a/{there}/next")


async def judged_for(
    request: Request, visit: Visit, scene: Scene, more: Mapping[str, Json] = NOTHING_MORE
) -> Judgement:
    """What this visit's answers (with `more`), and the city's records for who is signed in, come to."""
    answers = {**answers_of(visit.notes, scene.slug), **more}
    checked = await applications.check(scene.slug, answers, visit.caller, knowledge=parts(request).knowledge)
    return checked.judgement


def _field(scene: Scene, question: str) -> Field:
    field = field_of(scene, question)
    if field is None or takes_uploads(field.kind):  # a file needs a draft to belong to
        raise NotFound("not_found")
    return field


def _open(judged: Judgement, visit: Visit, slug: str) -> Field | None:
    """The first question not passed yet."""
    asked = asked_of(visit.notes, slug)
    return next((one for one in judged.questions if one.id not in asked), None)


async def _question_page(
    request: Request, visit: Visit, scene: Scene, field: Field, value: Json, *, wrong: Wrong = ()
) -> Response:
    say = voice_of(request, visit).words
    question = question_of(field, say)
    if field.kind == GROUP:
        question = drawn(question, field, value, await judged_for(request, visit, scene), wrong=wrong, say=say)
    asked = asked_of(visit.notes, scene.slug)
    before = asked[: asked.index(field.id)] if field.id in asked else asked
    return page(
        request, visit, "question", 422 if wrong else 200,
        q=question, value=value, error=dict(wrong).get(field.id, ""),
        errors=wrong, about=scene.title, action=f"/s/{scene.slug}/q/{field.id}", skip=True, follow=None, why="",
        asked="", back=f"/s/{scene.slug}/q/{before[-1]}" if before else f"/s/{scene.slug}",
    )  # fmt: skip


def _answered(scene: Scene, visit: Visit, asked: list[str]) -> list[Line]:
    answers = answers_of(visit.notes, scene.slug)
    fields = {name: field_of(scene, name) for name in asked if name in answers}
    return [
        Line(field.name, shown(field, answers[name]), change=f"/s/{scene.slug}/q/{name}")
        for name, field in fields.items()
        if field
    ]


def _more(judged: Judgement, scene: Scene, visit: Visit, say: Words) -> str:
    if judged.outcome != "maybe":
        return say(f"answer.{judged.outcome}")
    if _open(judged, visit, scene.slug):
        return say("answer.maybe_questions", count=1)
    return say(f"answer.maybe_{_way(scene, visit)}")


def _alternatives(judged: Judgement, scene: Scene, visit: Visit, say: Words) -> list[Row]:
    known = None if visit.caller is None else visit.caller.assurance >= scene.assurance
    return alternatives_of(judged, scene, house().city.scenes, say, known=known)


def _way(scene: Scene, visit: Visit) -> str:
    """What stands between this visit and the records that would decide."""
    if visit.caller is None:
        return "sign_in"
    return "verify" if visit.caller.assurance < scene.assurance else "unknown"


def _step(judged: Judgement, scene: Scene, visit: Visit, say: Words) -> Step:
    """The one button."""
    here, way = f"/s/{scene.slug}/answer", _way(scene, visit)
    if judged.outcome == "no":
        return Step(say("answer.other"), href="/")
    if judged.outcome == "maybe" and (question := _open(judged, visit, scene.slug)):
        return Step(say("answer.next"), href=f"/s/{scene.slug}/q/{question.id}")
    if way == "sign_in":
        text = say("answer.begin_sign_in" if judged.outcome == "yes" else "answer.sign_in")
        return Step(text, href=f"/sign-in?next={here}", note=say("answer.free_note"))
    if way == "verify":
        return Step(say("answer.verify"), href=f"/verify-me?next={here}", note=say("answer.free_note"))
    return Step(say("answer.begin"), action=f"/s/{scene.slug}/begin", note=say("answer.free_note"))
