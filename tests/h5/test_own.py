"""What is somebody's own, by plain HTTP: kept by no browser, never unsent once it was sent, led back to rightly."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.h5.asker import asker, begun, phone_of, signed_in, token
from tests.h5.tree import flaws, read
from tests.services.house import House


@pytest.fixture(scope="module")
def man(served: House) -> httpx.Client:
    return signed_in(served, "刘淑芬")


@pytest.fixture
def client(served: House) -> Iterator[httpx.Client]:
    with asker(served) as client:
        yield client


def answered(client: httpx.Client, here: str) -> None:
    form = {"csrf": token(client, f"{here}/f/pickup"), "pickup": "electronic"}
    assert client.post(f"{here}/f/pickup", data=form).status_code == 303


def sent(client: httpx.Client, here: str, *consents: str) -> httpx.Response:
    page = client.get(f"{here}/summary")
    version = next(one["value"] for one in read(page.text).all("input") if one["name"] == "version")
    form = {"csrf": token(client, f"{here}/summary"), "version": version, "consents": list(consents)}
    return client.post(f"{here}/submit", data=form)


def test_an_application_from_the_first_press_to_looking_back(man: httpx.Client) -> None:
    here = begun(man)
    answered(man, here)
    refused = sent(man, here)
    assert (refused.status_code, refused.headers["location"]) == (303, f"{here}/summary")
    page = read(man.get(f"{here}/summary").text)
    links = {one["href"] for one in page.one("main").all("a") if one["href"].startswith("#consent-")}
    marked = {f"#{one['id']}" for one in page.all("input") if one["aria-invalid"] == "true"}
    assert len(links) >= 2
    assert links == marked
    assert flaws(page) == []
    assert not any(one["role"] == "alert" for one in read(man.get(f"{here}/summary").text).all("section"))

    done = sent(man, here, *(link.removeprefix("#consent-") for link in links))
    assert done.headers["location"] == f"{here}/sent"
    for name in ("summary", "f/pickup", "f/photo", "m/hukou", "next"):
        back = man.get(f"{here}/{name}", follow_redirects=True)
        assert back.url.path == here, name
        assert back.status_code == 200
    late = man.post(f"{here}/f/pickup", data={"csrf": token(man, "/"), "pickup": "post"})
    assert late.status_code == 409
    assert here in {one["href"] for one in read(late.text).all("a")}


def test_what_is_somebody_s_own_is_kept_by_no_browser(man: httpx.Client) -> None:
    for path in ("/", "/me", "/letters", "/s/senior-card/answer", "/settings", "/a/x"):
        assert man.get(path).headers.get_list("cache-control") == ["no-store"], path


def test_signing_out_clears_what_the_browser_kept(served: House) -> None:
    client = signed_in(served, "何静")
    answer = client.post("/sign-out", data={"csrf": token(client, "/me")})
    assert answer.headers["clear-site-data"] == '"cache"'
    assert client.get("/me").headers["location"] == "/sign-in?next=/me"


def test_the_address_of_a_form_leads_to_its_page(served: House) -> None:
    with asker(served) as client:
        for form, its_page in (
            ("/a/x/submit", "/a/x/summary"),
            ("/s/senior-card/begin", "/s/senior-card/answer"),
            ("/settings/face", "/settings"),
            ("/sign-out", "/me"),
        ):
            answer = client.get(form)
            assert (answer.status_code, answer.headers["location"]) == (303, its_page)


def test_who_was_signed_out_before_the_last_press_comes_back_to_the_sheet(served: House) -> None:
    with asker(served) as client:
        form = {"csrf": token(client, "/")}
        answer = client.post("/a/x/submit", data=form, headers={"Referer": f"{served.address}/a/x/submit"})
        assert answer.headers["location"] == "/sign-in?next=/a/x/summary"


def test_another_code_asked_for_too_soon_says_how_long_to_wait(served: House) -> None:
    with asker(served) as client:
        form = {"csrf": token(client, "/sign-in"), "phone": phone_of(served, "许晓彤")}
        client.post("/sign-in", data=form)
        soon = client.post("/sign-in", data={"csrf": token(client, "/sign-in/code"), "again": "yes", "next": "/me"})
        assert soon.status_code == 303
        page = read(client.get(soon.headers["location"]).text)
        assert re.search(r"再过 \d+ 秒", page.one("main").text)
        assert not any(
            one["role"] == "alert" or one["aria-invalid"] for one in (*page.all("section"), *page.all("input"))
        )
        assert {one["value"] for one in page.all("input") if one["name"] == "next"} == {"/me"}
        odd = client.get("/sign-in/code?wait=" + "9" * 30)
        assert (odd.status_code, flaws(read(odd.text))) == (200, [])


def test_what_the_registers_filled_stands_apart_from_what_was_typed(served: House) -> None:
    client = signed_in(served, "唐玉兰")
    here = begun(client)
    answered(client, here)
    main = read(client.get(f"{here}/summary").text).one("main").text
    filled, typed = main.index("我们填好的，请您看一眼"), main.index("您填的")
    assert filled < main.index("来自") < typed < main.index("电子证，手机里出示")


def test_too_early_the_days_are_told_and_a_visitor_is_promised_nothing(served: House) -> None:
    with asker(served) as client:
        for name, given in (("household", "here"), ("subject.age", "59")):
            path = f"/s/senior-card/q/{name}"
            client.post(path, data={"csrf": token(client, path), name: given})
        said = client.get("/s/senior-card/answer").text
        assert "登录后可以让我们到时候提醒您" in said
        assert "我们提醒您" not in said.replace("可以让我们到时候提醒您", "")
    said = signed_in(served, "李秀兰").get("/s/senior-card/answer").text
    assert re.search(r"您 60 岁生日是 \d{4}年\d+月\d+日", said)


def test_the_flow_is_switched_on_the_page_where_one_is(client: httpx.Client) -> None:
    page = read(client.get("/search?q=老年").text)
    (back,) = [one["value"] for one in page.all("input") if one["name"] == "back"]
    answer = client.post("/settings/face", data={"csrf": token(client, "/"), "back": back, "elder": "on"})
    led = client.get(answer.headers["location"])
    assert "老年" in {one["value"] for one in read(led.text).all("input")}
    assert 'class="elder' in led.text
