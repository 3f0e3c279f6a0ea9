"""The desk and those with no business there: no sign-in, a citizen's cookie, a planted one, a form from elsewhere."""

import re
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from api.marks import Served, served
from api.settings import Settings
from tests.desk.officer import code, staff
from tests.h5.asker import signed_in as citizen
from tests.h5.tree import flaws, read
from tests.services.house import House

NOBODYS = "0" * 26
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
NASTY = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "\u202e",
    "甲" * 500,
    "%00",
    "' OR 1=1",
]


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> list[Served]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("doors")))
    return [route for route in served(app) if route.path.startswith("/desk")]


@pytest.fixture
def http(served: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, timeout=30, headers={"Accept-Language": "zh-CN"}) as client:
        yield client


@pytest.fixture(scope="module")
def officer(served: House) -> Iterator[httpx.Client]:
    """Somebody of civil affairs, by plain HTTP."""
    told = staff(served.address, "minzheng-shencha")
    with httpx.Client(base_url=served.address, timeout=30, headers={"Accept-Language": "zh-CN"}) as client:
        form = {"name": told["name"], "password": told["password"], "totp": code(told["totp_secret"])}
        answer = client.post("/desk/sign-in", data={"csrf": token(client), **form})
        assert answer.headers["location"] == "/desk", answer.text
        yield client


def at(door: Served) -> str:
    return re.sub(r"\{\w+\}", NOBODYS, door.path)


def token(client: httpx.Client, path: str = "/desk/sign-in") -> str:
    found = TOKEN.search(client.get(path).text)
    assert found
    return found[1]


def test_without_signing_in_every_page_of_the_desk_leads_to_signing_in(doors: list[Served], http: httpx.Client) -> None:
    inner = [door for door in doors if "staff" in door.who]
    assert len(inner) >= 15
    csrf = token(http)
    for door in inner:
        answer = http.get(at(door)) if "GET" in door.methods else http.post(at(door), data={"csrf": csrf})
        assert answer.status_code == 303, door
        assert answer.headers["location"].startswith("/desk/sign-in?next=/desk"), door


def test_a_citizen_s_sign_in_opens_nothing_at_the_desk(doors: list[Served], served: House) -> None:
    client = citizen(served, "吴永清")
    assert client.get("/me").status_code == 200
    for door in (door for door in doors if "staff" in door.who and "GET" in door.methods):
        answer = client.get(at(door))
        assert answer.headers["location"].startswith("/desk/sign-in"), door
    session = client.cookies["zb"]
    client.cookies.set("zbd", session, path="/desk")
    assert client.get("/desk").headers["location"].startswith("/desk/sign-in")


def test_an_officer_s_sign_in_opens_nothing_of_a_citizen_s(officer: httpx.Client) -> None:
    session = officer.cookies["zbd"]
    for path in ("/me", "/letters"):
        assert officer.get(path, headers={"Cookie": f"zb={session}"}).headers["location"].startswith("/sign-in"), path
    for bearer in ({"Cookie": f"zbd={session}"}, {"Authorization": f"Bearer {session}"}):
        assert officer.get("/api/v1/me", headers=bearer).status_code == 401


@pytest.mark.parametrize("given", ["none", "empty", "made up", "another's", "of a strange alphabet"])
def test_no_form_of_the_desk_works_without_the_token_of_its_own_browser(
    doors: list[Served], officer: httpx.Client, http: httpx.Client, given: str
) -> None:
    tokens = {"empty": "", "made up": "0" * 48, "another's": token(http), "of a strange alphabet": "张" * 48}
    sent = {} if given == "none" else {"csrf": tokens[given]}
    for door in (door for door in doors if "POST" in door.methods):
        assert officer.post(at(door), data=sent).status_code == 403, door
        assert officer.post(at(door), params=sent, json=sent).status_code == 403, door


def test_a_form_takes_no_nul_and_no_strange_charset(officer: httpx.Client) -> None:
    csrf = token(officer, "/desk")
    for typed in ({"q": "\0"}, {"q": "a\0b"}, {"q\0": "a"}):
        assert officer.post("/desk/find", data={"csrf": csrf, **typed}).status_code == 400
    head = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"}
    assert officer.post("/desk/find", content=b"q=x", headers=head).status_code == 415


@pytest.mark.parametrize("move", ["", "deny", "nothing like it"])
def test_a_batch_makes_no_move_but_those_it_offers(officer: httpx.Client, move: str) -> None:
    sent = {"csrf": token(officer, "/desk"), "move": move, "case": [f"{NOBODYS}:1:N1", f"{NOBODYS}:1:N2"]}
    answer = officer.post("/desk/batch", data=sent)
    assert answer.status_code == 422
    assert flaws(read(answer.text)) == []


@pytest.mark.parametrize("text", NASTY)
def test_whatever_an_officer_looks_for_is_only_text(officer: httpx.Client, text: str) -> None:
    csrf = token(officer, "/desk")
    answer = officer.post("/desk/find", data={"csrf": csrf, "q": text})
    assert answer.status_code == 303
    assert "script" not in answer.headers["location"]
    page = officer.get(answer.headers["location"])
    assert page.status_code == 200
    assert flaws(read(page.text)) == []


@pytest.mark.parametrize(
    "query", ["found=x", "found=%F0%9F", "after=x", "after=%00", "state=x&lamp=x", "did=x&was=../x"]
)
def test_anything_may_stand_in_the_queue_s_address(officer: httpx.Client, query: str) -> None:
    answer = officer.get(f"/desk?{query}")
    assert answer.status_code in (200, 404, 422)
    assert "../x" not in answer.text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/desk//evil.example", "/deskevil", "/\\evil", "/me", "x"]
)
def test_signing_in_leads_nowhere_but_to_the_desk(officer: httpx.Client, elsewhere: str) -> None:
    answer = officer.get("/desk/sign-in", params={"next": elsewhere})
    assert answer.headers["location"] == "/desk"


def test_looking_alone_leaves_no_cookie_and_a_planted_one_is_no_session(http: httpx.Client, served: House) -> None:
    assert "set-cookie" not in http.head("/desk/sign-in").headers
    given = http.get("/desk/sign-in").headers["set-cookie"]
    for flag in ("HttpOnly", "SameSite=strict", "Path=/desk"):
        assert flag in given
    planted = httpx.Client(base_url=served.address, cookies={"zbd": "planted" * 6})
    told = staff(served.address, "minzheng-dudao")
    form = {"name": told["name"], "password": told["password"], "totp": code(told["totp_secret"])}
    answer = planted.post("/desk/sign-in", data={"csrf": token(planted), **form})
    assert answer.status_code == 303
    assert "planted" not in answer.headers["set-cookie"]


def test_every_page_of_the_desk_allows_nothing_inline_and_is_kept_by_nobody(
    doors: list[Served], officer: httpx.Client
) -> None:
    for door in (door for door in doors if "GET" in door.methods and "static" not in door.path):
        answer = officer.get(at(door), follow_redirects=True)
        assert "unsafe" not in answer.headers["content-security-policy"], door
        assert "default-src 'none'" in answer.headers["content-security-policy"], door
        assert answer.headers["cache-control"] == "no-store", door
        assert flaws(read(answer.text)) == [], door
