"""What a newcomer stumbled over, by plain HTTP: nothing hidden in the elder flow, no dead end, words for each code."""

from datetime import date

import httpx
import pytest

from api.h5.routes.sending import read_back
from core.applications.timeline import opinion_of
from core.calendar import Calendar, CalendarMissing
from core.house import house, working_days_from
from core.scenes import City, Field
from tests.h5.asker import asker, phone_of, signed_in, token
from tests.h5.tree import flaws, read
from tests.h5.walking import newest_code
from tests.services.house import House


@pytest.fixture
def client(served: House) -> httpx.Client:
    return asker(served)


def test_the_elder_front_page_leads_to_everything_there_is(client: httpx.Client) -> None:
    client.post("/settings/face", data={"csrf": token(client, "/"), "back": "/", "elder": "on"})
    page = read(client.get("/").text)
    links = [one["href"] for one in page.all("a")]
    assert {"/track", "/verify", "/real", "/search"} <= set(links)
    assert len([link for link in links if link.startswith("/s/")]) == 3
    assert "全部 6 件" in client.get("/").text
    assert len({one["href"] for one in read(client.get("/search").text).all("a") if one["href"].startswith("/s/")}) == 6
    assert flaws(page) == []


def test_a_second_device_that_asks_too_soon_gets_the_box_for_the_code_that_was_sent(served: House) -> None:
    phone = phone_of(served, "邓凯")
    first, second = asker(served), asker(served)
    first.post("/sign-in", data={"csrf": token(first, "/sign-in"), "phone": phone})
    answer = second.post("/sign-in", data={"csrf": token(second, "/sign-in"), "phone": phone, "next": "/me"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in/code?next=/me&wait=")
    assert "能再发一次" in second.get(answer.headers["location"]).text
    code = newest_code(served.address, phone)
    into = second.post("/sign-in/code", data={"csrf": token(second, "/sign-in/code"), "code": code, "next": "/me"})
    assert (into.status_code, into.headers["location"]) == (303, "/me")


@pytest.mark.parametrize(
    ("code", "page", "detail"),
    [("K7MP2XH9", "码只能用一分钟", "60 秒"), ("K7MP2XH9K7MP2XH9", "照着文书再输一遍", "16 位，一直不变")],
)
def test_a_wrong_code_is_told_by_what_it_looks_like(client: httpx.Client, code: str, page: str, detail: str) -> None:
    said = client.get(f"/verify/{code}")
    assert said.status_code == 404
    assert (page in said.text, "60 秒" in said.text) == (True, False)
    assert detail in client.get(f"/api/v1/verify/{code}").json()["detail"]
    assert "16 位" in client.get("/verify").text


def test_the_guide_of_a_scene_stands_on_its_page(client: httpx.Client) -> None:
    for slug, title in (("senior-card", "有什么用"), ("id-card", "要跑一趟"), ("newborn", "双胞胎")):
        assert title in client.get(f"/s/{slug}").text


def test_nobody_is_told_to_bring_nothing_where_a_window_wants_to_see_something(client: httpx.Client) -> None:
    said = client.get("/s/id-card").text
    assert "什么都不用带" not in said
    assert "去窗口时带：原来的身份证、户口簿" in said
    assert "什么都不用带" in client.get("/s/senior-card").text


def test_a_renewal_is_not_told_that_it_is_a_first_card(client: httpx.Client) -> None:
    client.post("/s/id-card/q/reason", data={"csrf": token(client, "/s/id-card/q/reason"), "reason": "expired"})
    assert "第一次办的" not in client.get("/s/id-card/answer").text


def test_a_state_that_is_none_is_refused(served: House) -> None:
    man = signed_in(served, "郭磊")
    assert man.get("/api/v1/applications?state=zzz").status_code == 422
    assert man.get("/api/v1/applications?state=to_pay").json()["items"] == []


def test_a_year_without_a_calendar_promises_no_day_and_breaks_no_page(city: City) -> None:
    for day in (date(1970, 1, 1), date(9999, 12, 31), date.min, date.max):
        assert working_days_from(day, 3) is None
    with pytest.raises(CalendarMissing):
        house().calendar.require(date(1970, 1, 1))
    assert isinstance(house().calendar, Calendar)


def test_a_statement_is_read_back_in_its_words_and_a_number_from_a_record_is_masked() -> None:
    lost = Field("lost", "statement", says="身份证确实丢了", label="声明")
    assert read_back(lost, True, from_record=False) == "身份证确实丢了"
    number = Field("other", "id_number", label="身份证号")
    assert read_back(number, "990101196003010013", from_record=False).replace(" ", "") == "990101196003010013"
    assert "0301" not in read_back(number, "990101196003010013", from_record=True)


def test_an_opinion_that_leads_to_a_list_runs_into_it() -> None:
    defects = [{"code": "x", "values": {"says": "照片"}}, {"code": "x", "values": {"says": "合同"}}]
    assert opinion_of({"opinion": "请一次补齐：", "defects": defects}) == "请一次补齐：照片；合同"
    assert opinion_of({"opinion": "请补", "defects": defects}) == "请补；照片；合同"
