"""What every call has in common: one error shape, two languages, everything wrong at once, nobody else's anything."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest

from tests.api.conftest import Caller
from tests.services.house import House

As = Callable[[str], Caller]


def test_an_error_is_a_problem_with_a_stable_code_and_words(stranger: Caller) -> None:
    answer = stranger.get("/me")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() >= {"type", "title", "status", "code", "detail", "errors", "trace_id"}
    assert problem["code"] == "unauthenticated"
    assert problem["trace_id"] == answer.headers["x-trace-id"]
    assert re.search(r"[\u4e00-\u9fff]", problem["title"])
    english = stranger.get("/me", **{"Accept-Language": "en-GB, zh;q=0.5"}).json()
    assert english["title"].isascii()
    assert english["code"] == problem["code"]


def test_a_client_that_cannot_read_errors_gets_200_with_the_status_inside(stranger: Caller) -> None:
    answer = stranger.get("/me", **{"X-Status-In-Body": "1"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["status"] == 401
    assert told["body"]["code"] == "unauthenticated"
    assert told["headers"]["content-type"] == "application/problem+json"
    fine = stranger.get("/scenes", **{"X-Status-In-Body": "1"}).json()
    assert fine["status"] == 200
    assert fine["body"]["items"]


def test_everything_wrong_with_a_body_is_said_at_once(stranger: Caller) -> None:
    answer = stranger.post("/track", {"query_code": "", "nonsense": 1})
    assert answer.status_code == 422
    errors = {one["field"]: one["code"] for one in answer.json()["errors"]}
    assert errors == {"query_code": "too_short", "phone_tail": "required", "nonsense": "unknown_field"}
    assert all(one["message"] for one in answer.json()["errors"])


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 100_000, b'{"code": NaN}', b"\xff\xfe", b'"text"', b"null", b"[1]", b'{"code":' + b"9" * 4000],
)
def test_a_body_that_is_no_json_object_is_a_422_and_never_a_fault(stranger: Caller, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = stranger.http.post("/api/v1/is_this_real", content=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "invalid"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "👵🏻‍🦳", "甲" * 10_000, "\u0000", "\u202e", "' or 1=1 --"]
)
def test_any_text_anywhere_is_an_answer_and_never_a_fault(stranger: Caller, text: str) -> None:
    answers = [
        stranger.post("/track", {"query_code": text, "phone_tail": text}),
        stranger.post("/is_this_real", {"code": text}),
        stranger.post("/sessions/sms/codes", {"phone": text}),
        stranger.post("/sessions/sms", {"phone": text, "code": text}),
        stranger.post("/scenes/senior-card/check", {"answers": {"household": text, text[:100]: text}}),
        stranger.http.get("/api/v1/scenes", params={"q": text[:2000]}),
        stranger.http.get(f"/api/v1/verify/{quote(text[:80], safe='')}"),
    ]
    for answer in answers:
        assert answer.status_code < 500, (answer.request.url, answer.text)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nothing", 404, "not_found"),
        ("/scenes/nothing", 404, "scene_unknown"),
        ("/sessions/pigeon", 405, "method_not_allowed"),
        ("/applications?limit=0", 401, "unauthenticated"),
        ("/verify/a%00b", 404, "not_found"),
        ("/scenes?limit=0", 422, "invalid"),
        ("/scenes?limit=x", 422, "invalid"),
    ],
)
def test_what_is_not_there_is_said_so(stranger: Caller, path: str, status: int, code: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_way_in_that_does_not_exist_is_not_found_and_its_proof_is_checked(stranger: Caller) -> None:
    assert stranger.post("/sessions/pigeon", {"code": "1"}).json()["code"] == "channel_unknown"
    wrong = stranger.post("/sessions/sms", {"phone": "19900990001", "extra": "1"}).json()["errors"]
    assert {one["field"]: one["code"] for one in wrong} == {"code": "required", "extra": "unknown_field"}


OTHERS = [
    ("GET", "/applications/{id}", None),
    ("GET", "/applications/{id}/events", None),
    ("GET", "/applications/{id}/sheet", None),
    ("POST", "/applications/{id}/answers", {"answers": {}, "version": 1}),
    ("POST", "/applications/{id}/submit", {"version": 1, "consents": []}),
    ("POST", "/applications/{id}/withdraw", {"reason": ""}),
    ("POST", "/applications/{id}/correct", {"version": 1}),
    ("GET", "/licences/{id}", None),
    ("GET", "/licences/{id}.pdf", None),
    ("GET", "/licences/{id}/photo", None),
    ("POST", "/licences/{id}/show", {}),
    ("POST", "/letters/{id}/read", {}),
    ("GET", "/uploads/{id}", None),
    ("POST", "/uploads/{id}/remove", {}),
    ("POST", "/sessions/{id}/end", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), OTHERS)
def test_another_persons_anything_is_not_there(as_person: As, method: str, path: str, body: object) -> None:
    owner, other = as_person("chen-jianguo"), as_person("liu-shufen")
    sheet = owner.begin()
    mine = other.http.request(method, f"/api/v1{path.format(id=sheet['id'])}", json=body)
    never = other.http.request(method, f"/api/v1{path.format(id='0' * 26)}", json=body)
    assert mine.status_code == never.status_code == 404
    assert mine.json()["code"] == never.json()["code"]


def test_acting_for_somebody_who_never_agreed_is_not_there(as_person: As) -> None:
    he, she = as_person("chen-jianguo"), as_person("liu-shufen")
    body = {"scene": "senior-card", "answers": {}, "for": she.get("/me").json()["id"]}
    assert he.post("/applications", body).status_code == 404
    assert he.post("/applications", {**body, "for": he.get("/me").json()["id"]}).status_code == 201


def test_an_old_version_is_refused_with_the_present_one(as_person: As) -> None:
    he = as_person("chen-jianguo")
    sheet = he.begin()
    body = {"answers": {"pickup": "electronic"}, "version": sheet["version"]}
    assert he.post(f"/applications/{sheet['id']}/answers", body).status_code == 200
    stale = he.post(f"/applications/{sheet['id']}/answers", body)
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (409, "stale", sheet["version"] + 1)


def test_who_asks_by_if_match_is_answered_412_and_nothing_is_changed(as_person: As) -> None:
    he = as_person("chen-jianguo")
    sheet = he.begin()
    path = f"/applications/{sheet['id']}/answers"
    etag = he.get(f"/applications/{sheet['id']}").headers["etag"]
    body = {"answers": {"pickup": "electronic"}, "version": sheet["version"]}
    assert he.post(path, body, **{"If-Match": '"99"'}).status_code == 412
    assert he.post(path, body, **{"If-Match": etag}).status_code == 200
    changed = he.post(path, body, **{"If-Match": etag})
    assert (changed.status_code, changed.json()["version"]) == (412, sheet["version"] + 1)


def test_the_api_sets_no_cookie_and_the_pages_cookie_only_reads(as_person: As, hall: House) -> None:
    he = as_person("chen-jianguo")
    token = he.http.headers["Authorization"].removeprefix("Bearer ")
    with httpx.Client(base_url=f"{hall.address}/api/v1", cookies={"zb": token}) as browser:
        assert browser.get("/me").status_code == 200
        refused = browser.post("/applications", json={"scene": "senior-card", "answers": {}})
        assert refused.status_code == 401
        assert "set-cookie" not in refused.headers


def test_scenes_carry_a_version_and_are_not_sent_twice(stranger: Caller) -> None:
    first = stranger.get("/scenes/senior-card")
    assert first.json()["version"] in first.headers["etag"]
    again = stranger.get("/scenes/senior-card", **{"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.get("/scenes/senior-card", **{"If-None-Match": '"x"'}).status_code == 200
    assert stranger.get("/scenes/senior-card", **{"Accept-Encoding": "identity"}).json() == first.json()


def test_lists_are_turned_page_by_page(as_person: As) -> None:
    he = as_person("liu-shufen")
    begun = {he.begin()["id"] for _ in range(3)}
    seen: list[str] = []
    after = ""
    while True:
        page = he.get(f"/applications?limit=2{after}").json()
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert begun <= set(seen)
    assert len(seen) == len(set(seen))


def test_every_answer_wears_the_security_headers(stranger: Caller) -> None:
    for path in ("/", "/api/v1/scenes", "/api/v1/me", "/docs", "/nothing"):
        headers = stranger.http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "unsafe" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_the_api_describes_itself_on_a_page_that_needs_nobody_else(stranger: Caller) -> None:
    schema = stranger.http.get("/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    assert "Problem" in schema["components"]["schemas"]
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            assert method in ("get", "post"), path
            assert call["x-who-may-call"], path
    page = stranger.http.get("/docs").text
    assert "/api/v1/applications/{application_id}/submit" in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<script" not in page
    assert stranger.http.get("/docs/style.css").headers["content-type"].startswith("text/css")
    assert stranger.http.get("/schemas/scene.json").json()["title"]
    assert stranger.http.get("/schemas/nothing.json").status_code == 404


def test_machines_that_watch_the_house_are_answered(stranger: Caller) -> None:
    assert stranger.http.get("/healthz").json() == {"status": "alive"}
    ready = stranger.http.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["checks"]["database"] is True
    told = stranger.http.get("/metrics").text
    assert 'zb_requests_total{method="GET",route="/api/v1/scenes"' in told
    assert "zb_outbox_waiting" in told


def test_an_event_stream_is_not_held_back_by_the_status_in_body(as_person: As) -> None:
    he = as_person("chen-jianguo")
    sheet = he.begin()
    headers = {"X-Status-In-Body": "1", "Accept": "text/event-stream"}
    with he.http.stream("GET", f"/api/v1/applications/{sheet['id']}/events", headers=headers) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry:")
        told = next(line for line in lines if line.startswith("data:"))
    assert json.loads(told.removeprefix("data:"))["seq"] == 1
