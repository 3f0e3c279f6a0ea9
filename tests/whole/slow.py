"""One sheet worked out anew from its history: what every case must be, by somebody who reads the events aloud.

It refuses a history that the law of the house does not allow. Items are read as data: days, fees, who waits for whom.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.scenes import Scene
from tests.whole.days import Halt, day_of, walk
from tests.whole.law import (
    ANSWER_DAYS,
    ASIDE,
    BEFORE_IT_BEGINS,
    CONFIRM_DAYS,
    CORRECTION_DAYS,
    EXTENSION_DAYS,
    PAYMENT_DAYS,
    WAYS,
)
from tests.whole.reckoning import answer_within, reckoned
from tests.whole.slips import Owed, Slow

Row = Mapping[str, Any]


@dataclass
class History:
    """The whole sheet. `plans`: the last days of special procedures, as officers have told them, by case."""

    scene: Scene
    cases: dict[str, Slow]
    owed: list[Owed]
    plans: Mapping[str, Sequence[date | None]] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)
    confirm_by: date | None = None
    expected: date | None = None
    handed_in: bool = False

    def owes(self, case_id: str) -> list[Owed]:
        return [one for one in self.owed if one.case == case_id and one.state in {"owed", "overdue"}]

    def read(self, events: Sequence[Row]) -> "History":
        for event in events:
            self._happened(event, day_of(event["at"]), json.loads(event["data"]))
        return self

    def _happened(self, event: Row, on: date, data: Mapping[str, Any]) -> None:
        kind, case = event["kind"], self.cases.get(event["case_id"] or "")
        assert kind in WAYS or kind in ASIDE, f"nobody knows {kind}"
        if kind in WAYS:
            assert case is not None
            self._moved(event, case, on)
        else:
            getattr(self, f"_{kind}", self._nothing)(case, on, data)
        if kind in WAYS or kind in {"case_submitted", "promise_kept", "application_submitted"}:
            self.expected = self._honest_date(on)
        if data.get("expected_was") is not None:
            assert data["expected"] != data["expected_was"]

    def _honest_date(self, on: date) -> date | None:
        """None while somebody still has to say yes."""
        waits = "invited" in self.parties and not all(case.ended for case in self.cases.values())
        return None if waits else reckoned(self.cases, self.owed, on)

    def _nothing(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        return

    def _moved(self, event: Row, case: Slow, on: date) -> None:
        kind, by = event["kind"], WAYS[event["kind"]]
        assert case.state in by.start, f"{kind} from {case.state}"
        assert event["actor_kind"] in by.who, f"{kind} by {event['actor_kind']}"
        assert event["from_state"] == case.state, "the event says another state than the one before"
        assert case.begun or kind in BEFORE_IT_BEGINS, f"{kind} before it has begun"
        to = {"back": case.came_from, "on": case.pays_for, "": case.state}.get(by.to, by.to)
        assert event["to_state"] == to, f"{kind} leads to {event['to_state']}, not {to}"
        remember = getattr(self, f"_{kind}", None)
        if remember:
            remember(case, on, event)
        case.state = to
        if case.ended:
            case.closed, case.result = on, by.result or case.verdict or "forwarded"

    def _application_submitted(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        assert not self.handed_in
        self.handed_in = True
        for one in self.owed:
            one.by = walk(on, 10)

    def _party_invited(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        self.parties.add("invited")
        self.confirm_by = walk(on, CONFIRM_DAYS)
        self.expected = None

    def _party_confirmed(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        assert self.confirm_by
        assert on <= self.confirm_by
        self.parties.discard("invited")

    def _party_declined(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        self._party_confirmed(case, on, data)

    def _confirmation_lapsed(self, case: Slow, on: date, event: Row) -> None:
        assert case.begun is None
        assert self.confirm_by
        assert on > self.confirm_by

    def _case_called_off(self, case: Slow, on: date, event: Row) -> None:
        assert case.begun is None
        assert any(one.ended and one.result != "approved" for one in self._before(case))
        assert not case.goes_on

    def _case_submitted(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        assert case
        assert self.may_begin(case), "it began too soon"
        case.begun = on
        taken = walk(on, answer_within(case, self.owed))
        assert taken
        case.received_due = walk(taken, case.item.limit.promised)

    def _before(self, case: Slow) -> list[Slow]:
        return [self.cases[one] for one in case.after]

    def may_begin(self, case: Slow) -> bool:
        """Nobody is still asked, and whoever comes before is done, or came to nothing where that is let pass."""
        if case.begun or case.ended or "invited" in self.parties:
            return False
        return all(
            one.fulfilled or (case.goes_on and one.ended and one.result != "approved") for one in self._before(case)
        )

    def must_be_called_off(self, case: Slow) -> bool:
        failed = any(one.ended and one.result != "approved" for one in self._before(case))
        return case.begun is None and not case.ended and failed and not case.goes_on

    def _case_returned(self, case: Slow, on: date, event: Row) -> None:
        assert not case.returned
        case.returned = True

    def _correction_asked(self, case: Slow, on: date, event: Row) -> None:
        case.came_from, case.correct_by = case.state, walk(on, CORRECTION_DAYS)

    def _case_corrected(self, case: Slow, on: date, event: Row) -> None:
        case.correct_by = None

    def _correction_overdue(self, case: Slow, on: date, event: Row) -> None:
        assert case.correct_by
        assert on > case.correct_by

    def _case_accepted(self, case: Slow, on: date, event: Row) -> None:
        assert case.begun
        silent_until = walk(case.begun, ANSWER_DAYS)
        assert silent_until
        silent = case.item.limit.deemed_acceptance and on > silent_until
        case.accepted, case.start = on, case.begun if silent else on
        for one in self.owes(case.id):
            one.by = walk(on, 10)

    def _case_deemed_accepted(self, case: Slow, on: date, event: Row) -> None:
        self._case_accepted(case, on, event)
        assert case.start == case.begun, "silence accepts after five days, where the item lets it"

    def _payment_asked(self, case: Slow, on: date, event: Row) -> None:
        case.pays_for = "in_review" if case.state == "accepted" else "certifying"
        case.pay_by, case.asked_to_pay = walk(on, PAYMENT_DAYS), case.asked_to_pay + 1
        assert case.item.fee.when == {"in_review": "before_review"}.get(case.pays_for, "before_certifying")

    def _case_paid(self, case: Slow, on: date, event: Row) -> None:
        case.pay_by, case.paid = None, case.paid + 1

    def _payment_overdue(self, case: Slow, on: date, event: Row) -> None:
        assert case.pay_by
        assert on > case.pay_by

    def _promise_kept(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        for one in self.owed:
            if case and one.case == case.id and one.material in data["materials"]:
                assert one.state in {"owed", "overdue"}
                one.state = "kept"

    def _promise_overdue(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        for one in self.owed:
            if case and one.case == case.id and one.material in data["materials"]:
                assert case.accepted
                assert one.state == "owed"
                assert one.by
                assert on > one.by
                one.state = "overdue"

    def _promise_broken(self, case: Slow, on: date, event: Row) -> None:
        late = [one for one in self.owes(case.id) if one.by and on > one.by]
        assert late, "a promise is broken once its day is over"
        for one in self.owes(case.id):
            one.state = "broken"

    def _case_suspended(self, case: Slow, on: date, event: Row) -> None:
        planned = self.plans.get(case.id, ())
        case.halts.append(Halt(on, None, planned[len(case.halts)] if len(case.halts) < len(planned) else None))

    def _case_resumed(self, case: Slow, on: date, event: Row) -> None:
        halt = case.halts[-1]
        if event["actor_kind"] == "clock":
            assert halt.planned
            assert on > halt.planned, "on its last day a procedure still goes on"
        case.halts[-1] = Halt(halt.begun, min(on, halt.planned or on), halt.planned)

    def _extension_asked(self, case: Slow, on: date, event: Row) -> None:
        assert case.asks_extension is None
        case.asks_extension = event["actor_id"]

    def _extension_approved(self, case: Slow, on: date, event: Row) -> None:
        assert case.asks_extension not in {None, event["actor_id"]}
        assert case.extension == 0
        case.extension = case.item.limit.extendable_by or EXTENSION_DAYS

    def _case_forwarded(self, case: Slow, on: date, event: Row) -> None:
        if event["actor_kind"] == "house":
            assert not case.handed
            assert case.item.handled_in.startswith("office.")
            assert not self.owes(case.id)
        case.handed = True

    def _case_approved(self, case: Slow, on: date, event: Row) -> None:
        assert event["actor_kind"] == "office" or not self.owes(case.id), "approved with a paper still owed"
        case.verdict, case.decider = "approved", event["actor_id"]

    def _case_denied(self, case: Slow, on: date, event: Row) -> None:
        case.verdict, case.decider = "denied", event["actor_id"]

    def _case_certifying(self, case: Slow, on: date, event: Row) -> None:
        assert case.verdict == "approved"

    def _case_withdrawn(self, case: Slow, on: date, event: Row) -> None:
        assert case.verdict is None

    def _case_voided(self, case: Slow, on: date, event: Row) -> None:
        assert event["actor_id"] != case.decider, "nobody voids their own decision"

    def _lamp_changed(self, case: Slow | None, on: date, data: Mapping[str, Any]) -> None:
        assert case
        assert not case.ended
        assert data["lamp"] != data["lamp_was"]

    def _lamp_revoked(self, case: Slow, on: date, event: Row) -> None:
        case.revoked = "?"  # which lamp burned is no part of the history: the row says it
