"""What the house does by itself once something has moved: begin what may begin, ask for money, hand over, certify,
deliver, close. Pure: it looks at what is loaded and changes that only; writing.py makes it durable.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from core import orders
from core.applications.case import Case
from core.applications.fees import FeeForItem, fee_of
from core.applications.history import By
from core.applications.issuing import issue
from core.applications.judging import judged
from core.applications.limits import Limited
from core.applications.loading import Loaded
from core.applications.moving import Moment, apply, refolded
from core.json import JsonObject
from core.scenes import Item, Scene

HOUSE = By("house")
INVITED = "invited"
DONE = frozenset({"delivering", "closed"})


def follow(loaded: Loaded, scene: Scene, when: Moment, limits: Limited) -> None:
    """Take every step that nobody has to be asked for, until there is none left. Twice is as good as once.

    Raises: Unavailable `facts_missing`.
    """
    house = _House(loaded, scene, when, limits)
    house.remember_who_is_asked()
    while any(house.step(case_id) for case_id in loaded.application.cases):
        pass


def begins_after(case: Case, others: Mapping[str, Case], *, goes_on: bool) -> bool | None:
    """Whether the cases it waits for are done; None: one of them came to nothing, and so does this one.

    `goes_on`: it begins all the same then (`on_denied`).
    """
    before = [others[case_id] for case_id in case.after]
    failed = [one for one in before if one.ended and one.result != "approved"]
    if failed and not goes_on:
        return None
    return all(one in failed or fulfilled(one) for one in before)


def fulfilled(case: Case) -> bool:
    """Approved and given. One that was approved and then ended otherwise, unpaid say, has made nothing."""
    return case.marks.verdict == "approved" and case.state in DONE and case.result in {None, "approved"}


def made_by_hand(item: Item) -> bool:
    """A result that somebody has to print, stamp or send: there is nothing electronic to give."""
    return not item.gives.licence and bool(item.result.delivered) and "electronic" not in item.result.delivered


@dataclass(frozen=True)
class _House:
    loaded: Loaded
    scene: Scene
    when: Moment
    limits: Limited

    def step(self, case_id: str) -> bool:
        """One step of one case, if there is one."""
        case = self.loaded.application.cases[case_id]
        step = _STEPS.get(case.state)
        return bool(step and step(self, case))

    def go(self, case: Case, move: str, *, data: JsonObject | None = None, tell: bool = True) -> bool:
        apply(self.loaded.application, case.id, move, HOUSE, when=self.when, limits=self.limits, data=data, tell=tell)
        return True

    def remember_who_is_asked(self) -> None:
        """Until when the second person may still say yes, on every case that waits for it."""
        asked = [party.confirm_by for party in self.loaded.parties if party.state == INVITED and party.confirm_by]
        until, application = min(asked, default=None), self.loaded.application
        for case in tuple(application.cases.values()):
            if not case.begun and not case.ended and case.marks.confirm_by != until:
                marked = case.marked(confirm_by=until)
                application.put(self.limits.watched(marked, application.promised_in(case.id), self.when.today))

    def begin(self, case: Case) -> bool:
        if case.begun:
            return False
        use = next(use for use in self.scene.items if use.item == case.item)
        begins = begins_after(case, self.loaded.application.cases, goes_on=use.on_denied == "go_on")
        if begins is None:
            first = not any(event["kind"] == "case_called_off" for event in self.loaded.application.events)
            return self.go(case, "call_off", tell=first)
        if not begins or any(party.state == INVITED for party in self.loaded.parties):
            return False
        self._begun(case, use.feeds)
        return True

    def _begun(self, case: Case, feeds: Mapping[str, str]) -> None:
        application, at = self.loaded.application, self.when.at
        promised = application.promised_in(case.id)
        begun = self.limits.received(replace(case, submitted_at=at), promised, self.when.today)
        begun = self.limits.watched(begun, promised, self.when.today)
        application.put(begun)
        for material, maker in feeds.items():
            self._feed(case, material, maker)
        moved = refolded(application, self.when, self.limits)
        data = {"due_on": begun.due_on, **moved}
        application.record("case_submitted", HOUSE, at, case=begun, states=(None, begun.state), data=data)

    def _feed(self, case: Case, material: str, maker: str) -> None:
        """The paper that another case has made is there, or it never will be."""
        application = self.loaded.application
        made = next((one for one in application.cases.values() if one.item == maker), None)
        if made is None:
            return
        where = "case_id = $2 AND material = $3"
        if fulfilled(made):
            application.also.run(
                "UPDATE materials SET state = 'kept', trust = 'A', reference = coalesce($1,"
                f" (SELECT max(l.id) FROM licences l WHERE l.case_id = $4)) WHERE {where}",
                application.issued.get(made.id), case.id, material, made.id,
            )  # fmt: skip
        else:
            application.also.run(f"UPDATE materials SET state = $1, trust = NULL WHERE {where}",
                "left_out", case.id, material)  # fmt: skip

    def after_acceptance(self, case: Case) -> bool:
        """Money first where the item says so, review otherwise."""
        asked = self._ask_payment(case, "before_review")
        return self.go(case, "begin_review") if asked is None else asked

    def hand_over(self, case: Case) -> bool:
        """To the department's own system, once: what comes back is for a person. Not before all papers are there."""
        office = self.scene.office_of(case.item)
        owed = any(promise.owed for promise in self.loaded.application.promised_in(case.id))
        if office is None or case.marks.handed or owed:
            return False
        return self.go(case, "forward", data={"office": office}, tell=False)

    def after_decision(self, case: Case) -> bool:
        if case.marks.verdict == "denied":
            return self.go(case, "deliver")
        asked = self._ask_payment(case, "before_certifying")
        return self.go(case, "certify") if asked is None else asked

    def _ask_payment(self, case: Case, now: str) -> bool | None:
        """None: there is nothing to pay at this point. False: nobody knows how much, so a person has to look."""
        item, fee = self.scene.item(case.item), self._fee(case, now)
        if fee is None or not fee.lines:
            return None if fee is None or fee.fen is not None else False
        application, pay_by = self.loaded.application, self.limits.pay_by(case, self.when.today)
        order = orders.plan(application, case, item, fee.lines, fee.basis, at=self.when.at, pay_by=pay_by)
        application.also.insert("orders", order)
        if order["state"] != "due":
            return None
        return self.go(case, "ask_payment", data={"fen": fee.fen, "order": str(order["id"])})

    def _fee(self, case: Case, now: str) -> FeeForItem | None:
        item = self.scene.item(case.item)
        asks = item.fee.kind != "none" and item.fee.when == now
        return fee_of(judged(self.loaded, self.scene), item) if asks else None

    def certify(self, case: Case) -> bool:
        """The licence, then its delivery; what somebody has to make stays until they have."""
        item = self.scene.item(case.item)
        if made_by_hand(item):
            return False
        if item.gives.licence:
            issue(self.loaded, self.scene, case, self.when)
        return self.go(case, "deliver")

    def close(self, case: Case) -> bool:
        if case.marks.verdict == "approved" and self._takes_a_person(case):
            return False
        return self.go(case, "close")

    def _takes_a_person(self, case: Case) -> bool:
        """A card to be posted or fetched: the case stays open until somebody has sent it."""
        item = self.scene.item(case.item)
        if not item.result.chosen_by:
            return made_by_hand(item)
        return judged(self.loaded, self.scene).values.get(item.result.chosen_by, "electronic") != "electronic"


_STEPS: Mapping[str, Callable[[_House, Case], bool]] = {
    "submitted": _House.begin,
    "accepted": _House.after_acceptance,
    "in_review": _House.hand_over,
    "decided": _House.after_decision,
    "certifying": _House.certify,
    "delivering": _House.close,
}
