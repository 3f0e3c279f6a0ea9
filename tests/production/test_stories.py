"""The stories of the house in production's shape: each call of a story meets another process."""

from typing import Any

import httpx

from tests.production.citizen import Someone
from tests.production.officer import Officer
from tests.production.rehearsal import Rehearsal


def someone(rehearsal: Rehearsal, person: str) -> Someone:
    return Someone(rehearsal, rehearsal.people()[person]).sign_in()


def test_no_pretend_world_is_served_in_production(rehearsal: Rehearsal) -> None:
    for address in rehearsal.addresses:
        assert httpx.get(f"{address}/sandbox/people").status_code == 404
        assert httpx.get(f"{address}/readyz").json()["status"] == "ready"


def test_an_old_man_gets_his_card_whichever_process_answers(rehearsal: Rehearsal) -> None:
    he = someone(rehearsal, "zhang-guolin")
    handed_in = he.hand_in("senior-card", uploads=("photo",), pickup="electronic")
    done = he.waits_for(handed_in["id"], "done")
    assert [case["result"] for case in done["cases"]] == ["approved"]
    shown = he.post(f"/licences/{done['licences'][0]['id']}/show")
    assert he.get(f"/verify/{shown['code']}")["valid"] is True
    assert any(handed_in["query_code"][:4] in text for text in he.texts())


def case_of(told: Any, item: str) -> Any:
    return next(case for case in told["cases"] if case["item"] == item)


def test_an_identity_card_is_paid_at_the_counter_made_and_fetched(rehearsal: Rehearsal) -> None:
    he = someone(rehearsal, "deng-kai")
    answers = {"reason": "expired", "support": "none", "window": "donghu", "pickup": "office"}
    handed_in = he.hand_in("id-card", uploads=("old_card",), **answers)
    case = handed_in["cases"][0]
    officer = Officer(rehearsal, "window", case["department"]).sign_in()
    officer.waiting(case["id"])
    officer.make(case["id"], "accept")
    to_pay = he.waits_for(handed_in["id"], "to_pay")
    order = to_pay["orders"][0]
    assert (order["fen"], order["state"]) == (2000, "due")
    officer.post(f"/orders/{order['id']}/counter_payment", {"how": "cash", "receipt": "2026-0001"})
    he.waits_for(handed_in["id"], "in_progress")
    officer.make(case["id"], "approve", "deliver", "close")
    done = he.waits_for(handed_in["id"], "done")
    assert done["orders"][0]["state"] == "paid"
    assert [document["kind"] for document in done["documents"]]


def test_seven_offices_at_once_for_a_newborn(rehearsal: Rehearsal) -> None:
    she, he = someone(rehearsal, "he-jing"), rehearsal.people()["lin-hao"]
    handed_in = she.hand_in("newborn", uploads=("discharge_bill", "bank_card"), **newborn(he))
    father = Someone(rehearsal, he).sign_in()
    assert [one["id"] for one in father.get("/applications")["items"]] == [handed_in["id"]]
    father.post(f"/applications/{handed_in['id']}/parties/co_applicant/confirm")
    told = she.waits_for(handed_in["id"], "in_progress")
    for item in ("household-registration", "social-card", "maternity-expenses"):
        case = case_of(told, item)
        officer = Officer(rehearsal, f"for-{item}", case["department"]).sign_in()
        officer.waiting(case["id"])
        officer.finish(case["id"])
    done = she.waits_for(handed_in["id"], "done")
    assert {case["result"] for case in done["cases"]} == {"approved"}
    assert [one["kind"] for one in done["licences"]] == ["birth-certificate"]


def newborn(father: dict[str, str]) -> dict[str, Any]:
    return {
        "certificate": "not_yet",
        "insured": "employee",
        "baby_name": "林小满",
        "other_name": father["name"],
        "other_id_number": father["id_number"],
        "other_phone": father["phone"],
        "follow": "mine",
        "clinic": "990101001001",
        "card_by": "pickup",
        "bank": "云川农商银行",
        "account": "6230910199000012345",
    }
