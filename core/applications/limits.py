"""The clocks of an application's cases: what each item promises, read against the city's calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.applications.application import Promise
from core.applications.case import Case
from core.applications.waking import lamp_of, next_look, planned_end
from core.calendar import Calendar
from core.clocks import (
    Clock,
    Leg,
    correction_due_on,
    deemed_acceptance_on,
    deemed_clock,
    due_on,
    expect,
    is_deemed_accepted,
    known,
    late,
)
from core.house import house
from core.scenes import Scene
from core.scenes.elements import NOTHING, STANDARD
from core.time import on_date

CORRECTION_WORKING_DAYS = 15  # no law gives the applicant a limit (行政许可法 art. 32); the usual practice of halls
PAYMENT_WORKING_DAYS = 5
PROMISE_WORKING_DAYS = 10  # where a published item no longer says
LICENCE_READY = "licence_ready"
EXTENSION_WORKING_DAYS = 10  # 行政许可法 art. 42, unless the item says otherwise


@dataclass(frozen=True)
class Limited:
    """One scene's items and the calendar. Dates it gives out are ISO text; None where a date is not known yet."""

    scene: Scene
    calendar: Calendar

    def received(self, case: Case, promises: Sequence[Promise], on: date) -> Case:
        """An office has it: a first honest date, from receipt. `promises`: those of this case."""
        leg = replace(self._leg(case, promises), after=())
        return replace(case, due_on=_text(expect([leg], on, self.calendar).on))

    def accepted(self, case: Case, on: date) -> Case:
        """行政许可法 art. 42: the limit runs from acceptance. Deemed acceptance counts from receipt."""
        limit = self.scene.item(case.item).limit
        received = on_date(case.submitted_at) if case.submitted_at else on
        if limit.deemed_acceptance and is_deemed_accepted(received, on, self.calendar):
            return self._clocked(case, deemed_clock(received, limit.promised))
        return self._clocked(case, Clock(on, limit.promised))

    def stopped(self, case: Case, on: date, reason: str, until: date | None = None) -> Case:
        """`until`: the last day of the procedure, where it is known."""
        return self._clocked(case, _clock(case).stopped(on, reason, until))

    def resumed(self, case: Case, on: date) -> Case:
        """As of the planned end, however late somebody looks or says so: the days since then count again."""
        until = planned_end(case)
        return self._clocked(case, _clock(case).resumed(min(on, until) if until else on))

    def extended(self, case: Case, on: date) -> Case:
        days = self.scene.item(case.item).limit.extendable_by or EXTENSION_WORKING_DAYS
        return self._clocked(case, _clock(case).extended(days))

    def correct_by(self, case: Case, on: date) -> str | None:
        return _text(correction_due_on(on, CORRECTION_WORKING_DAYS, self.calendar))

    def pay_by(self, case: Case, on: date) -> str | None:
        return _text(due_on(on, PAYMENT_WORKING_DAYS, self.calendar))

    def owed_on(self, case: Case, material: str, on: date) -> str | None:
        """By when a promised paper is due: so many working days after acceptance, as the item says."""
        element = next((one for one in self.scene.item(case.item).materials if one.id == material), None)
        days = element.may_follow.days if element and element.may_follow else PROMISE_WORKING_DAYS
        return _text(due_on(on, days, self.calendar))

    def watched(self, case: Case, promises: Sequence[Promise], today: date) -> Case:
        """With its lamp as it is today, and the next day on which the clock has to look at it."""
        lit = lamp_of(case, promises, today, self.calendar)
        return replace(case, lamp=lit, wake_on=next_look(case, promises, today, self.calendar, self.answer_due(case)))

    def answer_due(self, case: Case) -> date | None:
        """The last day on which silence does not accept; None for an item that silence never accepts."""
        if case.submitted_at is None or not self.scene.item(case.item).limit.deemed_acceptance:
            return None
        return known(deemed_acceptance_on(on_date(case.submitted_at), self.calendar))

    def expected(self, cases: Iterable[Case], promises: Sequence[Promise], today: date) -> str | None:
        """One honest date for the whole sheet: the critical path of what is left. None while somebody still has to
        confirm it: nobody knows when it will begin. `promises`: those of the sheet."""
        found = list(cases)
        asked = any(case.marks.confirm_by and not case.begun and not case.ended for case in found)
        legs = [self._leg(case, promises) for case in found]
        return _text(expect(legs, today, self.calendar).on) if legs and not asked else None

    def overdue(self, case: Case, today: date) -> int:
        """Working days past the promised date; 0 in time or while it is not known."""
        if case.ended or not case.begun:
            return 0
        if case.clock is None:  # nobody has accepted it yet, but a day was given at receipt
            gone = self.calendar.working_days(date.fromisoformat(case.due_on), today) if case.due_on else 0
            return max(gone, 0) if isinstance(gone, int) else 0
        found = late(_clock(case), today, self.calendar)
        return found.days if found else 0

    def letter(self, item: str, moment: str) -> str | None:
        """The letter this item wants at this moment: the standard one where it names none, none for `nothing`."""
        if moment == LICENCE_READY and not self.scene.item(item).gives.licence:
            return None  # there is none: that it was approved has been told
        named = getattr(self.scene.item(item).tells, moment, STANDARD)
        return {STANDARD: moment, NOTHING: None}.get(named, str(named))

    def _clocked(self, case: Case, clock: Clock) -> Case:
        return replace(case, clock=clock.as_json(), due_on=_text(clock.due(self.calendar)))

    def _leg(self, case: Case, promises: Sequence[Promise]) -> Leg:
        owed = [promise.material for promise in promises if promise.owed and promise.case_id == case.id]
        item = self.scene.item(case.item)
        return Leg(
            case.id,
            item.limit.promised,
            case.after,
            finished=on_date(case.closed_at) if case.closed_at else None,
            clock=_clock(case) if case.clock else None,
            received=on_date(case.submitted_at) if case.submitted_at else None,
            reception=item.reception_days(owed),
        )


def limits_for(scene: Scene) -> Limited:
    return Limited(scene, house().calendar)


def _clock(case: Case) -> Clock:
    return Clock.of_json(case.clock)


def _text(due: object) -> str | None:
    return due.isoformat() if isinstance(due, date) else None
