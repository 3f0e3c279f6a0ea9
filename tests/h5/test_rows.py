"""The lines of "my applications", in words: whose day is told, and when none is."""

from datetime import timedelta

import pytest

from api.h5.routes.home import application_row
from api.h5.words import words
from core.applications import Listed
from core.time import today

ACT, ANSWER = (today() + timedelta(3)).isoformat(), (today() + timedelta(25)).isoformat()


def listed(state: str, act_by: str | None = None, actions: tuple[str, ...] = ("x",)) -> Listed:
    return Listed("1", "s", "我要办老年证", state, None, ANSWER, None, "", act_by=act_by, actions=actions)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_row_that_waits_for_the_person_tells_their_day_and_never_that_of_the_answer(language: str) -> None:
    say = words(language)
    for state in ("needs_you", "to_pay"):
        assert say.day(ACT) in application_row(listed(state, ACT), say).says
        for one in (listed(state), listed(state, ACT), listed(state, actions=())):
            assert say.day(ANSWER) not in application_row(one, say).says
    for state in ("submitted", "in_progress"):
        assert say.day(ANSWER) in application_row(listed(state), say).says
    for state in ("draft", "done", "closed", "partly_done"):
        assert say.day(ANSWER) not in application_row(listed(state), say).says


def test_a_day_that_has_passed_is_said_to_have_passed() -> None:
    say = words("zh-CN")
    assert "已经过了，请尽快" in application_row(listed("needs_you", (today() - timedelta(1)).isoformat()), say).says
    assert " By " not in application_row(listed("to_pay", ACT), words("en")).says
