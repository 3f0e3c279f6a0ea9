"""The pages' forms: without their token they do nothing, and whatever is typed into them is text."""

from collections.abc import Callable

import httpx
import pytest

from tests.api.conftest import Caller
from tests.hostile.browsing import TOKEN, Browser
from tests.hostile.doors import Door
from tests.hostile.seen import is_no_fault
from tests.services.house import House

TEXTS = [
    "",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "👵🏻‍🦳",
    "甲" * 10_000,
    "\u202e",
    "{{7*7}}{% for %}",
    "\r\nSet-Cookie: zb=planted",
]
PUBLIC = {
    "/sign-in": ("phone", "next", "again"),
    "/sign-in/code": ("code", "next"),
    "/settings": ("language", "size", "elder", "back"),
    "/settings/face": ("back", "size", "elder"),
    "/track": ("query_code", "phone_tail"),
    "/real": ("code",),
    "/s/senior-card/q/subject.age": ("subject.age",),
    "/s/senior-card/q/household": ("household",),
    "/s/senior-card/q/address": ("address", "address.region", "address.detail", "address.x"),
    "/s/residence-permit/q/since": ("since",),
    "/s/old-age-allowance/q/contact": ("contact",),
    "/s/senior-card/begin": ("x",),
}
OWN = {
    "/verify-me": ("name", "id_number", "next"),
    "/a/{id}/f/photo": ("photo", "remove"),
    "/a/{id}/f/pickup": ("pickup", "pickup.x"),
    "/a/{id}/f/address": ("address", "address.region", "address.detail", "address.x"),
    "/a/{id}/m/hukou": ("remove", "follow"),
    "/a/{id}/submit": ("consents", "promises", "version"),
    "/a/{id}/correct": ("version",),
    "/a/{id}/withdraw": ("reason",),
}
ELSEWHERE = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "@evil.example",
    " //evil.example",
]


@pytest.fixture(scope="module")
def draft(he: Caller) -> str:
    """An application of his to be posted, so that every question of its form is asked."""
    return str(he.begin(pickup="post")["id"])


def is_harmless(answer: httpx.Response, text: str) -> None:
    is_no_fault(answer)
    if text.startswith(("<", '"')):
        assert text not in answer.text
    assert "zb=planted" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("token", ["none", "empty", "made up", "another's", "of a strange alphabet"])
def test_no_form_works_without_the_token_of_its_own_visit(
    doors: list[Door], browser: Browser, anybody: Callable[[], httpx.Client], token: str
) -> None:
    another = TOKEN.search(anybody().get("/settings").text)
    assert another
    tokens = {"empty": "", "made up": "0" * 48, "another's": another[1], "of a strange alphabet": "张" * 48}
    sent = {} if token == "none" else {"csrf": tokens[token]}
    forms = [door for door in doors if door.method == "POST" and door.is_page]
    assert len(forms) >= 15
    for door in forms:
        answer = browser.http.post(door.at(), data=sent)
        assert answer.status_code == 403, (door, answer.status_code)
        assert browser.http.post(door.at(), params=sent, json=sent).status_code == 403, door


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:9]))
def test_whatever_a_visitor_types_is_only_text(http: httpx.Client, text: str) -> None:
    browser = Browser(http)
    for path, names in PUBLIC.items():
        for name in names:
            is_harmless(browser.send(path, **{name: text}), text)
    for path in ("/", "/s/senior-card/answer", "/settings", "/sign-in/code"):
        is_harmless(http.get(path), text)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:9]))
def test_whatever_a_person_types_is_only_text(browser: Browser, draft: str, text: str) -> None:
    for path, names in OWN.items():
        for name in names:
            is_harmless(browser.send(path.format(id=draft), **{name: text}), text)
    address = {"address.region": "990101001001", "address.detail": text}
    is_harmless(browser.send(f"/a/{draft}/f/address", **address), text)
    for path in (f"/a/{draft}/f/address", f"/a/{draft}/summary", f"/a/{draft}/next", "/me"):
        is_harmless(browser.http.get(path), text)


def test_a_file_is_not_asked_for_where_there_is_no_draft_to_keep_it(http: httpx.Client) -> None:
    assert http.get("/s/senior-card/q/photo").status_code == 404
    assert Browser(http).send("/s/senior-card/q/photo", photo="a text").status_code == 404


@pytest.mark.parametrize("path", [*PUBLIC, *OWN])
def test_no_form_takes_a_nul(browser: Browser, draft: str, path: str) -> None:
    """PostgreSQL takes none in a text; no keyboard types one."""
    for name in {**PUBLIC, **OWN}[path]:
        for typed in ({name: "\0"}, {name: "a\0b"}, {f"{name}\0": "a"}):
            assert browser.send(path.format(id=draft), **typed).status_code == 400


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "undefined", "utf-16", "rot13", "x" * 5000])
def test_a_form_in_a_charset_that_makes_lone_surrogates_is_not_read(browser: Browser, charset: str) -> None:
    for path in ("/settings", "/track", "/s/senior-card/q/household", "/verify-me"):
        answer = browser.send_parts(path, f"; charset={charset}", query_code="\\ud800", name="+2AA-")
        assert answer.status_code == 415, (path, answer.status_code)
    assert browser.send_parts("/settings", "; charset=UTF-8", language="zh-CN").status_code == 303


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_address_leads_out_of_the_house(browser: Browser, http: httpx.Client, elsewhere: str) -> None:
    for path in ("/sign-in", "/sign-in/code", "/verify-me"):
        answer = browser.http.get(path, params={"next": elsewhere, "return": elsewhere})
        assert answer.headers["location"] in ("/", "/me"), path
        asked = http.get(path, params={"next": elsewhere}).headers.get("location", "")
        assert "evil" not in asked.partition("next=")[0], path
    for path in ("/settings", "/settings/face"):
        answer = browser.send(path, back=elsewhere, next=elsewhere, language="zh-CN")
        assert not answer.headers["location"].startswith(("//", "http", "/\\")), path
        assert "evil" not in answer.headers["location"], path


@pytest.mark.parametrize("path", ["/me/", "/sign-in/", "/api/v1/scenes/", "/s/senior-card/?a=b", "/sandbox"])
def test_a_host_that_the_caller_made_up_leads_nobody_astray(http: httpx.Client, path: str) -> None:
    answer = http.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("/")
    assert answer.headers["location"].rstrip("/") == path.replace("/?", "?").rstrip("/")


def test_a_visit_cannot_be_planted(http: httpx.Client, fort: House) -> None:
    """A cookie from elsewhere becomes no session: signing in, or remembering anything, makes a new one."""
    http.cookies.set("zb", "planted" * 6)
    answer = Browser(http).send("/settings", language="zh-CN", elder="on")
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    for flag in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="):
        assert flag in cookie
    assert "Domain" not in cookie
