"""The whole way of a senior card, through the API alone."""

from collections.abc import Callable

from tests.api.conftest import Caller, picture, until

As = Callable[[str], Caller]


def test_from_the_first_question_to_the_licence_a_stranger_checks(as_person: As, stranger: Caller) -> None:
    found = stranger.get("/scenes?q=lnz").json()["items"]
    assert found[0]["slug"] == "senior-card"
    judged = stranger.post("/scenes/senior-card/check", {"answers": {}}).json()
    assert judged["outcome"] == "maybe"
    assert all(reason.keys() == {"id", "outcome", "says", "saw"} for reason in judged["reasons"])

    he = as_person("zhang-guolin")
    checked = he.post("/scenes/senior-card/check", {"answers": {}}).json()
    assert checked["outcome"] == "yes"
    assert "您 66 岁" in next(reason["says"] for reason in checked["reasons"] if reason["id"] == "age")

    sheet = he.begin()
    assert sheet["filled"]["household"]["from"]
    assert any("短信" in one["how"] for one in sheet["told"])
    assert he.upload(sheet["id"], picture()).status_code == 201
    body = {"answers": {"pickup": "electronic"}, "version": sheet["version"]}
    sheet = he.post(f"/applications/{sheet['id']}/answers", body).json()
    assert sheet["todo"] == []

    handed_in = he.submit(sheet, **{"Idempotency-Key": "the one card"})
    assert handed_in.status_code == 200, handed_in.text
    assert handed_in.json()["cases"][0]["department"] == "donghu-civil-affairs"  # of the district where he lives
    query_code = handed_in.json()["query_code"]
    licence = until(lambda: next(iter(he.get("/licences").json()["items"]), None))
    seen = he.get(f"/applications/{sheet['id']}").json()
    assert (seen["state"], seen["cases"][0]["result"]) == ("done", "approved")
    rules = [rule for line in seen["cases"][0]["timeline"] for rule in line["rules"]]
    assert {"age", "home"} <= {rule["id"] for rule in rules}
    assert any(rule["saw"].get("subject.age") == 66 for rule in rules)

    shown = he.post(f"/licences/{licence['id']}/show").json()
    assert shown["qr"].startswith("data:image/png;base64,")
    verified = stranger.get(f"/verify/{shown['code']}")
    assert verified.json()["valid"] is True
    assert verified.json()["holder"] == "张**"
    for secret in (he.person["name"], he.person["id_number"], he.person["phone"]):
        assert secret not in verified.text
    assert he.get(f"/licences/{licence['id']}.pdf").content.startswith(b"%PDF-")
    portrait = he.get(f"/licences/{licence['id']}/photo")
    assert portrait.headers["content-type"].startswith("image/")
    assert portrait.headers["cache-control"] == "private, no-store"
    sent = he.get(f"/applications/{sheet['id']}/sheet").json()
    assert (sent["state"], sent["answers"]["pickup"], sent["todo"]) == ("done", "electronic", [])

    tracked = stranger.post("/track", {"query_code": query_code, "phone_tail": he.person["phone"][-4:]})
    assert tracked.json()["state"] == "done"
    assert he.person["name"] not in tracked.text

    he.text_with("老年")
    letters = he.get("/letters").json()
    assert letters["unread"] >= 3
    newest = letters["items"][0]
    assert he.post(f"/letters/{newest['id']}/read").json()["read"] is True
    real = stranger.post("/is_this_real", {"code": newest["code"]}).json()
    assert real["known"] is True
    assert real["sent_on"] == newest["at"][:10]
    assert stranger.post("/is_this_real", {"code": "2222 2222"}).json()["known"] is False

    he.http.post("/sandbox/sms", json={"from": he.person["phone"], "text": f"查询 {query_code}"})
    assert "已经办好" in he.text_with("已经办好")


def test_at_59_the_refusal_comes_before_anything_is_sent_and_offers_a_reminder(as_person: As) -> None:
    she = as_person("li-xiulan")
    checked = she.post("/scenes/senior-card/check", {"answers": {}}).json()
    assert checked["outcome"] == "no"
    assert "您 59 岁" in next(reason["says"] for reason in checked["reasons"] if reason["outcome"] == "no")
    assert checked["alternatives"][0]["remind"]["on"]
    sheet = she.begin(pickup="electronic")
    refused = she.submit(sheet)
    assert refused.status_code == 422
    assert "not_eligible" in {one["code"] for one in refused.json()["errors"]}


def test_who_is_not_verified_is_told_what_is_needed(stranger: Caller) -> None:
    stranger.sign_in()
    sheet = stranger.begin()
    refused = stranger.submit(sheet)
    assert refused.status_code == 403
    problem = refused.json()
    assert (problem["code"], problem["needed"]) == ("assurance_needed", 3)
    assert problem["how"]


def test_a_phone_that_is_anothers_does_not_pass_for_its_owner(stranger: Caller) -> None:
    stranger.sign_in()
    told = {"name": "张国林", "id_number": "990101196006150113", "method": "three_elements"}
    refused = stranger.post("/me/verification", told)
    assert refused.status_code in (409, 422)
    assert refused.json()["code"] in ("identity_held", "invalid")
