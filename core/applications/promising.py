"""容缺: a paper that may come later. What was promised, by when, and what becomes of it.

The days run from acceptance, and only a person ends a case over a promise that was not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from core.applications.application import Application, Promise
from core.applications.case import Case
from core.applications.history import By
from core.ids import new_id
from core.json import JsonObject

if TYPE_CHECKING:  # moving.py leans on this module
    from core.applications.moving import Limits, Moment

ACCEPTED = frozenset({"case_accepted", "case_deemed_accepted"})


def owe(application: Application, case_id: str, material: str, owed_on: str | None) -> None:
    """At submission: `material` of this case will follow. `owed_on` (ISO) is a first date; acceptance sets it anew."""
    application.put_promise(Promise(new_id(), case_id, material, owed_on, "owed"))


def first_day_owed(promises: Iterable[Promise]) -> date | None:
    """By when the first of what is still owed was due; None when nothing is, or nobody can tell yet."""
    days = [promise.owed_on for promise in promises if promise.owed and promise.owed_on]
    return date.fromisoformat(min(days)) if days else None


def after_a_move(application: Application, event: str, case: Case, when: Moment, limits: Limits) -> JsonObject:
    """What a move does to the promises of its case, and what of it is told with the event.

    Acceptance sets the day, `promise_broken` ends them.
    """
    owed = [promise for promise in application.promised_in(case.id) if promise.owed]
    if event == "promise_broken":
        for promise in owed:
            application.put_promise(replace(promise, state="broken"))
    elif event in ACCEPTED and owed:
        owed = [replace(one, owed_on=limits.owed_on(case, one.material, when.today)) for one in owed]
        for promise in owed:
            application.put_promise(promise)
        return {**papers_of(owed)}
    return {}


def papers_of(promises: Sequence[Promise]) -> JsonObject:
    """For the words: which papers, and the first day one of them is due."""
    first = first_day_owed(promises)
    return {"materials": [one.material for one in promises], "owed_on": first.isoformat() if first else None}


def keep(application: Application, promise: Promise, upload: tuple[str, str], by: By, when: Moment) -> None:
    """The paper is there. `upload`: its id and how far it is trusted."""
    reference, trust = upload
    application.put_promise(replace(promise, state="kept", kept_at=when.at))
    application.also.update(
        "materials",
        {"case_id": promise.case_id, "material": promise.material},
        {"source": "upload", "trust": trust, "reference": reference, "state": "kept"},
        expect=None,
    )
    case = application.cases[promise.case_id]
    application.record("promise_kept", by, when.at, case=case, data={"materials": [promise.material]})


def come_due(application: Application, case: Case, when: Moment) -> tuple[Promise, ...]:
    """The promises of a case whose last day is over and that nobody has noticed yet."""
    if case.ended or case.accepted_at is None:
        return ()
    today = when.today.isoformat()
    return tuple(
        promise
        for promise in application.promised_in(case.id)
        if promise.state == "owed" and promise.owed_on and today > promise.owed_on
    )
