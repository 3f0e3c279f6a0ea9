"""The whole house: a card asks for its fee, a citizen pays at the till, a colleague denies, the money comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import time
from typing import Any

import httpx
import pytest

from core.staff.totp import STEP_S, code_at
from tests.api.conftest import Caller, picture, until
from tests.services.house import House, running_house

SUPERVISOR, FINANCE = "gongan-dudao", "gongan-caiwu"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(data=tmp_path_factory.mktemp("paying") / "data") as house:
        yield house


@contextmanager
def at_desk(hall: House, name: str) -> Iterator[httpx.Client]:
    """One of the district's public security, signed in."""
    told = next(one for one in httpx.get(f"{hall.address}/sandbox/staff").json()["items"] if one["name"] == name)
    with httpx.Client(base_url=hall.address, timeout=40) as http:
        code = code_at(told["totp_secret"], int(time()) // STEP_S)
        body = {"name": told["name"], "password": told["password"], "totp": code}
        answer = http.post("/api/v1/desk/sessions", json=body)
        assert answer.status_code == 201, answer.text
        http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        yield http


@pytest.fixture(scope="module")
def desk(hall: House) -> Iterator[httpx.Client]:
    with at_desk(hall, SUPERVISOR) as http:
        yield http


@pytest.fixture(scope="module")
def finance(hall: House) -> Iterator[httpx.Client]:
    with at_desk(hall, FINANCE) as http:
        yield http


@pytest.fixture(scope="module")
def deng_kai(hall: House) -> Iterator[Caller]:
    told = next(one for one in hall.people() if one["id"] == "deng-kai")
    with httpx.Client(base_url=hall.address, timeout=40) as http:
        caller = Caller(http, told)
        caller.sign_in()
        caller.verify()
        yield caller


@pytest.fixture
def asked(deng_kai: Caller, desk: httpx.Client) -> dict[str, Any]:
    """A card that a colleague has accepted and that waits for its fee, as its citizen sees it."""
    sheet = deng_kai.begin("id-card", reason="expired", support="none", window="donghu", pickup="office")
    deng_kai.upload(sheet["id"], picture(), "old_card")
    sheet = deng_kai.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    answer = deng_kai.submit(sheet)
    assert answer.status_code == 200, answer.text
    moved(desk, answer.json()["cases"][0]["id"], "accept")
    found: dict[str, Any] = deng_kai.get(f"/applications/{sheet['id']}").json()
    assert (found["state"], found["orders"][0]["state"], found["orders"][0]["fen"]) == ("to_pay", "due", 2000)
    return found


def moved(desk: httpx.Client, case_id: str, move: str, **said: Any) -> None:
    version = desk.get(f"/api/v1/desk/cases/{case_id}").json()["version"]
    answer = desk.post(f"/api/v1/desk/cases/{case_id}/moves", json={"move": move, "version": version, **said})
    assert answer.status_code == 200, answer.text


def started(caller: Caller, application: dict[str, Any]) -> dict[str, Any]:
    body = {"orders": [application["orders"][0]["id"]], "provider": "sandbox", "till": "browser"}
    answer = caller.post("/orders/pay", body, **{"Idempotency-Key": f"pay-{application['id']}"})
    assert answer.status_code == 200, answer.text
    again = caller.post("/orders/pay", body, **{"Idempotency-Key": f"pay-{application['id']}"})
    assert again.json() == answer.json()
    found: dict[str, Any] = answer.json()
    return found


def order_now(caller: Caller, application: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = caller.get(f"/applications/{application['id']}").json()["orders"][0]
    return found


def test_a_fee_is_paid_on_a_page_without_a_script_and_given_back_when_the_case_is_denied(
    asked: dict[str, Any], deng_kai: Caller, desk: httpx.Client, finance: httpx.Client
) -> None:
    assert "请" in deng_kai.text_with("20 元")
    told = started(deng_kai, asked)
    page = deng_kai.http.get(told["client"]["url"])
    assert "20.00" in page.text
    assert deng_kai.get(f"/payments/{told['payment']}").json()["state"] == "opened"
    paid = deng_kai.http.post(f"{told['client']['url']}/paid")
    assert paid.status_code == 303
    until(lambda: order_now(deng_kai, asked)["state"] == "paid" or None)
    assert deng_kai.get(f"/payments/{told['payment']}").json()["state"] == "paid"
    application = deng_kai.get(f"/applications/{asked['id']}").json()
    assert (application["state"], application["cases"][0]["state"]) == ("in_progress", "in_review")
    opinion = {"text": "照片与本人不符，不予办理", "remedy": "可以在六十日内申请行政复议"}
    moved(desk, asked["cases"][0]["id"], "deny", opinion=opinion)
    until(lambda: order_now(deng_kai, asked)["refunds"] or None)
    (refund,) = order_now(deng_kai, asked)["refunds"]
    assert (refund["fen"], refund["because"], refund["state"]) == (2000, "denied", "asked")  # the item wants finance
    (waiting,) = finance.get("/api/v1/desk/refunds").json()["items"]
    assert finance.post(f"/api/v1/desk/refunds/{waiting['id']}/approve", json={}).json()["state"] == "accepted"
    until(lambda: order_now(deng_kai, asked)["state"] == "refunded" or None)
    assert "20 元" in deng_kai.text_with("退回")
    history = deng_kai.get(f"/applications/{asked['id']}").json()["cases"][0]["timeline"]
    assert any("已退费" in line["says"] for line in history)


def test_strangers_pay_nothing_and_see_nothing(asked: dict[str, Any], deng_kai: Caller, hall: House) -> None:
    told = started(deng_kai, asked)
    people = {one["id"]: one for one in hall.people()}
    with httpx.Client(base_url=hall.address, timeout=40) as http:
        other = Caller(http, people["luo-ping"])
        other.sign_in()
        other.verify()
        body = {"orders": [asked["orders"][0]["id"]], "provider": "sandbox", "till": "browser"}
        assert other.post("/orders/pay", body).status_code == 404
        assert other.get(f"/payments/{told['payment']}").status_code == 404
    with httpx.Client(base_url=hall.address, timeout=40) as http:
        assert http.post("/api/v1/orders/pay", json=body).status_code == 401
        forged = {"kind": "payment", "number": "Z1", "state": "paid", "fen": 2000, "transaction_id": "T1"}
        for path in ("payments/sandbox", "refunds/sandbox"):
            assert http.post(f"/callbacks/{path}", json=forged).status_code == 400
            assert http.post(f"/callbacks/{path}", content=b"\xff").status_code == 400
        assert http.post("/callbacks/payments/nobody", json=forged).status_code == 404
    assert order_now(deng_kai, asked)["state"] == "paying"


def test_a_forged_a_broken_and_a_repeated_call_change_nothing_that_is_true(
    asked: dict[str, Any], deng_kai: Caller
) -> None:
    told = started(deng_kai, asked)
    for kind in ("forged", "garbled", "duplicate"):
        deng_kai.http.post("/sandbox/faults", json={"target": "till_callbacks", "kind": kind, "times": 1})
    deng_kai.http.post(f"/sandbox/pay/sandbox/{told['payment']}", json={"outcome": "paid"})
    until(lambda: order_now(deng_kai, asked)["state"] == "paid" or None)
    deng_kai.http.post("/sandbox/faults", json={"target": "till_callbacks", "kind": "error", "times": 0})
    history = deng_kai.get(f"/applications/{asked['id']}").json()["cases"][0]["timeline"]
    assert sum("收到缴费" in line["says"] for line in history) == 1
