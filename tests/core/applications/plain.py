"""An application in memory for tests of the graph: no database, limits that a test can read at a glance."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.applications.application import Application, Promise
from core.applications.case import Case
from core.applications.history import FIRST, By
from core.applications.moving import Moment
from core.ids import new_id

DAY_ONE = date(2026, 11, 23)
CLERK, OFFICER, SECOND, BOSS = (
    By("clerk", "clerk-1"),
    By("officer", "officer-1"),
    By("officer", "officer-2"),
    By("supervisor", "boss-1"),
)
RULE, CLOCK, CITIZEN, CASHIER, OFFICE = (
    By("rule"),
    By("clock"),
    By("applicant", "citizen-1"),
    By("cashier"),
    By("office", "x"),
)
EVERYBODY = (CLERK, OFFICER, SECOND, BOSS, RULE, CLOCK, CITIZEN, CASHIER, OFFICE, By("house"))


class PlainLimits:
    """Calendar days: twenty to decide, fifteen to correct, seven to pay, five to answer."""

    def accepted(self, case: Case, on: date) -> Case:
        return replace(case, clock={"from": on.isoformat(), "stopped": None}, due_on=str(on + timedelta(20)))

    def stopped(self, case: Case, on: date, reason: str, until: date | None) -> Case:
        return replace(case, clock={**(case.clock or {}), "stopped": on.isoformat()})

    def resumed(self, case: Case, on: date) -> Case:
        return replace(case, clock={**(case.clock or {}), "stopped": None})

    def extended(self, case: Case, on: date) -> Case:
        assert case.due_on
        return replace(case, due_on=str(date.fromisoformat(case.due_on) + timedelta(10)))

    def correct_by(self, case: Case, on: date) -> str | None:
        return str(on + timedelta(15))

    def pay_by(self, case: Case, on: date) -> str | None:
        return str(on + timedelta(7))

    def owed_on(self, case: Case, material: str, on: date) -> str | None:
        return str(on + timedelta(10))

    def watched(self, case: Case, promises: Sequence[Promise], today: date) -> Case:
        return case

    def answer_due(self, case: Case) -> date | None:
        return None if case.submitted_at is None else DAY_ONE + timedelta(5)

    def expected(self, cases: Iterable[Case], promises: Sequence[Promise], today: date) -> str | None:
        return max((case.due_on for case in cases if case.due_on), default=None)

    def letter(self, item: str, moment: str) -> str:
        return moment


def moment(day: date = DAY_ONE) -> Moment:
    return Moment((day - date(1970, 1, 1)).days * 86_400_000, day)


def submitted(cases: int = 1) -> Application:
    """An application whose cases are all submitted on the first day."""
    application = Application(new_id(), new_id(), "a-scene", "v1", "990101000000", "draft", 1, 0, FIRST)
    for position in range(cases):
        one = Case(new_id(), f"item-{position}", f"n{position}", "civil-affairs", "990101000000", "submitted", position)
        application.put(replace(one, submitted_at=moment().at))
    application.refold(moment().at)
    return application


def only(application: Application) -> Case:
    (case,) = application.cases.values()
    return case
