"""What an office asked for after sending, thing by thing: where each is put right, and whether it is done.

Answers given anew wait with the visit until everything is handed back at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from api.h5.pages import Wrong
from api.h5.shown import Asked, Fix
from api.h5.taking import brought_in
from api.h5.words import Words
from api.visits import Visit
from core.applications import ApplicationView, CaseView, Draft
from core.json import Json

_MATERIALS = "materials."


def asked_for(view: ApplicationView) -> dict[str, str]:
    """Every field and paper that is to be put right or brought, with what is said of it."""
    items = (item for case in view.cases if case.correction for item in case.correction.items)
    said = {item.id.removeprefix(_MATERIALS): item.says for item in items if item.id}
    return {**{owed.material: "" for case in view.cases for owed in case.owed}, **said}


def renewed(visit: Visit, application_id: str) -> dict[str, Json]:
    """The answers this visit gave anew and has not handed back."""
    kept = visit.notes.get(_note(application_id))
    return dict(kept) if isinstance(kept, Mapping) else {}


async def renew(visit: Visit, application_id: str, field_id: str, raw: Json) -> None:
    await visit.remember({_note(application_id): {**renewed(visit, application_id), field_id: raw}})


async def forget(visit: Visit, application_id: str) -> None:
    """It has been handed back."""
    await visit.remember({_note(application_id): None, f"brought.{application_id}": None})


def _note(application_id: str) -> str:
    return f"renewed.{application_id}"


def corrections(view: ApplicationView, draft: Draft, visit: Visit, say: Words) -> list[Asked]:
    """Office by office; what two of them ask for stands with both, and is done once."""
    seen: set[str] = set()
    return [_asked(case, draft, visit, say, seen) for case in view.cases if case.correction]


def _asked(case: CaseView, draft: Draft, visit: Visit, say: Words, seen: set[str]) -> Asked:
    """`seen`: what an office before this one asked for too; only the first is led to by an error."""
    assert case.correction
    fixes = []
    for one in case.correction.items:
        fix = _fix(one.id.removeprefix(_MATERIALS), one.says, draft, visit, say)
        fixes.append(replace(fix, id="") if fix.id in seen else fix)
        seen.add(fix.id)
    says = case.correction.says if case.correction.says != "；".join(one.says for one in fixes) else ""
    return Asked(case.department_name, case.item_name, says, case.department_phone, fixes)


def _fix(name: str, says: str, draft: Draft, visit: Visit, say: Words) -> Fix:
    here = draft.loaded.application.id
    done = name in brought_in(visit, here) or name in renewed(visit, here)
    field = draft.scene.fields.get(name)
    if field and name in draft.judgement.visible:
        return Fix(name, field.name, says, f"/a/{here}/f/{name}", say("correct.change"), done)
    need = next((one for one in draft.judgement.papers if one.id == name), None)
    if need and "upload" in need.sources:
        return Fix(name, need.label, says, f"/a/{here}/m/{name}", say("correct.bring"), done)
    return Fix("", "", says)


def opened(draft: Draft, say: Words) -> list[Asked]:
    """Questions that only an answer given anew brought up."""
    here, fields = draft.loaded.application.id, draft.scene.fields
    fixes = [
        Fix(name, fields[name].name, "", f"/a/{here}/f/{name}", say("correct.answer"))
        for name in draft.judgement.todo
        if name in fields
    ]
    return [Asked(say("correct.opened"), "", "", "", fixes)] if fixes else []


def owed(view: ApplicationView, draft: Draft, say: Words) -> list[Fix]:
    """The papers that were promised: by when, and whether one is there to be handed over."""
    there, found = {upload.target for upload in draft.loaded.uploads}, {}
    for one in (owed for case in view.cases for owed in case.owed):
        key = "owed_over" if one.state == "overdue" else "owed_by"
        says = say(f"correct.{key}", date=say.day(one.owed_on)) if one.owed_on else say("correct.owed_later")
        href, done = f"/a/{view.id}/m/{one.material}", one.material in there
        found[one.material] = Fix(one.material, one.label, says, href, say("correct.bring"), done)
    return list(found.values())


def by_day(view: ApplicationView) -> str | None:
    """The last day of the corrections, ISO text."""
    return min((case.correction.by for case in view.cases if case.correction and case.correction.by), default=None)


def left_over(asked: Iterable[Asked], promised: Iterable[Fix], say: Words) -> Wrong:
    """What is still to do before it can go back: every correction; where there is none, one of the owed papers."""
    fixes = {fix.id: fix for one in asked for fix in one.fixes if fix.id}
    papers = list(promised)
    if fixes:
        undone = [fix for fix in fixes.values() if not fix.done]
    else:
        undone = [] if any(fix.done for fix in papers) else papers
    return tuple((f"fix-{fix.id}", say("wrong.undone", label=fix.label)) for fix in undone)
