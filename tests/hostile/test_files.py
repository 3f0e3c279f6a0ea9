"""Files: liars, bombs, odd but honest ones, names that want out of their folder, forms with the wrong parts."""

import http.client
from collections.abc import Callable
from typing import Any

import pytest

from core import crypto, licences
from core.crypto import Keyring
from core.licences.reading import licence_from
from tests.api.conftest import Caller, picture
from tests.core.licences.conftest import FOLDER, planned
from tests.hostile.browsing import Browser
from tests.hostile.packed import BOMBS, LIARS, ODD, UNPRINTABLE
from tests.hostile.seen import is_no_fault, problem
from tests.services.house import House

WRONG_PARTS: list[dict[str, Any]] = [
    {"files": {"photo": ("x.jpg", picture())}, "data": {"target": "photo"}},
    {"files": [("file", ("a.jpg", picture())), ("file", ("b.jpg", picture()))], "data": {"target": "photo"}},
    {"data": {"file": "a text", "target": "photo"}, "files": {"x": ("x", b"")}},
    {"files": {"file": ("x.jpg", picture()), "target": ("t", b"photo")}},
    {"files": {"file": ("x.jpg", picture())}, "data": {"target": "\0"}},
    {"files": {"file": ("x.jpg", picture())}, "data": {"target": "甲" * 10_000}},
    {"files": {"file": ("x.jpg", picture())}, "data": {f"f{n}": "x" for n in range(50)}},
    {"json": {"file": "x", "target": "photo"}},
    {
        "content": b"--x\r\nContent-Disposition: form-data\r\n\r\n",
        "headers": {"Content-Type": "multipart/form-data; boundary=x"},
    },
    {"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=x; charset=undefined"}},
]
NAMES = [
    "x" * 2_000,
    "../../../etc/passwd",
    "C:\\x.jpg",
    "<script>.jpg",
    "甲\n.jpg",
    '";x="',
    "👵.jpg",
    "\u202egpj.exe",
    ".",
]


@pytest.fixture(scope="module")
def sheets(someone: Callable[[str], Caller]) -> Callable[[], tuple[Caller, str]]:
    """Someone with an application to give files to; each gives no more than their limit allows."""
    people = iter(("zhou-shouyi", "feng-baoshan", "tang-yulan", "wu-yongqing"))

    def one() -> tuple[Caller, str]:
        caller = someone(next(people))
        return caller, caller.begin()["id"]

    return one


@pytest.fixture(scope="module")
def sheet(sheets: Callable[[], tuple[Caller, str]]) -> tuple[Caller, str]:
    return sheets()


@pytest.mark.parametrize("what", [*LIARS, *BOMBS])
def test_what_lies_or_bursts_is_refused_with_a_word_for_it(sheet: tuple[Caller, str], what: str) -> None:
    caller, application = sheet
    content = {**LIARS, **BOMBS}[what]
    told = problem(caller.upload(application, content, name="photo.jpg"), 422)
    assert [one["field"] for one in told["errors"]] == ["file"]
    assert told["errors"][0]["code"].startswith("file_")


@pytest.mark.parametrize("what", ODD)
def test_an_odd_picture_is_kept_and_shown_so_that_nothing_in_it_runs(sheet: tuple[Caller, str], what: str) -> None:
    caller, application = sheet
    given = caller.upload(application, ODD[what])
    assert given.status_code == 201, given.text
    seen = caller.get(f"/uploads/{given.json()['id']}")
    assert seen.content == ODD[what]
    assert "sandbox" in seen.headers["content-security-policy"]
    assert seen.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:8]))
def test_a_file_is_named_by_us_whatever_it_calls_itself(sheet: tuple[Caller, str], name: str) -> None:
    caller, application = sheet
    given = caller.upload(application, picture((30 + len(name) % 50, 40)), name=name)
    assert given.status_code == 201, given.text
    kept = given.json()["name"]
    assert kept.endswith(".jpg")
    assert len(kept) <= 200
    assert not set(kept) & set('/\\<>"\n\u202e\0')
    disposition = caller.get(f"/uploads/{given.json()['id']}").headers["content-disposition"]
    assert disposition.isascii()


def test_a_form_of_wrong_parts_is_refused(sheets: Callable[[], tuple[Caller, str]]) -> None:
    caller, application = sheets()
    for parts in WRONG_PARTS:
        problem(caller.http.post(f"/api/v1/applications/{application}/uploads", **parts), 400, 415, 422)


def test_the_pages_refuse_what_the_api_refuses(browser: Browser, he: Caller) -> None:
    path = f"/a/{he.begin()['id']}/f/photo"
    for content in (LIARS["a page"], LIARS["half a JPEG"], BOMBS["60,000 by 60,000 points"]):
        answer = browser.http.post(path, data={"csrf": browser.token()}, files={"photo": ("x.jpg", content)})
        is_no_fault(answer)
        assert answer.status_code == 422
    huge = browser.http.post(path, data={"csrf": browser.token()}, files={"photo": ("x.jpg", bytes(11 * 1024 * 1024))})
    assert huge.status_code in (413, 422)
    assert "trace" not in huge.text.lower()


def test_who_announces_too_long_a_body_is_answered_before_it_comes(he: Caller, fort: House) -> None:
    line = http.client.HTTPConnection("127.0.0.1", fort.port, timeout=10)
    line.putrequest("POST", f"/api/v1/applications/{he.begin()['id']}/uploads")
    line.putheader("Authorization", he.http.headers["Authorization"])
    line.putheader("Content-Type", "multipart/form-data; boundary=x")
    line.putheader("Content-Length", str(2**50))
    line.endheaders()
    assert line.getresponse().status == 413
    line.close()


@pytest.fixture(scope="module")
def library() -> None:
    licences.use(licences.load(FOLDER, "https://city.example/verify"))


@pytest.mark.parametrize("what", [*ODD, *UNPRINTABLE, "nothing", "a page", "half a JPEG", "a PNG with a wrong sum"])
def test_no_photo_keeps_a_licence_from_being_printed(library: None, what: str) -> None:
    with crypto.using(Keyring("k", {"k": bytes(range(32))}, "i", {"i": bytes(range(1, 33))})):
        one = licence_from(planned(photo={**ODD, **LIARS, **UNPRINTABLE}[what] or None))
        assert licences.pdf(one).startswith(b"%PDF-")
