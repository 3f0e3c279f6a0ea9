"""Random histories: whatever everybody tries, no illegal state, a whole chain, a fold that agrees with a slow one."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.applications.edges import BY_MOVE, CLOSED, EDGES, RESULTS
from core.applications.guards import Opinion
from core.applications.history import FIRST, hash_of
from core.applications.moving import apply
from core.refusals import Refusal
from tests.core.applications.plain import DAY_ONE, EVERYBODY, PlainLimits, moment, submitted

MOVES = sorted({edge.move for edge in EDGES})
OPINIONS = (None, Opinion("请补一张清楚的照片", "unreadable", "可申请复议"), Opinion(" "), Opinion("只有话"))


def slow_fold(cases):
    """DESIGN section 6, read aloud: first match wins."""
    if any(case.state in ("correction", "returned") for case in cases):
        return "needs_you"
    if any(case.state == "pay_pending" for case in cases):
        return "to_pay"
    still_open = [case for case in cases if case.state not in ("closed", "not_accepted", "withdrawn", "voided")]
    if not still_open:
        results = sorted({str(case.result) for case in cases})
        return "done" if results == ["approved"] else ("partly_done" if len(results) > 1 else "closed")
    return "submitted" if all(case.state == "submitted" for case in cases) else "in_progress"


class Histories(RuleBasedStateMachine):
    @initialize(cases=st.integers(1, 4))
    def begin(self, cases):
        self.application = submitted(cases)
        self.day = DAY_ONE
        self.ended = {}

    @rule(days=st.integers(1, 12))
    def days_pass(self, days):
        self.day += timedelta(days)

    @rule(
        move=st.sampled_from(MOVES),
        by=st.sampled_from(EVERYBODY),
        opinion=st.sampled_from(OPINIONS),
        which=st.integers(0, 3),
    )
    def somebody_tries(self, move, by, opinion, which):
        cases = list(self.application.cases.values())
        case = cases[which % len(cases)]
        before, seq = case, self.application.seq
        try:
            after = apply(
                self.application, case.id, move, by, when=moment(self.day), limits=PlainLimits(), opinion=opinion
            )
        except Refusal:
            assert self.application.cases[case.id] == before
            assert self.application.seq == seq
            return
        edges = BY_MOVE[move, before.state]
        assert any((edge.to or before.state) == after.state and by.kind in edge.who for edge in edges)
        assert self.application.seq == seq + 1

    @rule(which=st.integers(0, 3))
    def the_office_goes_on(self, which):
        """Nudges histories forward, so that far places are reached too."""
        way = {
            "submitted": "accept",
            "accepted": "begin_review",
            "in_review": "approve",
            "decided": "certify",
            "certifying": "deliver",
        }
        cases = list(self.application.cases.values())
        case = cases[which % len(cases)]
        if case.state in way:
            self.somebody_tries(way[case.state], EVERYBODY[1], OPINIONS[1], which)

    @invariant()
    def closed_is_closed(self):
        for case in self.application.cases.values():
            if case.id in self.ended:
                assert case == self.ended[case.id]
            elif case.state in CLOSED:
                assert case.result in RESULTS
                assert case.closed_at is not None
                self.ended[case.id] = case

    @invariant()
    def the_fold_agrees_with_a_slow_one(self):
        assert self.application.state == slow_fold(list(self.application.cases.values()))

    @invariant()
    def the_chain_is_whole(self):
        previous = FIRST
        for n, event in enumerate(self.application.events, 1):
            assert (event["seq"], event["previous"]) == (n, previous)
            previous = hash_of(event)
            assert event["hash"] == previous
        assert self.application.chain == previous


Histories.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestRandomHistories = Histories.TestCase
