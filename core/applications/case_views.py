"""One office's part as the person sees it: one line, what it waits for, what is owed, what is to be put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from core import db
from core.applications.case import Case
from core.applications.loading import Loaded
from core.applications.parties import INVITED
from core.applications.timeline import Line, Names, note_of, opinion_of
from core.json import JsonObject
from core.scenes import Scene
from core.words import say, spoken_date

PUT_RIGHT = {"correction": "correction_asked", "returned": "case_returned"}  # a state, and what led there
FULFILLED = frozenset({"delivering", "closed"})


@dataclass(frozen=True)
class Owed:
    """A paper that was promised. `owed_on`: the last day, ISO text. state: owed or overdue."""

    material: str
    label: str
    owed_on: str | None
    state: str


@dataclass(frozen=True)
class ToPutRight:
    """One thing to correct. `id` is a field or a material of the scene, or "" for none in particular."""

    id: str
    says: str


@dataclass(frozen=True)
class Correction:
    """What an office asked for, all at once. `by`: the last day, ISO text."""

    by: str | None
    says: str
    items: tuple[ToPutRight, ...]


@dataclass(frozen=True)
class CaseView:
    """`item` and `department` are slugs, their names beside them; `due_on` the promised date of this office.

    `says` is the newest line of its history, or what it waits for; `waits_for` the cases that come before it.
    """

    id: str
    number: str
    item: str
    item_name: str
    department: str
    department_name: str
    department_phone: str
    state: str
    result: str | None
    due_on: str | None
    says: str
    waits_for: tuple[str, ...]
    waits: tuple[str, ...]
    owed: tuple[Owed, ...]
    correction: Correction | None
    timeline: tuple[Line, ...]


@dataclass(frozen=True)
class Waits:
    """Why a case has not begun, in words."""

    loaded: Loaded
    scene: Scene
    names: Names
    language: str

    def of(self, case: Case) -> tuple[str, ...]:
        if case.begun or case.ended:
            return ()
        return (*self._people(), *(self._case(before) for before in self.cases(case)))

    def cases(self, case: Case) -> tuple[str, ...]:
        """Those before it that are not done yet."""
        known = self.loaded.application.cases
        after = [known[before] for before in case.after if before in known]
        return () if case.begun or case.ended else tuple(one.id for one in after if one.state not in FULFILLED)

    def _people(self) -> tuple[str, ...]:
        return tuple(
            self._party(party.role, party.confirm_by) for party in self.loaded.parties if party.state == INVITED
        )

    def _party(self, role: str, confirm_by: str | None) -> str:
        values = {"party": self.names.roles.get(role, "")}
        if confirm_by is None:
            return say("waits.party_without_day", values, self.language)
        return say("waits.party", {**values, "confirm_by": spoken_date(confirm_by, self.language)}, self.language)

    def _case(self, case_id: str) -> str:
        item = self.scene.item(self.loaded.application.cases[case_id].item)
        department = self.names.departments[case_id]
        return say("waits.case", {"department": department, "item": item.name}, self.language)


def case_view(case: Case, events: Sequence[db.Row], lines: Mapping[int, Line], waits: Waits, *, owns: bool) -> CaseView:
    """`events` are those of this case; `owns`: what is owed and to be put right is the applicant's to know."""
    department, item, why = waits.scene.department_of(case), waits.scene.item(case.item), waits.of(case)
    told = tuple(lines[event["seq"]] for event in events)
    return CaseView(
        case.id,
        case.number,
        case.item,
        item.name,
        department.slug,
        department.name,
        department.phone,
        case.state,
        case.result,
        case.due_on,
        told[-1].says if told else say("waits.joined", {}, waits.language).join(why),
        waits.cases(case),
        why,
        _owed(case, waits) if owns else (),
        _correction(case, events) if owns else None,
        told,
    )


def _owed(case: Case, waits: Waits) -> tuple[Owed, ...]:
    labels = {material.id: material.label or material.id for material in waits.scene.item(case.item).materials}
    return tuple(
        Owed(one.material, labels.get(one.material, one.material), one.owed_on, one.state)
        for one in waits.loaded.promises
        if one.case_id == case.id and one.owed
    )


def _correction(case: Case, events: Sequence[db.Row]) -> Correction | None:
    asked = PUT_RIGHT.get(case.state)
    event = next((event for event in reversed(events) if event["kind"] == asked), None)
    if event is None:
        return None
    note = note_of(event)
    defects = cast(Sequence[JsonObject], note.get("defects", ()))
    items = tuple(ToPutRight(str(one.get("field") or ""), _says(one)) for one in defects)
    return Correction(case.marks.correct_by, str(note.get("opinion", "")) or opinion_of(note), items)


def _says(defect: JsonObject) -> str:
    values = cast(JsonObject, defect.get("values") or {})
    return str(values.get("says") or defect["code"])
