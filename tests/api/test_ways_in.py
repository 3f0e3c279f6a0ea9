"""Signing in and out: codes are few, work once, and tell nobody who is known."""

from collections.abc import Callable

from tests.api.conftest import Caller, a_permit

As = Callable[[str], Caller]


def test_a_known_and_an_unknown_phone_get_the_same_answer(as_person: As, stranger: Caller) -> None:
    as_person("zhou-shouyi")
    new = stranger.post("/sessions/sms/codes", {"phone": stranger.person["phone"]})
    assert (new.status_code, new.content) == (202, b"{}")


def test_a_second_code_within_a_minute_is_refused_with_how_long_to_wait(stranger: Caller) -> None:
    phone = stranger.person["phone"]
    assert stranger.post("/sessions/sms/codes", {"phone": phone}).status_code == 202
    for spelling in (phone, f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}", f"0086{phone}"):
        refused = stranger.post("/sessions/sms/codes", {"phone": spelling})
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.json()["retry_after"] == int(refused.headers["retry-after"])


def test_a_wrong_code_and_a_used_one_are_refused_alike(stranger: Caller) -> None:
    phone = stranger.person["phone"]
    stranger.sign_in()
    used = next(word for word in stranger.texts()[0].replace("，", " ").split() if word.isdigit() and len(word) == 6)
    answers = [stranger.post("/sessions/sms", {"phone": phone, "code": code}) for code in (used, "000000", "", "abc")]
    assert [answer.status_code for answer in answers] == [422] * 4
    assert answers[0].json()["errors"] == answers[1].json()["errors"]


def test_signing_out_ends_this_device_and_another_one_can_be_ended_from_here(as_person: As, stranger: Caller) -> None:
    stranger.sign_in()
    devices = stranger.get("/sessions").json()["items"]
    assert [one["current"] for one in devices] == [True]
    other = as_person("zhou-shouyi")
    assert other.post(f"/sessions/{devices[0]['id']}/end").status_code == 404
    assert stranger.post("/sessions/current/end").status_code == 200
    assert stranger.get("/me").status_code == 401


def test_a_token_that_does_not_hold_is_said_so_even_where_none_is_needed(stranger: Caller) -> None:
    for token in ("Bearer nonsense", "Basic eDp5", "Bearer"):
        headers = {"Authorization": token}
        assert stranger.post("/scenes/senior-card/check", {"answers": {}}, **headers).status_code == 401
        assert stranger.get("/scenes", **headers).status_code == 200


def test_what_one_sees_of_oneself_is_masked(as_person: As) -> None:
    he = as_person("zhou-shouyi")
    told = he.get("/me").json()
    assert told["name"] == "周守义"
    assert told["assurance"] == 3
    assert told["id_number"] == "990102********0716"
    assert told["phone"] == "199****0007"


def test_tracking_allows_five_tries_and_then_a_pause(stranger: Caller) -> None:
    tries = [stranger.post("/track", {"query_code": "AAAA2222", "phone_tail": f"{n:04d}"}) for n in range(6)]
    assert [answer.status_code for answer in tries] == [404] * 5 + [429]
    assert int(tries[5].headers["retry-after"]) > 60
    assert tries[5].json()["code"] == "tracking_paused"
    spelled_otherwise = stranger.post("/track", {"query_code": "aaaa-2222 ", "phone_tail": "9999"})
    assert spelled_otherwise.status_code == 429


def test_looking_at_ones_own_progress_is_never_paused(as_person: As, stranger: Caller) -> None:
    he = as_person("sun-meifang")
    handed_in = he.submit(a_permit(he)).json()["query_code"]
    right = {"query_code": handed_in, "phone_tail": he.person["phone"][-4:]}
    assert [stranger.post("/track", right).status_code for _ in range(12)] == [200] * 12
    wrong = {**right, "phone_tail": "0000"}
    assert [stranger.post("/track", wrong).status_code for _ in range(6)] == [404] * 5 + [429]


def test_a_secret_path_that_is_wrong_leads_nowhere(stranger: Caller) -> None:
    for path in ("aliyun/guessed/reports", "aliyun/sandbox-only-callback-path/orders", "pigeon/guessed/messages"):
        assert stranger.http.post(f"/callbacks/sms/{path}", json=[]).status_code in (404, 422)


def test_a_garbled_push_is_answered_so_that_the_vendor_tries_again(stranger: Caller) -> None:
    answer = stranger.http.post("/callbacks/sms/aliyun/sandbox-only-callback-path/reports", content=b"not json")
    assert answer.status_code == 400
    assert stranger.http.post("/callbacks/sms/aliyun/sandbox-only-callback-path/reports", json=[]).status_code == 200
