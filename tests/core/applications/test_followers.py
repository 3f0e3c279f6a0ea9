"""What the house does by itself, and what time brings about, against a slow calculation that begins anew each time.

Random scenes (who waits for whom, who asks money, who lies with another office), random happenings in random order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from core.applications.clockwork import strike
from core.applications.following import follow
from core.applications.guards import Opinion
from core.applications.history import FIRST, By, hash_of
from core.applications.moving import apply
from core.refusals import Refusal
from tests.core.applications.branches import CALENDAR, Branch, by_slug, handed_in, limits_of, noon, scene_of

FIRST_DAY = date(2026, 11, 23)
CONFIRM_BY = date(2026, 12, 4)
WHY = Opinion("说明", "special_procedure", "可申请复议")
ENDED = {"closed", "withdrawn", "voided"}

MOVES = {  # what people and other systems do: the move and who makes it
    "accept": By("clerk", "c1"),
    "approve": By("officer", "o1"),
    "deny": By("officer", "o1"),
    "answer_yes": By("office", "far"),
    "answer_no": By("office", "far"),
    "paid": By("cashier"),
    "withdraw": By("applicant", "z"),
    "void": By("supervisor", "s9"),
    "ask_correction": By("officer", "o1"),
    "correct": By("applicant", "z"),
    "deliver": By("officer", "o1"),
    "close": By("officer", "o1"),
}
FURTHER = {
    "submitted": "accept",
    "in_review": "approve",
    "forwarded": "answer_yes",
    "pay_pending": "paid",
    "correction": "correct",
    "certifying": "deliver",
    "delivering": "close",
}
AS = {"answer_yes": "approve", "answer_no": "deny"}


@st.composite
def plans(draw):
    """Up to five branches; each waits for some of those before it."""
    count = draw(st.integers(1, 5))
    slugs = [f"b{n}" for n in range(count)]
    branches = []
    for n, slug in enumerate(slugs):
        after = tuple(draw(st.sets(st.sampled_from(slugs[:n]), max_size=2))) if n else ()
        branches.append(
            Branch(
                slug,
                tuple(sorted(after)),
                fee=draw(st.sampled_from([None, None, "before_review", "before_certifying"])),
                office=draw(st.booleans()) and draw(st.booleans()),
                by_hand=draw(st.booleans()) and draw(st.booleans()),
                go_on=bool(after) and draw(st.booleans()),
                deemed=draw(st.booleans()),
            )
        )
    return tuple(branches)


MOVING = st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 4))
# Happenings that lead somewhere come more often, so that far places are reached too.
ONWARD = st.tuples(st.just("onward"), st.integers(0, 4))
DAYS = st.tuples(st.just("days"), st.integers(-4, 9))
HAPPENINGS = st.lists(
    st.one_of(MOVING, ONWARD, ONWARD, ONWARD, ONWARD, ONWARD, DAYS, st.just(("confirm", 0))), min_size=8, max_size=40
)


@dataclass
class Slow:
    """One case in the slow calculation: words only, no graph of moves."""

    branch: Branch
    state: str = "waits"
    verdict: str | None = None
    result: str | None = None
    begun_on: date | None = None
    until: date | None = None
    handed: bool = False
    back_to: str = ""


@dataclass
class World:
    cases: dict[str, Slow]
    unconfirmed: bool
    day: date = FIRST_DAY
    told: list[tuple[str, str, date]] = field(default_factory=list)


def slow_answer(branches, asked, happened) -> World:
    """Everything from the beginning: what happened outside, and after each of it what follows, word by word."""
    world = World({branch.slug: Slow(branch) for branch in branches}, unconfirmed=asked)
    settle(world)
    for what, slug, day in happened:
        world.day = day
        if what == "confirm":
            world.unconfirmed = False
        elif what == "night":
            for case in world.cases.values():
                night(world, case)
        else:
            outside(case=world.cases[slug], what=what, today=day)
        settle(world)
    return world


def walk(start: date, working_days: int) -> date:
    """Day by day."""
    day = start
    while working_days:
        day += timedelta(days=1)
        working_days -= CALENDAR.is_working(day)
    return day


def settle(world: World) -> None:
    before = None
    while before != (now := [(c.state, c.verdict, c.begun_on) for c in world.cases.values()]):
        before = now
        for case in world.cases.values():
            one_step(world, case)


def one_step(world: World, case: Slow) -> None:
    if case.state == "waits":
        begin_or_not(world, case)
    elif case.state == "accepted":
        ask(case, world.day) if case.branch.fee == "before_review" else review(case)
    elif case.state == "decided":
        if case.verdict == "denied":
            end(case, "closed", "denied")
        elif case.branch.fee == "before_certifying":
            ask(case, world.day)
        else:
            make(case)
    elif case.state == "in_review" and case.branch.office and not case.handed:
        case.state, case.handed = "forwarded", True


def begin_or_not(world: World, case: Slow) -> None:
    before = [world.cases[slug] for slug in case.branch.after]
    lost = [one for one in before if one.state in ENDED and one.result != "approved"]
    if lost and not case.branch.go_on:
        end(case, "voided", "voided")
    elif not world.unconfirmed and all(one in lost or good(one) for one in before):
        case.state, case.begun_on = "submitted", world.day


def good(case: Slow) -> bool:
    return case.verdict == "approved" and (case.state == "delivering" or case.result == "approved")


def ask(case: Slow, today: date) -> None:
    case.back_to = "in_review" if case.state == "accepted" else "certifying"
    case.state, case.until = "pay_pending", walk(today, 5)


def review(case: Slow) -> None:
    case.state = "in_review"


def make(case: Slow) -> None:
    if case.branch.by_hand:
        case.state = "certifying"
    else:
        end(case, "closed", "approved")


def end(case: Slow, state: str, result: str) -> None:
    case.state, case.result, case.until = state, result, None


def outside(case: Slow, what: str, today: date) -> None:  # noqa: C901  one line for each thing that may happen
    if what == "accept":
        case.state = "accepted"
    elif what in ("approve", "answer_yes"):
        case.state, case.verdict = "decided", "approved"
    elif what in ("deny", "answer_no"):
        case.state, case.verdict = "decided", "denied"
    elif what == "paid":
        case.state, case.until = "in_review", None
        if case.back_to == "certifying":
            make(case)
    elif what == "withdraw":
        end(case, "withdrawn", "withdrawn")
    elif what == "void":
        end(case, "voided", "voided")
    elif what == "ask_correction":
        case.back_to, case.state, case.until = case.state, "correction", walk(today, 15)
    elif what == "correct":
        case.state, case.until = case.back_to, None
    elif what == "deliver":
        case.state = "delivering"
    elif what == "close":
        end(case, "closed", "forwarded" if case.state == "forwarded" else "approved")


def night(world: World, case: Slow) -> None:
    """The clock looks at it on this day."""
    today = world.day
    if case.state == "waits" and world.unconfirmed and today > CONFIRM_BY:
        end(case, "withdrawn", "withdrawn")
    elif case.state == "pay_pending" and case.until and today > case.until:
        end(case, "closed", "unpaid")
    elif case.state == "correction" and case.until and today > case.until:
        end(case, "closed", "not_corrected")
    elif case.state == "submitted" and case.branch.deemed and case.begun_on and today > walk(case.begun_on, 5):
        case.state = "accepted"


def slow_fold(world: World) -> str:
    states = ["submitted" if case.state == "waits" else case.state for case in world.cases.values()]
    if "correction" in states:
        return "needs_you"
    if "pay_pending" in states:
        return "to_pay"
    if all(state in ENDED for state in states):
        results = {case.result for case in world.cases.values()}
        return "done" if results == {"approved"} else "partly_done" if len(results) > 1 else "closed"
    return "submitted" if set(states) == {"submitted"} else "in_progress"


class Real:
    """The house itself, in memory."""

    def __init__(self, branches, asked):
        self.scene = scene_of(*branches)
        self.limits = limits_of(self.scene)
        self.loaded = handed_in(self.scene, FIRST_DAY, CONFIRM_BY.isoformat() if asked else None)
        self.day = FIRST_DAY
        self.happened = []
        self.follow()

    def follow(self):
        follow(self.loaded, self.scene, noon(self.day), self.limits)

    def happen(self, what, number):
        slugs = [use.item for use in self.scene.items]
        slug = slugs[number % len(slugs)]
        if what == "onward":
            what = FURTHER.get(by_slug(self.loaded)[slug].state, "withdraw")
        if what == "days":
            self.day = max(FIRST_DAY, self.day + timedelta(days=number))
            strike(self.loaded, self.limits, noon(self.day))
            what = "night"
        elif what == "confirm":
            self.loaded.parties = tuple(
                replace(party, state="confirmed") if party.state == "invited" else party
                for party in self.loaded.parties
            )
            if all(case.ended for case in self.loaded.application.cases.values()):
                return
        elif not self.move(what, slug):
            return
        self.happened.append((what, slug, self.day))
        self.follow()

    def move(self, what, slug):
        case = by_slug(self.loaded)[slug]
        try:
            apply(
                self.loaded.application,
                case.id,
                AS.get(what, what),
                MOVES[what],
                when=noon(self.day),
                limits=self.limits,
                opinion=WHY,
            )
        except Refusal:
            return False
        return True

    def seen(self):
        return {
            slug: (case.state, case.result, case.begun, case.marks.verdict)
            for slug, case in by_slug(self.loaded).items()
        }


def slowly_seen(world):
    return {
        slug: ("submitted" if case.state == "waits" else case.state, case.result, bool(case.begun_on), case.verdict)
        for slug, case in world.cases.items()
    }


def whole_chain(application):
    previous = FIRST
    for number, row in enumerate(application.events, 1):
        assert (row["seq"], row["previous"]) == (number, previous)
        previous = hash_of(row)
    assert application.chain == previous


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(branches=plans(), asked=st.booleans(), happenings=HAPPENINGS)
def test_followers_and_the_clock_agree_with_a_slow_calculation(branches, asked, happenings):
    real = Real(branches, asked)
    for what, number in happenings:
        real.happen(what, number)
        slow = slow_answer(branches, asked, real.happened)
        assert real.seen() == slowly_seen(slow)
        assert real.loaded.application.state == slow_fold(slow)
        seq = real.loaded.application.seq
        real.follow()
        assert real.loaded.application.seq == seq, "following twice is as good as once"
    whole_chain(real.loaded.application)
    for case in real.loaded.application.cases.values():
        event(f"reached {case.state}/{case.result}")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(branches=plans(), asked=st.booleans(), happenings=HAPPENINGS, back=st.integers(1, 60))
def test_a_clock_set_back_undoes_nothing_and_does_nothing_twice(branches, asked, happenings, back):
    real = Real(branches, asked)
    for what, number in happenings:
        real.happen(what, number)
    real.happen("days", 30)
    before, kinds = real.seen(), [row["kind"] for row in real.loaded.application.events]
    for day in (real.day, real.day - timedelta(days=back), real.day):
        real.day = max(FIRST_DAY, day)
        strike(real.loaded, real.limits, noon(real.day))
        real.follow()
        assert real.seen() == before
    after = [row["kind"] for row in real.loaded.application.events]
    assert [kind for kind in after[len(kinds) :] if kind != "lamp_changed"] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(branches=plans(), asked=st.booleans(), happenings=HAPPENINGS)
def test_a_case_is_woken_on_the_first_day_on_which_the_clock_would_do_something(branches, asked, happenings):
    """Day by day for ten weeks: on a day before `wake_on` the clock finds nothing to do."""
    real = Real(branches, asked)
    for what, number in happenings:
        real.happen(what, number)
    strike(real.loaded, real.limits, noon(real.day))
    real.follow()
    for _ in range(70):
        real.day += timedelta(days=1)
        due = {case.id for case in real.loaded.application.cases.values() if (case.wake_on or "9") <= str(real.day)}
        seq, cases = real.loaded.application.seq, dict(real.loaded.application.cases)
        strike(real.loaded, real.limits, noon(real.day))
        real.follow()
        if not due:
            assert real.loaded.application.seq == seq, "the clock was asleep when it had something to do"
            assert real.loaded.application.cases == cases
    for case in real.loaded.application.cases.values():
        assert case.ended or case.wake_on is None or case.wake_on > str(real.day), "nothing that is due is left lying"
