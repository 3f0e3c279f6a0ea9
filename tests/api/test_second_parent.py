"""Seven offices and two parents over the API: one fills in and sends, the other says yes by a sign-in of their own."""

from collections.abc import Callable
from typing import Any

from tests.api.conftest import Caller, picture, until

As = Callable[[str], Caller]
ROLE = "co_applicant"


def handed_in(her: Caller, him: Caller, **changed: object) -> dict[str, Any]:
    """The newborn's sheet, sent by its mother."""
    father = {"other_id_number": him.person["id_number"], "other_phone": him.person["phone"]}
    child = {"baby_name": "林小满", "follow": "mine", "clinic": "990101001002", "card_by": "pickup"}
    money = {"certificate": "not_yet", "insured": "employee", "bank": "云川农商银行", "account": "6230910199000012345"}
    sheet = her.begin("newborn", **{**child, **father, **money, **changed})
    for one in [one for one in sheet["todo"] if one["kind"] == "material"]:
        assert her.upload(sheet["id"], picture(), one["id"]).status_code == 201
    sheet = her.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    answer = her.submit(sheet)
    assert answer.status_code == 200, answer.text
    return {**answer.json(), "sheet": sheet}


def letters_about(who: Caller, application: str) -> list[dict[str, Any]]:
    return [one for one in who.get("/letters").json()["items"] if one["application_id"] == application]


def confirm(who: Caller, application: str, role: str = ROLE, **body: object) -> Any:
    return who.post(f"/applications/{application}/parties/{role}/confirm", body)


def test_a_newborns_seven_cases_wait_for_the_second_parent_and_then_begin(as_person: As) -> None:
    her, him, somebody = as_person("he-jing"), as_person("lin-hao"), as_person("zhang-min")
    sent = handed_in(her, him)
    assert (sent["state"], sent["due_on"], len(sent["cases"])) == ("submitted", None, 7)
    told = [one["how"] for one in sent["sheet"]["told"]]
    assert any(him.person["phone"][:3] + "****" + him.person["phone"][-4:] in how for how in told)
    text = him.text_with("登录掌办确认")
    assert "何*" in text
    assert her.person["name"] not in text

    application = sent["id"]
    for answer in (somebody.get(f"/applications/{application}"), confirm(somebody, application)):
        assert (answer.status_code, answer.json()["code"]) == (404, "application_unknown")
    assert application not in [one["id"] for one in somebody.get("/applications").json()["items"]]

    (asked,) = [one for one in him.get("/applications").json()["items"] if one["id"] == application]
    assert (asked["role"], asked["actions"]) == (ROLE, ["confirm", "decline"])
    his = him.get(f"/applications/{application}").json()
    (me,) = [party for party in his["parties"] if party["you"]]
    assert next(said["value"] for said in me["said"]) == him.person["name"]
    assert his["orders"] == his["documents"] == his["licences"] == []
    assert confirm(her, application).status_code == 404

    yes = confirm(him, application)
    assert (yes.status_code, yes.json()["id"]) == (200, application)
    again = confirm(him, application)
    assert again.status_code == 200
    no = confirm(him, application, agree=False)
    assert (no.status_code, no.json()["code"]) == (409, "answered_already")
    hers = her.get(f"/applications/{application}").json()
    begun = [case for case in hers["cases"] if case["timeline"]]
    assert {case["item"] for case in begun} >= {"birth-certificate", "birth-registration", "vaccination-record"}
    waiting = next(case for case in hers["cases"] if case["item"] == "social-card")
    assert waiting["waits"]
    assert waiting["says"].startswith("等")
    assert hers["due_on"]
    other = next(party["says"] for party in sent["sheet"]["parties"] if party["role"] == ROLE)
    assert [one["how"].partition("，")[0] for one in sent["sheet"]["told"] if one["party"] == other] == [
        "请对方确认的短信",
        "确认以后有进展",
    ]
    his_letters = until(lambda: letters_about(him, application) if len(letters_about(him, application)) > 1 else None)
    assert {"confirmation_asked", "party_confirmed"} <= {one["kind"] for one in his_letters}
    assert "party_confirmed" in {one["kind"] for one in letters_about(her, application)}
    for letter in his_letters:
        assert her.person["name"] not in str(letter)
        assert her.get("/letters").json()["items"][0]["id"] != letter["id"]
        assert her.post(f"/letters/{letter['id']}/read").status_code == 404


def test_a_second_parent_who_says_no_ends_it_and_says_why(as_person: As) -> None:
    her, him = as_person("su-yan"), as_person("guo-lei")
    sent = handed_in(her, him, baby_name="郭小雨")
    refused = confirm(him, sent["id"], agree=False, reason="名字还没商量好")
    assert refused.json() == {"id": sent["id"], "state": "closed"}
    view = her.get(f"/applications/{sent['id']}").json()
    assert {case["result"] for case in view["cases"]} == {"withdrawn"}
    assert view["timeline"][-1]["says"].endswith("名字还没商量好")
    assert "没有同意" in her.text_with("没有同意")


def test_nobody_names_themselves_as_the_other_parent(as_person: As) -> None:
    her = as_person("he-jing")
    own = {"other_id_number": her.person["id_number"], "other_phone": her.person["phone"]}
    sheet = her.begin("newborn", **own)
    errors = {one["field"]: one["code"] for one in her.submit(sheet).json()["errors"]}
    assert errors["other_id_number"] == "party_is_already_here"
    assert errors["other_phone"] == "party_needs_own_phone"


def test_what_is_said_to_a_confirmation_is_yes_or_no(as_person: As) -> None:
    him = as_person("lin-hao")
    for body in ({"agree": "yes"}, {"agree": 1}, {"consent": True}, {"reason": 5}):
        assert confirm(him, "0" * 26, **body).status_code == 422


def test_a_citizen_is_told_who_looked_and_nobody_did_yet(as_person: As, stranger: Caller) -> None:
    assert as_person("tang-yulan").get("/me/access").json() == {"items": [], "next": None}
    assert stranger.get("/me/access").status_code == 401
