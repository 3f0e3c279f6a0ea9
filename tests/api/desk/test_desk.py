"""The desk over its API: a case from the queue to its end, and every door that stays shut."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.api.conftest import Caller, until
from tests.api.desk.conftest import As, Officer

Permit = dict[str, Any]
HERE, THERE = "gongan-shencha", "minzheng-shencha"
RACES = 25


def case_of(permit: Permit) -> str:
    found: str = permit["cases"][0]["id"]
    return found


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    told: dict[str, Any] = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return told


def test_a_case_goes_from_the_queue_to_the_citizen(officer: As, citizen: Caller, permit: Permit) -> None:
    here, case_id = officer(HERE), case_of(permit)
    queue = here.get("/cases", limit="100").json()
    line = next(one for one in queue["items"] if one["id"] == case_id)
    assert line["department"] == permit["cases"][0]["department"]
    assert citizen.person["name"] not in str(queue)
    seen = here.case(case_id)
    assert [one["outcome"] for one in seen["rules"]]
    assert citizen.person["id_number"] not in str(seen)
    assert citizen.person["phone"] not in str(seen)
    assert here.post(f"/cases/{case_id}/claim").json()["version"] == seen["version"]
    moves = {one["move"] for one in here.case(case_id)["moves"] if one["refusal"] is None}
    assert "accept" in moves
    made = here.move(case_id, "accept", opinion="材料齐全").json()
    if made["state"] == "accepted":
        made = here.move(case_id, "begin_review").json()
    assert made["state"] == "in_review"
    answer = here.move(case_id, "approve", opinion={"text": "符合条件"})
    assert answer.status_code == 200, answer.text
    now = until(lambda: _with_licence(citizen, permit["id"]))
    assert now["cases"][0]["result"] in ("approved", None)
    lines = [line["kind"] for line in now["cases"][0]["timeline"]]
    assert "case_approved" in lines
    rows = citizen.get("/me/access").json()["items"]
    assert {(row["what"], row["case"]) for row in rows} >= {("case", case_id)}
    assert HERE not in str(rows)


def _with_licence(citizen: Caller, application_id: str) -> dict[str, Any] | None:
    found: dict[str, Any] = citizen.get(f"/applications/{application_id}").json()
    return found if found["licences"] else None


def test_nobody_comes_in_without_a_token_of_the_desk(officer: As, at_door: As, citizen: Caller, permit: Permit) -> None:
    case_id = case_of(permit)
    mine = citizen.http.headers["Authorization"]
    good = officer(HERE).http.headers["Authorization"]
    for token in (
        "",
        "Bearer",
        "Bearer x",
        mine,
        good[:-1],
        good + "x",
        good.replace("Bearer", "Basic"),
        "Bearer " + "x" * 5000,
    ):
        stranger = at_door("nobody")
        stranger.http.headers["Authorization"] = token
        for answer in (
            stranger.get("/cases"),
            stranger.get(f"/cases/{case_id}"),
            stranger.get("/me"),
            stranger.get("/access", citizen="x"),
            stranger.post(f"/cases/{case_id}/claim"),
            stranger.post(f"/cases/{case_id}/moves", {"move": "accept", "version": 1}),
            stranger.post("/cases/moves", {"moves": [{"case": case_id, "move": "accept", "version": 1}]}),
        ):
            refused(answer, 401, "desk_unauthenticated")
    at_citizens = httpx.get(f"{citizen.http.base_url}/api/v1/me", headers={"Authorization": good})
    refused(at_citizens, 401, "unauthenticated")


def test_the_cookie_of_the_desk_opens_no_api(officer: As, at_door: As) -> None:
    stranger = at_door("nobody")
    stranger.http.cookies.set("zbd", officer(HERE).http.headers["Authorization"].removeprefix("Bearer "))
    refused(stranger.get("/cases"), 401, "desk_unauthenticated")


def test_another_department_finds_nothing(officer: As, citizen: Caller, permit: Permit) -> None:
    there, case_id = officer(THERE), case_of(permit)
    upload = officer(HERE).case(case_id)["uploads"][0]["id"]
    move = {"move": "accept", "version": 1}
    for answer, nobodys, code in (
        (there.get(f"/cases/{case_id}"), there.get("/cases/" + "0" * 26), "case_unknown"),
        (there.post(f"/cases/{case_id}/claim"), there.post(f"/cases/{'0' * 26}/claim"), "case_unknown"),
        (there.post(f"/cases/{case_id}/release"), there.post(f"/cases/{'0' * 26}/release"), "case_unknown"),
        (there.post(f"/cases/{case_id}/moves", move), there.post(f"/cases/{'0' * 26}/moves", move), "case_unknown"),
        (there.get(f"/uploads/{upload}"), there.get("/uploads/" + "0" * 26), "upload_unknown"),
    ):
        theirs, none = refused(answer, 404, code), refused(nobodys, 404, code)
        assert {**theirs, "trace_id": ""} == {**none, "trace_id": ""}
    batch = there.post("/cases/moves", {"moves": [{"case": case_id, **move}]}).json()["items"]
    assert [(row["done"], row["problem"]["status"]) for row in batch] == [(False, 404)]
    assert there.get("/cases", q=permit["query_code"]).json()["items"] == []
    assert citizen.get(f"/applications/{permit['id']}").json()["cases"][0]["state"] == permit["cases"][0]["state"]


def test_a_file_is_given_to_its_office_and_cannot_run(officer: As, permit: Permit) -> None:
    here = officer(HERE)
    upload = here.case(case_of(permit))["uploads"][0]
    answer = here.get(f"/uploads/{upload['id']}")
    assert answer.status_code == 200
    assert len(answer.content) == upload["size"]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "private, no-store"


def test_what_may_not_be_done_is_answered_with_what_may(officer: As, permit: Permit) -> None:
    here, case_id = officer(HERE), case_of(permit)
    version = here.case(case_id)["version"]
    told = refused(here.move(case_id, "certify"), 409, "illegal_move")
    assert "accept" in told["allowed"]
    told = refused(here.move(case_id, "accept", version=version + 7), 409, "stale")
    assert told["version"] == version
    told = refused(here.move(case_id, "not_accept"), 422, "invalid")
    assert {one["field"] for one in told["errors"]} <= {"opinion", "remedy"}
    told = refused(officer("gongan-chuangkou").move(case_id, "void", opinion="x"), 403, "move_not_yours")
    assert "accept" in told["allowed"]
    refused(here.move(case_id, "fly"), 422, "invalid")


def test_a_correction_with_questions_left_open_is_refused_as_a_sheet_is_that_was_never_filled_in(
    officer: As, citizen: Caller, permit: Permit
) -> None:
    path, open_now = f"/applications/{permit['id']}", {"since": None, "lives_in": None}
    assert officer(HERE).move(case_of(permit), "ask_correction", opinion="哪天住起再看看").status_code == 200
    version = citizen.get(path).json()["version"]
    told = refused(citizen.post(f"{path}/correct", {"version": version, "answers": open_now}), 422, "invalid")
    draft = citizen.begin("residence-permit", lived="half_year", ground="home", true_words=True)
    missing = {one["field"]: one for one in refused(citizen.submit(draft), 422, "invalid")["errors"]}
    assert told["errors"] == [missing["lives_in"], missing["since"]]
    assert citizen.get(path).json()["version"] == version
    whole = {"version": version, "answers": {"since": "2025-02-01"}}
    assert citizen.post(f"{path}/correct", whole).json()["state"] == "submitted"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"move": "accept"}, "version"),
        ({"version": 1}, "move"),
        ({"move": "accept", "version": "1"}, "version"),
        ({"move": "accept", "version": True}, "version"),
        ({"move": "accept", "version": 1, "by": "supervisor"}, "by"),
        ({"move": "accept", "version": 1, "opinion": {"text": "x", "sudo": 1}}, "opinion"),
        ({"move": "accept", "version": 1, "opinion": "x" * 5000}, "opinion"),
        ({"move": "accept", "version": 1, "opinion": "a\0b"}, "opinion"),
        ({"move": "suspend", "version": 1, "opinion": {"text": "x", "until": "2026-02-30"}}, "opinion.until"),
        ({"move": "ask_correction", "version": 1, "items": [{"id": "photo"}]}, "items.0.says"),
        ({"move": "ask_correction", "version": 1, "items": [{"id": "x", "says": "y"}] * 101}, "items"),
    ],
)
def test_a_body_that_is_not_right_is_refused(officer: As, permit: Permit, body: Permit, field: str) -> None:
    told = refused(officer(HERE).post(f"/cases/{case_of(permit)}/moves", body), 422, "invalid")
    assert any(one["field"].startswith(field) for one in told["errors"]), told


def test_a_batch_answers_row_by_row(officer: As, citizen: Caller, permit: Permit) -> None:
    here, case_id = officer(HERE), case_of(permit)
    version = here.case(case_id)["version"]
    rows = [
        {"case": case_id, "move": "accept", "version": version},
        {"case": case_id, "move": "accept", "version": version},
        {"case": "0" * 26, "move": "accept", "version": 1},
    ]
    done = here.post("/cases/moves", {"moves": rows}).json()["items"]
    assert [row["done"] for row in done] == [True, False, False]
    assert [row["problem"]["code"] for row in done[1:]] == ["stale", "case_unknown"]
    assert done[0]["version"] > version
    told = refused(here.post("/cases/moves", {"moves": [*rows, {"case": case_id}]}), 422, "invalid")
    assert {one["field"] for one in told["errors"]} == {"moves.3.move", "moves.3.version"}
    refused(here.post("/cases/moves", {"moves": []}), 422, "invalid")
    refused(here.post("/cases/moves", {"moves": rows[:1] * 101}), 422, "invalid")


def test_a_move_sent_again_is_done_once(officer: As, permit: Permit) -> None:
    here, case_id = officer(HERE), case_of(permit)
    body = {"move": "accept", "version": here.case(case_id)["version"]}
    first = here.post(f"/cases/{case_id}/moves", body, **{"Idempotency-Key": f"accept-{case_id}"})
    again = here.post(f"/cases/{case_id}/moves", body, **{"Idempotency-Key": f"accept-{case_id}"})
    assert (first.status_code, again.json()) == (200, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    other = here.post(f"/cases/{case_id}/moves", {**body, "version": 9}, **{"Idempotency-Key": f"accept-{case_id}"})
    refused(other, 409, "idempotency_clash")


def test_officers_race_over_the_wire_and_one_has_the_case(officer: As, permit: Permit) -> None:
    case_id, both = case_of(permit), [officer(HERE), officer("gongan-shencha-er")]

    def claim(one: Officer) -> httpx.Response:
        return one.post(f"/cases/{case_id}/claim")

    with ThreadPoolExecutor(2) as pool:
        for _ in range(RACES):
            answers = list(pool.map(claim, both))
            assert sorted(one.status_code for one in answers) == [200, 409]
            told = next(one.json() for one in answers if one.status_code == 409)
            assert (told["code"], bool(told["who"]), bool(told["until"])) == ("claimed_by_other", True, True)
            winner = both[[one.status_code for one in answers].index(200)]
            assert winner.post(f"/cases/{case_id}/release").status_code == 200


def test_wrong_names_wrong_words_and_wrong_codes_are_answered_alike(at_door: As, officer: As) -> None:
    officer("jikong-shencha")
    known = at_door("jikong-shencha")
    told = [
        refused(known.sign_in(), 401, "sign_in_failed"),  # the code that was used
        refused(known.sign_in(password="wrong"), 401, "sign_in_failed"),
        refused(known.sign_in(totp="000000"), 401, "sign_in_failed"),
        refused(known.sign_in(name="nobody"), 401, "sign_in_failed"),
    ]
    assert len({str({**one, "trace_id": ""}) for one in told}) == 1


def test_a_locked_name_stays_shut_for_the_right_password(at_door: As) -> None:
    them = at_door("renshe-shencha")
    for _ in range(5):
        refused(them.sign_in(password="wrong"), 401, "sign_in_failed")
    refused(them.sign_in(), 401, "sign_in_failed")


def test_signing_out_ends_the_session(at_door: As) -> None:
    them = at_door("shi-gongan-shencha")
    token = them.sign_in().json()["token"]
    them.http.headers["Authorization"] = f"Bearer {token}"
    me = them.get("/me").json()
    assert me["department"] == "public-security"
    assert "donghu-public-security" in me["sees"]
    assert them.post("/sessions/current/end").status_code == 200
    refused(them.get("/me"), 401, "desk_unauthenticated")


@pytest.mark.parametrize(
    ("path", "may", "may_not"),
    [
        ("/supervision", "gongan-dudao", [HERE, "gongan-caiwu", "zhengwu-shenji"]),
        ("/refunds", "gongan-caiwu", [HERE, "zhengwu-shenji"]),
        ("/differences", "gongan-caiwu", [HERE, "zhengwu-shenji"]),
        ("/stats", HERE, ["gongan-caiwu", "zhengwu-shenji"]),
        ("/cases", HERE, ["gongan-caiwu", "zhengwu-shenji", "zhengwu-guanli"]),
    ],
)
def test_each_page_is_for_its_roles(officer: As, path: str, may: str, may_not: list[str]) -> None:
    assert officer(may).get(path).status_code == 200
    for name in may_not:
        assert refused(officer(name).get(path), 403, "role_needed")["needed"]


def test_an_auditor_reads_who_looked(officer: As, citizen: Caller, permit: Permit) -> None:
    officer(HERE).case(case_of(permit))
    told = officer("zhengwu-shenji").get("/access", citizen=citizen.person["id_number"]).json()
    assert (told["items"][0]["what"], told["items"][0]["who_name"]) == ("case", "韩松")
    refused(officer("zhengwu-shenji").get("/access", citizen="nobody"), 404, "citizen_unknown")
    refused(officer(HERE).get("/access", citizen=citizen.person["id_number"]), 403, "role_needed")


@pytest.mark.parametrize("query", [{"after": "x"}, {"limit": "0"}, {"limit": "x"}, {"mine": "perhaps"}])
def test_a_queue_that_cannot_be_asked_for_is_refused(officer: As, query: dict[str, str]) -> None:
    refused(officer(HERE).get("/cases", **query), 422, "invalid")


def test_money_of_another_department_is_not_there(officer: As) -> None:
    for name in ("gongan-caiwu", "gongan-dudao"):
        refused(officer(name).post(f"/refunds/{'0' * 26}/approve"), 404, "refund_unknown")
        refused(officer(name).post(f"/refunds/{'0' * 26}/refuse"), 404, "refund_unknown")
        known = {"outcome": "explained", "opinion": "x"}
        refused(officer(name).post(f"/differences/{'0' * 26}/settle", known), 404, "difference_unknown")
    pay = {"how": "cash", "receipt": "1"}
    refused(officer("gongan-caiwu").post(f"/orders/{'0' * 26}/counter_payment", pay), 404, "order_unknown")
    refused(officer("gongan-caiwu").post(f"/orders/{'0' * 26}/refunds", {"fen": 1}), 404, "order_unknown")
    refused(officer(HERE).post(f"/orders/{'0' * 26}/counter_payment", pay), 403, "role_needed")
