"""A promise made on the answer page is one button away from being kept."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.h5.asker import asker, signed_in, token
from tests.h5.tree import flaws, read
from tests.services.house import House, running_house

REMIND = "/s/senior-card/remind"
BUTTON, NOTED = "到时候提醒我", "记下了，到时候提醒您"


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of their own: a phone gets one code a minute, so people cannot be shared with others."""
    with running_house(data=tmp_path_factory.mktemp("early") / "data") as house:
        yield house


def sent(client: httpx.Client, path: str, page: str) -> str:
    """Where the form at `path` leads, sent from `page`."""
    answer = client.post(path, data={"csrf": token(client, page)})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_at_59_one_button_sets_the_reminder_and_another_takes_it_back(early: House) -> None:
    with closing(signed_in(early, "李秀兰")) as she:
        assert BUTTON in she.get("/s/senior-card/answer").text
        assert she.get(REMIND).headers["location"] == "/s/senior-card/answer"
        assert she.post(REMIND, data={"csrf": "nonsense"}).status_code == 403
        assert sent(she, REMIND, "/s/senior-card/answer") == REMIND
        noted = she.get(REMIND)
        assert flaws(read(noted.text)) == []
        assert NOTED in noted.text
        day = she.get("/api/v1/me/reminders").json()["items"][0]["tell_on"]
        year, month, on = (int(part) for part in day.split("-"))
        assert f"提醒的日子：{year}年{month}月{on}日" in noted.text
        assert sent(she, f"{REMIND}/drop", REMIND) == "/s/senior-card/answer"
        assert she.get(REMIND).headers["location"] == "/s/senior-card/answer"


def test_who_may_have_it_now_is_led_to_the_answer(early: House) -> None:
    with closing(signed_in(early, "张国林")) as he:
        assert BUTTON not in he.get("/s/senior-card/answer").text
        assert sent(he, REMIND, "/s/senior-card/answer") == "/s/senior-card/answer"


def test_a_visitor_signs_in_first(early: House) -> None:
    with asker(early) as stranger:
        assert BUTTON not in stranger.get("/s/senior-card/answer").text
        assert sent(stranger, REMIND, "/sign-in").startswith("/sign-in")
