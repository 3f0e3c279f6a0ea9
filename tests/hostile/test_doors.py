"""Every route of the house, tried by those who may not pass it and by those who come with nonsense in their hands."""

from collections.abc import Callable

import httpx
import pytest

from tests.api.conftest import Caller
from tests.hostile.browsing import Browser
from tests.hostile.doors import ANYBODYS, NOBODYS, Door, names_of
from tests.hostile.seen import is_no_fault, problem

Fitting = Callable[[Door], httpx.Client]
NONSENSE = [b"", b"[]", b"null", b'"x"', b"{", b'{"a":' * 50_000, b"\xff\xfe", b'{"x":"\\ud800"}', b"{}" * 2, b"1e999"]
TYPES = ["", "text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense"]


def ask(http: httpx.Client, door: Door, path: str) -> httpx.Response:
    """As its schema wants it; a page's form without anything in it."""
    if door.method == "GET":
        return http.get(path)
    if door.body is None:
        return http.post(path, files={"file": ("x.jpg", b"x")}, data={"target": "photo"})
    return http.post(path, json=door.body)


def test_every_name_in_a_path_is_known_here(doors: list[Door], belongings: dict[str, str]) -> None:
    """A new route with a new kind of id has to say whose it is: add it to `belongings` in conftest.py."""
    assert set(names_of(doors)) <= belongings.keys() | ANYBODYS.keys()


def test_without_signing_in_nothing_of_a_person_is_answered(doors: list[Door], http: httpx.Client) -> None:
    for door in (door for door in doors if "citizen" in door.who and not door.is_page):
        told = problem(ask(http, door, door.at()), 401)
        assert told["code"] == "unauthenticated", door
        for token in ("Bearer x", "Basic eDp4", "Bearer " + "x" * 5000):
            answer = http.request(door.method, door.at(), json={}, headers={"Authorization": token})
            assert problem(answer, 401)["code"] == "unauthenticated", door


def test_without_signing_in_at_the_desk_nothing_of_it_is_answered(
    doors: list[Door], http: httpx.Client, he: Caller
) -> None:
    behind = [door for door in doors if door.is_desk and not door.is_page]
    assert len(behind) >= 15
    for door in behind:
        assert problem(ask(http, door, door.at()), 401)["code"] == "desk_unauthenticated", door
        for token in ("Bearer x", "Basic eDp4", "Bearer " + "x" * 5000, he.http.headers["Authorization"]):
            answer = http.request(door.method, door.at(), json={}, headers={"Authorization": token})
            assert problem(answer, 401)["code"] == "desk_unauthenticated", door


def test_an_officer_is_no_citizen(doors: list[Door], officer: httpx.Client) -> None:
    for door in (door for door in doors if "citizen" in door.who and not door.is_page):
        assert problem(ask(officer, door, door.at()), 401)["code"] == "unauthenticated", door


def test_without_signing_in_every_page_of_the_desk_leads_to_its_sign_in(
    doors: list[Door], http: httpx.Client, browser: Browser
) -> None:
    behind = [door for door in doors if door.is_desk and door.is_page and door.method == "GET"]
    assert len(behind) >= 8
    for door in behind:
        for client in (http, browser.http):
            answer = client.get(door.at())
            assert answer.status_code == 303, (door, answer.status_code)
            assert answer.headers["location"].startswith("/desk/sign-in"), door


def test_without_signing_in_every_page_of_ones_own_leads_to_signing_in(doors: list[Door], http: httpx.Client) -> None:
    browser = Browser(http)
    for door in (door for door in doors if "citizen" in door.who and door.is_page):
        answer = http.get(door.at()) if door.method == "GET" else browser.send(door.at())
        assert answer.status_code == 303, (door, answer.status_code)
        assert answer.headers["location"].startswith("/sign-in?next=/"), door


def test_what_is_somebody_elses_is_not_there_for_the_api(
    doors: list[Door], fitting: Fitting, belongings: dict[str, str]
) -> None:
    tried = [door for door in doors if not door.is_page and belongings.keys() & set(door.names)]
    assert len(tried) >= 13
    for door in tried:
        theirs = problem(ask(fitting(door), door, door.at(belongings)), 404)
        nobodys = problem(ask(fitting(door), door, door.at()), 404)
        assert theirs["code"] == nobodys["code"], door
        assert theirs["detail"] == nobodys["detail"], door


