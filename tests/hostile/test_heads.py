"""What stands in the head of a request, and in an address: anything may, and nothing of it breaks the house."""

import httpx
import pytest

from tests.api.conftest import Caller
from tests.h5.tree import flaws, read
from tests.hostile.doors import Door
from tests.hostile.seen import is_no_fault, problem

HEADS = {
    "Accept-Language": ["zh;q=nan", "en;q=1e999,zh;q=-1", ";;;,,,q=", "*", "en;q=", "x" * 6000, "\xff"],
    "Accept-Encoding": ["br;q=nan, gzip;q=x", "gzip;q=0", "*;q=0", "\xff"],
    "Accept": ["text/event-stream", "*/*;q=x", "\xff"],
    "If-None-Match": ['"', "*", "W/", "\xff"],
    "If-Match": ['"x"'],
    "Range": ["bytes=0-1", "bytes=9-1", "nonsense"],
    "Cookie": ["zb=\xff\xfe", "zb=" + "x" * 5000, "zb", "=;=;=", "zb=a; zb=b"],
    "Authorization": ["Bearer \xe9\xe9\xe9", "Bearer", "", "\xff"],
    "X-Forwarded-For": ["nonsense, \xff", "1.2.3.4:99999", "[::1", ", ,", "x" * 5000],
    "X-Forwarded-Proto": ["javascript", "\xff"],
    "Host": ["", "[::1", "a:b:c", "evil.example"],
    "User-Agent": ["\xff" * 3000, "<script>"],
    "Referer": ["//[", "http://[::1", "\xff"],
    "Idempotency-Key": ["\xff", "", "x" * 161],
    "Last-Event-ID": ["-1", "9" * 400, "\xff"],
    "X-Status-In-Body": ["2", "\xff"],
}
PATHS = ["/", "/me", "/sign-in?next=/me", "/api/v1/scenes", "/api/v1/scenes/senior-card", "/api/v1/me", "/sign-in/"]
QUERIES = ["limit=0", "limit=1e9", "limit=9" + "9" * 30, "limit=1&limit=2", "after=%00", "after=%F0%9F%98%80"]
QUERIES += [
    "after=" + "x" * 65,
    "q=%ED%A0%80",
    "q=%ff",
    "q=%",
    "q=.*(((",
    "q=" + "%E7%94%B2" * 500,
    "theme=%00",
    "a[]=1",
]


@pytest.mark.parametrize("name", HEADS)
def test_anything_may_stand_in_a_header(he: Caller, http: httpx.Client, name: str) -> None:
    for value in HEADS[name]:
        headers = {name.encode(): value.encode("latin-1")}
        for path in PATHS:
            is_no_fault(http.get(path, headers=headers))
        is_no_fault(he.http.get("/api/v1/applications/x/events", headers=headers))
        is_no_fault(http.post("/api/v1/is_this_real", json={"code": "x"}, headers=headers))
        is_no_fault(http.post("/settings", data={"csrf": "x"}, headers=headers))


@pytest.mark.parametrize("query", QUERIES)
def test_anything_may_stand_in_a_query(doors: list[Door], he: Caller, query: str) -> None:
    for door in (door for door in doors if door.method == "GET"):
        is_no_fault(he.http.get(f"{door.at()}?{query}"))


@pytest.mark.parametrize(
    "name", ["%00", "a%00b", "%ff", "%ED%A0%80", "%F0%9F%91%B5", "%2e%2e%2f", "%0d%0ax", "x" * 3000]
)
def test_anything_may_stand_in_an_address(doors: list[Door], he: Caller, name: str) -> None:
    for door in (door for door in doors if door.names):
        given = dict.fromkeys(door.names, name)
        answer = he.http.get(door.at(given)) if door.method == "GET" else he.http.post(door.at(given), json=door.body)
        is_no_fault(answer)
        assert answer.status_code >= 303, (door, answer.status_code)


@pytest.mark.parametrize("encoding", ["gzip", "identity", "br, gzip;q=0.1"])
def test_the_status_in_the_body_can_be_read_however_long_the_answer(
    doors: list[Door], http: httpx.Client, encoding: str
) -> None:
    headers = {"X-Status-In-Body": "1", "Accept-Encoding": encoding}
    for door in (door for door in doors if door.method == "GET"):
        answer = http.get(door.at(), headers=headers)
        assert answer.status_code == 200, (door, answer.text[:200])
        assert "content-encoding" not in answer.headers
        told = answer.json()
        plain = http.get(door.at())
        assert told["status"] == plain.status_code, door
        if "json" in plain.headers.get("content-type", "") and plain.status_code == 200 and "/api/" in door.path:
            assert told["body"] == plain.json(), door
    scene = http.get("/api/v1/scenes/senior-card")
    again = http.get("/api/v1/scenes/senior-card", headers={**headers, "If-None-Match": scene.headers["etag"]}).json()
    assert (again["status"], again["body"]) == (304, None)


def test_a_refusal_in_english_has_the_same_codes_and_no_chinese(http: httpx.Client, he: Caller) -> None:
    body = {"scene": "", "answers": 1, "nonsense": 1, "for": "\0"}
    zh = problem(he.post("/applications", body), 422)
    en = problem(he.post("/applications", body, **{"Accept-Language": "en-GB"}), 422)
    assert [one["code"] for one in zh["errors"]] == [one["code"] for one in en["errors"]]
    assert len(zh["errors"]) == 4
    for told in (en["title"], en["detail"], *(one["message"] for one in en["errors"])):
        assert told.isascii(), told


def test_what_a_caller_called_a_field_is_not_echoed_at_length(he: Caller) -> None:
    answer = he.post("/applications", {"scene": "senior-card", "甲" * 10_000: 1})
    problem(answer, 422)
    assert len(answer.content) < 2_000


def test_every_page_of_a_visitor_and_of_a_person_allows_nothing_inline(
    doors: list[Door], he: Caller, http: httpx.Client
) -> None:
    token = he.http.headers["Authorization"].removeprefix("Bearer ")
    mine = he.begin()["id"]
    for door in (door for door in doors if door.is_page and door.method == "GET"):
        for cookies in ({}, {"zb": token}):
            http.cookies.clear()
            http.cookies.update(cookies)
            answer = http.get(door.at({"application_id": mine}))
            policy = answer.headers["content-security-policy"]
            assert "unsafe" not in policy, door
            assert "default-src 'none'" in policy, door
            assert "frame-ancestors 'none'" in policy, door
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert flaws(read(answer.text)) == [], door
