"""What is somebody's own, by plain HTTP: kept by no browser, never unsent once it was sent, led back to rightly."""

import httpx
import pytest

from tests.h5.asker import asker, begun, signed_in, token
from tests.h5.tree import flaws, read
from tests.services.house import House


@pytest.fixture(scope="module")
def man(served: House) -> httpx.Client:
    return signed_in(served, "刘淑芬")


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
