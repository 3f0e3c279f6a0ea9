"""到 60 岁生日前 30 天，我们提醒您: promised by the scene, asked for once, kept by a text on the day."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.api.conftest import Caller
from tests.services.house import running_house

As = Callable[[str], Caller]


@pytest.fixture(scope="module")
def someone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[As]:
    """Signed in and verified, in a house of their own: its clock travels."""
    with running_house(data=tmp_path_factory.mktemp("early") / "data") as house:
        people = {one["id"]: one for one in house.people()}
        callers: list[Caller] = []

        def verified(person: str) -> Caller:
            caller = Caller(httpx.Client(base_url=house.address, timeout=40), people[person])
            callers.append(caller)
            caller.sign_in()
            caller.verify()
            return caller

        yield verified
        for caller in callers:
            caller.http.close()


def travel(caller: Caller, day: str) -> None:
    answer = caller.http.post("/sandbox/clock", json={"now": f"{day}T09:00:00+08:00"})
    assert answer.status_code == 200, answer.text


def about_the_day(caller: Caller) -> list[str]:
    return [text for text in caller.texts() if "起就能办" in text]


def test_at_59_the_promised_text_comes_on_its_day_and_once(someone: As) -> None:
    she, he = someone("li-xiulan"), someone("zhang-guolin")
    checked = she.post("/scenes/senior-card/check").json()["alternatives"][0]["remind"]
    asked = she.post("/scenes/senior-card/reminders")
    assert asked.status_code == 201, asked.text
    reminder = asked.json()
    assert (reminder["possible_on"], reminder["tell_on"]) == (checked["on"], checked["tell_on"])
    assert she.post("/scenes/senior-card/reminders").json() == reminder
    assert she.get("/me/reminders").json() == {"items": [reminder]}
    assert he.get("/me/reminders").json() == {"items": []}
    assert he.post(f"/reminders/{reminder['id']}/drop").status_code == 404
    assert not about_the_day(she)

    travel(she, reminder["tell_on"])
    text = she.text_with("起就能办")
    assert "我要办老年证" in text
    newest = she.get("/letters").json()["items"][0]
    assert newest["code"] in text
    assert she.post("/is_this_real", {"code": newest["code"]}).json()["known"] is True

    travel(she, reminder["possible_on"])
    assert she.post("/scenes/senior-card/check").json()["outcome"] == "yes"
    assert she.get("/me/reminders").json()["items"][0]["state"] == "told"
    assert she.post(f"/reminders/{reminder['id']}/drop").json()["code"] == "reminded_already"
    assert len(about_the_day(she)) == 1


def test_who_may_have_it_now_has_no_day_to_wait_for(someone: As) -> None:
    refused = someone("zhou-shouyi").post("/scenes/senior-card/reminders")
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_remind")