def test_what_is_somebody_elses_is_no_page(
    doors: list[Door], browser: Browser, at_desk: Browser, belongings: dict[str, str]
) -> None:
    tried = [door for door in doors if door.is_page and belongings.keys() & set(door.names)]
    assert len(tried) >= 15
    for door in tried:
        path, client = door.at(belongings), at_desk if door.is_desk else browser
        # A form's own address leads to its page; it is the page that is not there.
        answer = client.http.get(path, follow_redirects=True) if door.method == "GET" else client.send(path)
        assert answer.status_code == 404, (door, answer.status_code)
        text = answer.text.replace(path, "").replace(answer.url.path, "")  # what was asked for may be said again
        assert belongings["application_id"] not in text


def test_somebody_elses_stream_is_refused_before_it_begins(he: Caller, belongings: dict[str, str]) -> None:
    path = f"/applications/{belongings['application_id']}/events"
    problem(he.get(path, Accept="text/event-stream"), 404)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_door_opens_to_another_method(doors: list[Door], he: Caller, method: str) -> None:
    for path in sorted({door.at() for door in doors}):
        answer = he.http.request(method, path)
        assert answer.status_code == 405, (method, path, answer.status_code)
        is_no_fault(answer)


def test_get_and_post_are_not_taken_for_each_other(doors: list[Door], fitting: Fitting) -> None:
    both = {(door.method, door.at()): door for door in doors}
    for (method, path), door in both.items():
        other = "POST" if method == "GET" else "GET"
        if (other, path) not in both:
            answer = fitting(door).request(other, path)
            assert answer.status_code in (404, 405), (other, path, answer.status_code)


@pytest.mark.parametrize("body", NONSENSE, ids=lambda body: repr(body[:8]))
def test_nonsense_in_a_body_is_refused_at_every_door(doors: list[Door], fitting: Fitting, body: bytes) -> None:
    for door in (door for door in doors if door.method == "POST" and door.body is not None and door.body != {}):
        answer = fitting(door).post(door.at(), content=body, headers={"Content-Type": "application/json"})
        problem(answer, 422, 404 if NOBODYS in door.at() else 422)


@pytest.mark.parametrize("kind", TYPES)
def test_a_body_of_the_wrong_type_is_refused_at_every_door(doors: list[Door], he: Caller, kind: str) -> None:
    """A right body that calls itself something else is no JSON. (Forms of pages lack their token besides.)"""
    for door in (door for door in doors if door.method == "POST" and "upload_id" not in door.path):
        answer = he.http.post(door.at(), content=b"x=1", headers={"Content-Type": kind})
        is_no_fault(answer)
        assert answer.status_code >= 400 or answer.headers.get("location", "").startswith("/sign-in"), door


def test_an_unknown_field_is_refused_at_every_door(doors: list[Door], fitting: Fitting) -> None:
    for door in (door for door in doors if door.body is not None and "{channel}" not in door.path):
        told = problem(fitting(door).post(door.at(), json={**door.body, "isAdmin": True}), 422)
        assert {"field": "isAdmin", "code": "unknown_field"}.items() <= told["errors"][0].items(), door


@pytest.mark.parametrize("text", ["1", 1.5, True, None, [], {}, -1, 2**31, 2**63, 10**30])
def test_only_a_number_is_a_number(doors: list[Door], fitting: Fitting, text: object) -> None:
    numbered = [door for door in doors if isinstance(door.body, dict) and "version" in door.body]
    assert numbered
    for door in numbered:
        told = problem(fitting(door).post(door.at(), json={**door.body, "version": text}), 422)
        assert [one["field"] for one in told["errors"]] == ["version"], door


def test_more_than_a_megabyte_of_json_is_not_read(doors: list[Door], he: Caller) -> None:
    body = b'{"x":"' + b"a" * 1_100_000 + b'"}'
    for door in (door for door in doors if door.body is not None):
        problem(he.http.post(door.at(), content=body, headers={"Content-Type": "application/json"}), 413)
