"""The pages' doors, by plain HTTP: what is refused, to whom, and how it is said."""

import re

import httpx
import pytest

from tests.h5.tree import flaws, read
from tests.services.house import House

MINE = (
    "/me",
    "/letters",
    "/letters/x",
    "/a/x",
    "/a/x/summary",
    "/a/x/f/photo",
    "/a/x/pay",
    "/a/x/paid/y",
    "/a/x/confirm",
    "/a/x/decline",
    "/a/x/correct",
    "/a/x/notices/y",
    "/licences/x",
    "/licences/x/document.pdf",
)
ELSEWHERE = ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "/a\nb", "")


@pytest.fixture
def client(served: House) -> httpx.Client:
    return httpx.Client(base_url=served.address, headers={"Accept-Language": "zh-CN"})


def token(client: httpx.Client, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", MINE)
def test_what_is_somebody_s_own_asks_to_sign_in_and_comes_back(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={path}"


def test_who_was_signed_out_while_filling_comes_back_to_the_form(client: httpx.Client, served: House) -> None:
    form = {"csrf": token(client, "/"), "reason": "x"}
    came_from = {"Referer": f"{served.address}/a/x/withdraw"}
    answer = client.post("/a/x/withdraw", data=form, headers=came_from)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/a/x/withdraw")
    elsewhere = client.post("/a/x/withdraw", data=form, headers={"Referer": "https://evil.example/a/x"})
    assert elsewhere.headers["location"] == "/sign-in?next=/"


@pytest.mark.parametrize("given", ["", "nonsense", "0" * 48])
def test_a_form_without_its_token_is_refused_as_a_page(client: httpx.Client, given: str) -> None:
    client.get("/settings")
    answer = client.post("/settings", data={"csrf": given, "language": "en"})
    assert answer.status_code == 403
    assert flaws(read(answer.text)) == []
    assert "回首页" in answer.text


def test_a_token_of_another_visit_is_worth_nothing(client: httpx.Client, served: House) -> None:
    stolen = token(client, "/settings")
    with httpx.Client(base_url=served.address) as other:
        other.get("/settings")
        assert other.post("/settings", data={"csrf": stolen}).status_code == 403


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_elsewhere(client: httpx.Client, elsewhere: str) -> None:
    answer = client.post("/settings/face", data={"csrf": token(client, "/"), "back": elsewhere, "elder": "on"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_cookie_is_closed_to_scripts_and_to_other_sites(client: httpx.Client) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "path", ["/", "/search?q=<script>", "/s/senior-card", "/nowhere", "/s/none", "/verify/x", "/real"]
)
def test_every_page_allows_nothing_inline(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert flaws(read(answer.text)) == []
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/s/none", "/s/senior-card/q/none", "/static/none.css"])
def test_what_is_not_there_is_said_as_a_page(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_static_files_are_kept_for_a_year_and_squeezed(client: httpx.Client) -> None:
    sheet = re.search(r'href="(/static/h5\.[^"]+)"', client.get("/").text)
    assert sheet
    answer = client.get(sheet[1], headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert "--act:" in answer.text


@pytest.mark.parametrize("typed", ["", " ", "12345678901234567890", "<b>", "😀" * 500, "K7MP2XH9"])
def test_a_code_that_is_none_of_ours_is_answered_calmly(client: httpx.Client, typed: str) -> None:
    answer = client.post("/real", data={"csrf": token(client, "/real"), "code": typed})
    assert answer.status_code in (200, 422)
    assert flaws(read(answer.text)) == []
    tracked = client.post("/track", data={"csrf": token(client, "/track"), "query_code": typed, "phone_tail": typed})
    assert tracked.status_code == 422
    assert flaws(read(tracked.text)) == []


@pytest.mark.parametrize("typed", ["", "abc", "-1", "1" * 400, "<img src=x>", "😀"])
def test_an_answer_that_cannot_be_read_stands_there_again(client: httpx.Client, typed: str) -> None:
    path = "/s/senior-card/q/subject.age"
    answer = client.post(path, data={"csrf": token(client, path), "subject.age": typed})
    assert answer.status_code == 422
    page = read(answer.text)
    assert flaws(page) == []
    assert [one["value"] for one in page.all("input") if one["name"] == "subject.age"] == [typed]
    assert page.one("title").text.startswith("需要改")


def test_a_visitor_leaves_nothing_behind_until_they_answer(client: httpx.Client) -> None:
    """A robot that reads pages costs no row: the cookie alone is enough for the forms' tokens."""
    first, second = client.get("/"), client.get("/s/senior-card")
    assert "set-cookie" in first.headers
    assert "set-cookie" not in second.headers


@pytest.mark.parametrize("path", ["/", "/s/senior-card", "/verify", "/settings", "/search?q=老年"])
def test_what_is_everybody_s_may_be_kept_by_the_browser(client: httpx.Client, path: str) -> None:
    client.get("/")
    assert client.get(path).headers.get_list("cache-control") == ["private, no-cache"]


@pytest.mark.parametrize(
    "path",
    ["/search?q=%00", "/s/%00", "/a%00b", "/verify?code=" + "9" * 300, "/search?q=" + "老" * 200, "/s/" + "x" * 3000],
)
def test_an_odd_address_is_answered_by_a_page_that_helps(client: httpx.Client, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    page = read(answer.text)
    assert flaws(page) == []
    assert answer.headers["content-type"].startswith("text/html")
    assert any(one["name"] in ("q", "code") for one in page.all("input")) or "验证结果" in answer.text
    assert "/docs" not in answer.text


@pytest.mark.parametrize("path", ["/search", "/me", "/s/senior-card"])
def test_a_press_where_nothing_is_pressed_never_sends_people_to_the_docs(client: httpx.Client, path: str) -> None:
    answer = client.put(path)
    assert answer.status_code == 405
    assert "/docs" not in answer.text
    assert any(one["name"] == "q" for one in read(answer.text).all("input"))


@pytest.mark.parametrize(
    "path", ["/", "/me", "/s/senior-card", "/favicon.ico", "/nowhere", "/api/v1/scenes", "/api/v1/scenes/senior-card"]
)
def test_to_ask_for_the_head_is_to_get_the_head(client: httpx.Client, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert "set-cookie" not in head.headers
    assert head.headers.get("content-type") == whole.headers.get("content-type")


def test_the_icon_that_every_browser_asks_for_is_there(client: httpx.Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")


def test_the_city_says_what_comes_first(client: httpx.Client) -> None:
    rows = [one["href"] for one in read(client.get("/").text).one("main").all("a") if one["href"].startswith("/s/")]
    assert rows[0] == "/s/senior-card"
