"""The pretend till: a page to pay on, a control to pay by, and what both refuse."""

import json
import re

import httpx

from sandbox.demo import TILL_MERCHANT, TILL_SECRET
from tests.sandbox.world import Caller, City, until


async def opened(box: Caller, number: str = "Z1", fen: int = 2050, return_to: str = "/a/x/paid/p1") -> dict:
    told = {
        "number": number,
        "attach": f"id-{number}",
        "fen": fen,
        "payee": "<b>公安局</b>",
        "subject": "<script>工本费",
        "return_to": return_to,
        "expires_at": int(box.now() * 1000) + 60_000,
    }
    answer = await box.share("till/v1/open", told, TILL_SECRET, app=TILL_MERCHANT)
    return answer.json()


async def state(box: Caller, number: str = "Z1") -> str:
    answer = await box.share("till/v1/ask", {"number": number}, TILL_SECRET, app=TILL_MERCHANT)
    return str(answer.json()["data"]["state"])


async def pressed(box: Caller, outcome: str, number: str = "Z1") -> httpx.Response:
    return await box.http.post(f"/sandbox/till/{number}/{outcome}")


async def test_a_page_says_how_much_to_whom_and_escapes_what_it_was_told(box: Caller) -> None:
    url = (await opened(box))["data"]["url"]
    page = await box.http.get(url)
    assert page.status_code == 200
    assert "20.50" in page.text
    assert "<b>公安局" not in page.text
    assert "<script>" not in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.text.count("<form") == 2


async def test_paying_leads_back_to_where_one_came_from(box: Caller) -> None:
    await opened(box)
    answer = await pressed(box, "paid")
    assert (answer.status_code, answer.headers["location"]) == (303, "/a/x/paid/p1")
    assert await state(box) == "paid"
    assert "已经付过了" in (await box.http.get("/sandbox/till/Z1")).text
    assert (await pressed(box, "closed")).status_code == 303
    assert await state(box) == "paid"


async def test_not_paying_closes_it_and_leads_back_too(box: Caller) -> None:
    await opened(box, return_to="")
    answer = await pressed(box, "closed")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sandbox/till/Z1")
    assert await state(box) == "closed"
    assert "没有扣钱" in (await box.http.get("/sandbox/till/Z1")).text


async def test_a_till_that_leads_elsewhere_is_not_opened(box: Caller) -> None:
    for number, away in enumerate(("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example")):
        assert (await opened(box, f"Z{number}", return_to=away))["code"] == "1000"


async def test_what_nobody_opened_is_not_there(box: Caller) -> None:
    assert (await box.http.get("/sandbox/till/Z9")).status_code == 404
    assert (await pressed(box, "paid", "Z9")).status_code == 404
    assert (await box.http.post("/sandbox/pay/sandbox/Z9", json={"outcome": "paid"})).status_code == 404
    assert (await box.http.post("/sandbox/pay/sandbox/Z9", json={"outcome": "nothing"})).status_code == 404


async def test_the_control_takes_the_citys_id_or_number_and_refuses_what_it_does_not_know(box: Caller) -> None:
    await opened(box)
    for path, body in (
        ("sandbox/Z1", {"outcome": "stolen"}),
        ("nobody/Z1", {"outcome": "paid"}),
        ("sandbox/Z1", {"outcome": "paid", "fen": "1"}),
        ("sandbox/Z1", [1]),
    ):
        assert (await box.http.post(f"/sandbox/pay/{path}", json=body)).status_code == 422
    said = await box.http.post("/sandbox/pay/sandbox/id-Z1", json={"outcome": "nothing"})
    assert (said.status_code, said.json()["state"]) == (200, "open")
    said = await box.http.post("/sandbox/pay/sandbox/id-Z1", json={"outcome": "paid", "fen": 7})
    assert (said.json()["state"], said.json()["fen"]) == ("paid", 7)
    again = await box.http.post("/sandbox/pay/sandbox/Z1", json={"outcome": "paid"})
    assert again.json()["transaction_id"] == said.json()["transaction_id"]
    other = await box.http.post("/sandbox/pay/sandbox/Z1", json={"outcome": "paid", "force": True})
    assert other.json()["transaction_id"] != said.json()["transaction_id"]
    listed = (await box.http.get("/sandbox/pay/sandbox")).json()["items"]
    assert [(one["number"], one["payment"]) for one in listed] == [("Z1", "id-Z1")]
    assert (await box.http.get("/sandbox/pay/nobody")).status_code == 422


async def test_an_unsigned_call_opens_nothing(box: Caller) -> None:
    answer = await box.share("till/v1/open", {"number": "Z1"}, "guessed", app=TILL_MERCHANT)
    assert answer.json()["code"] == "2001"
    for wrong in ({"number": "Z1"}, {"number": "Z1", "fen": True, "expires_at": 1}, {"number": "", "fen": 1}):
        answer = await box.share("till/v1/open", wrong, TILL_SECRET, app=TILL_MERCHANT)
        assert answer.json()["code"] == "1000"


async def test_the_city_is_told_at_its_own_address_by_a_signed_call(box: Caller, pretend: City) -> None:
    await opened(box)
    await pressed(box, "paid")
    await until(lambda: pretend.pushed)
    path, body = pretend.pushed[0]
    assert path == "/callbacks/payments/sandbox"
    assert json.loads(body)["number"] == "Z1"
    assert re.fullmatch(r"T[0-9a-f]{24}", json.loads(body)["transaction_id"])
