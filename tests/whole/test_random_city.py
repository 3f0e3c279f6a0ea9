"""Random stories of the whole house, on both engines: whatever people, officers, tills, a bureau, time, the worker and
crashes do, everything that is written down is what a slow reading of the history says it must be.
"""

import asyncio
import os
import random
import secrets
from collections.abc import Callable, Coroutine

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core import faults
from core.applications import clockwork
from core.refusals import Refusal
from tests.whole import checks, doors, telling
from tests.whole.acts import Acts
from tests.whole.days import DAY
from tests.whole.ending import all_comes_to_rest, at_rest
from tests.whole.picture import picture
from tests.whole.stage import Killed, Stage

MORE = int(
    os.environ.get("ZB_STORIES", "0")
)  # so many stories on each engine, each run another; unset: a few, always the same
SETTINGS = settings(
    max_examples=MORE or 6,
    stateful_step_count=60,
    deadline=None,
    derandomize=not MORE,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
MOST, STEPS, LOTS = 2_000, 100, 8
N = st.integers(0, MOST)
MOST_TICKS = 12
OFTEN = {  # so many times among what happens; once what is named below
    "the_offices_go_on": 12, "office_does_anything": 8, "second_parent_answers": 3, "jobs_work": 6, "puts_right": 4,
    "bureau_decides": 4, "goes_to_the_till": 3, "pays": 3, "bank_tells": 3, "clock_strikes": 2, "outbox_works": 3,
    "process_will_die": 3, "somebody_else_tries": 2, "days_pass": 7, "time_rests": 4, "doors_are_tried": 2,
}  # fmt: skip
SELDOM = ("takes_back", "takes_in_hand", "leases_run_out", "a_wrong_amount_is_told", "cash_is_taken", "finance_looks",
          "refunds_arrive", "tills_are_over", "world_changes", "hands_in")  # fmt: skip
HAPPENINGS = (*(what for what, times in OFTEN.items() for _ in range(times)), *SELDOM)


class Story(RuleBasedStateMachine):
    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.acts, self.whole, self.latest, self.broken = Acts(self.stage), True, self.stage.clock.day, False

    def happens(self, step: Coroutine[object, object, object]) -> bool:
        """To its end; a refusal is an answer, a killed process is gone. True: it went well."""
        try:
            self.stage.run(step)
        except Refusal:
            return False
        except Killed:
            self.stage.run(_others_end())
            return False
        return True

    @initialize(sheets=st.lists(N, min_size=1, max_size=3), confirmed=st.booleans())
    def begins(self, sheets: list[int], confirmed: bool) -> None:
        self.stage.run(self.stage.fresh())
        self.latest = self.stage.clock.day
        for at, n in enumerate(sheets):
            self.happens(self.acts.hands_in(n))
            if confirmed:
                self.happens(self.acts.second_parent_answers(at))

    @rule(what=st.sampled_from(HAPPENINGS), n=N)
    def next(self, what: str, n: int) -> None:
        """One rule for all: each story has some of everything."""
        own = getattr(self, what, None)
        if own:
            own(n)
        else:
            self.happens(getattr(self.acts, what)(n))

    def the_offices_go_on(self, n: int) -> None:
        for more in range(1 + n % 4):
            self.happens(self.acts.office_goes_on(n + more))

    def days_pass(self, n: int) -> None:
        """Mostly forward, sometimes back."""
        self.stage.clock.day += DAY * (n % 18 - 4)
        self.latest = max(self.latest, self.stage.clock.day)

    def time_rests(self, n: int) -> None:
        """The clock is looked at until there is nothing to do."""
        faults.disarm()
        for _ in range(MOST_TICKS):
            if not self.stage.run(clockwork.tick()):
                break
        else:
            raise AssertionError("the clock never rests")
        now, today = self.stage.run(picture(self.acts.plans)), self.stage.clock.day
        checks.time_has_done_its_part(now, today, never_back=today == self.latest)

    def doors_are_tried(self, n: int) -> None:
        now = self.stage.run(picture(self.acts.plans))
        self.stage.run(doors.a_stranger_finds_nothing(self.stage.citizens["stranger"], now, n))
        self.stage.run(doors.the_second_parent_reads_only(self.stage.citizens["father"], now))
        self.stage.run(doors.an_office_sees_its_own(self.stage.staff[n % len(self.stage.staff)], now))

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        self.broken = True
        now = self.stage.run(picture(self.acts.plans))
        checks.as_the_history_has_it(now)
        checks.money_adds_up(now)
        checks.licences_and_notices(now)
        telling.everybody_is_told_once(now, at_rest=False)
        self.broken = False

    def teardown(self) -> None:
        if not self.broken:
            self.stage.run(all_comes_to_rest(self.acts))
            self.all_is_as_it_must_be()
            self.stage.run(at_rest(self.acts))


async def _others_end() -> None:
    """What was still running in the process that died has ended, one way or the other."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*others, return_exceptions=True)


def machine_on(stage: Stage) -> Callable[[], Story]:
    return type("RandomCity", (Story,), {"stage": stage})


@pytest.mark.timeout(900 if not MORE else 60 * MORE)
def test_whatever_happens_everything_is_what_the_history_says(stage: Stage) -> None:
    run_state_machine_as_test(machine_on(stage), settings=SETTINGS)


@pytest.mark.timeout(900 if not MORE else 60 * MORE)
def test_whatever_the_lot_brings_everything_is_what_the_history_says(stage: Stage) -> None:
    """Longer and more mixed than a search makes them; a story that fails is told again by its seed."""
    first = secrets.randbelow(1_000_000) if MORE else 1
    for seed in range(first, first + (MORE or LOTS)):
        lot, story = random.Random(seed), machine_on(stage)()
        note = f"seed {seed}"
        try:
            story.begins([lot.randrange(MOST) for _ in range(3)], lot.random() < 0.9)
            for _ in range(STEPS):
                story.next(lot.choice(HAPPENINGS), lot.randrange(MOST))
                story.all_is_as_it_must_be()
            story.teardown()
        except BaseException as failed:
            failed.add_note(note)
            raise
