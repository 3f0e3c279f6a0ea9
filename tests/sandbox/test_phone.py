"""The phone page: everything escaped, nothing inline, works without JavaScript; and time travel."""

import asyncio
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.sandbox.world import Caller, City, Hand, caller, until

PHONE = "19900990001"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class Reading(HTMLParser):
    """Tags, ids, labels and controls of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


async def page(box: Caller, person: str = "zhang-guolin") -> str:
    answer = await box.http.get("/sandbox/", params={"person": person})
    assert answer.status_code == 200
    return answer.text


async def test_a_hostile_text_is_shown_as_text(box: Caller) -> None:
    await box.http.post("/sandbox/sms", json={"from": PHONE, "text": HOSTILE})
    html = await page(box)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img" in html
    assert not Reading(html).all("script", "img")


async def test_nothing_is_inline_and_the_policy_forbids_it(box: Caller) -> None:
    answer = await box.http.get("/sandbox/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    tags = Reading(answer.text).tags
    assert not [tag for tag, attrs in tags if tag in {"style", "script"} or "style" in attrs]
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]


async def test_every_control_has_a_label_and_every_address_stays_below_the_mount(box: Caller) -> None:
    reading = Reading(await page(box))
    labelled = {attrs["for"] for attrs in reading.all("label")}
    controls = [attrs for attrs in reading.all("input", "select") if attrs.get("type") != "hidden"]
    assert {attrs["id"] for attrs in controls} == labelled
    addresses = [attrs.get("action") or attrs.get("href") or "" for attrs in reading.all("form", "a", "link")]
    assert {address for address in addresses if not re.match(r"/sandbox/|#", address)} == {"/"}
    stylesheet = await box.http.get("/sandbox/static/phone.css")
    assert stylesheet.headers["content-type"].startswith("text/css")


async def test_the_page_gives_what_to_copy_and_who_this_is(box: Caller) -> None:
    for key, person in (await box.people()).items():
        html = await page(box, key)
        assert all(part in html for part in (person["name"], person["id_number"], person["phone"], person["says"]))


async def test_the_link_to_newer_texts_loads_the_page_even_from_itself(box: Caller) -> None:
    async def link() -> str:
        (found,) = [
            attrs["href"] or "" for attrs in Reading(await page(box)).all("a") if "at=" in (attrs["href"] or "")
        ]
        return found

    first = await link()
    box.now.ahead += 1
    assert await link() != first


async def test_a_stranger_in_the_address_is_the_first_person(box: Caller) -> None:
    assert PHONE in await page(box, HOSTILE)


async def test_texting_from_the_page_waits_for_the_answer_and_comes_back(box: Caller, pretend: City) -> None:
    form = {"person": "zhang-guolin", "text": "帮助"}
    posting = asyncio.create_task(box.http.post("/sandbox/texts", data=form))
    await until(lambda: pretend.heard("messages"))
    await box.send(PHONE, "可以发 ${word}", word="查询")
    answer = await posting
    assert (answer.status_code, answer.headers["location"]) == (303, "/sandbox/?person=zhang-guolin#newest")
    html = await page(box)
    assert html.index("帮助</p>") < html.index("可以发 查询")


@pytest.mark.parametrize("phone", ["", "1", "12345678901", "abc", "１９９００９９０００１"])
async def test_a_phone_that_is_none_is_refused(box: Caller, phone: str) -> None:
    assert (await box.http.get("/sandbox/sms", params={"phone": phone})).status_code == 422
    assert (await box.http.post("/sandbox/sms", json={"from": phone, "text": "x"})).status_code == 422


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001, None, 3])
async def test_an_empty_or_endless_text_is_refused(box: Caller, text: object) -> None:
    assert (await box.http.post("/sandbox/sms", json={"from": PHONE, "text": text})).status_code == 422


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
async def test_a_body_that_is_no_object_is_refused(box: Caller, body: bytes) -> None:
    for path in ("sms", "clock", "faults"):
        assert (await box.http.post(f"/sandbox/{path}", content=body)).status_code == 422


async def test_business_time_travels_runs_on_and_survives_a_restart(pretend: City, tmp_path: Path) -> None:
    async with caller(pretend.address, tmp_path / "s.db", Hand()) as box:
        there = (await box.http.post("/sandbox/clock", json={"now": "2027-01-04T09:00:00+08:00"})).json()
        assert there["now"].startswith("2027-01-04T09:00:0")
        offset = box.sandbox.offset()
        await box.send(PHONE)
    async with caller(pretend.address, tmp_path / "s.db", now := Hand()) as box:
        assert box.sandbox.offset() == offset
        now.ahead = 3600
        assert (await box.http.get("/sandbox/clock")).json()["now"].startswith("2027-01-04T10:00:0")
        assert "1 月 4 日 星期一" in await page(box)
        shown = (await box.http.get("/sandbox/sms", params={"phone": PHONE})).json()["items"][0]
        assert shown["at"].startswith("2027-01-04T09:00:0")
        await box.http.post("/sandbox/clock", json={"now": None})
        assert box.sandbox.offset() == timedelta()


@pytest.mark.parametrize("now", ["tomorrow", "2027-01-01T00:00:00", 5, ""])
async def test_a_time_without_an_offset_is_refused(box: Caller, now: object) -> None:
    assert (await box.http.post("/sandbox/clock", json={"now": now})).status_code == 422


async def test_the_page_travels_to_a_day_and_back(box: Caller) -> None:
    await box.http.post("/sandbox/travels", data={"day": "2027-10-01", "person": "zhou-shouyi"})
    assert (await box.http.get("/sandbox/clock")).json()["now"].startswith("2027-10-01")
    await box.http.post("/sandbox/travels", data={"person": "zhou-shouyi"})
    assert box.sandbox.offset() == timedelta()
