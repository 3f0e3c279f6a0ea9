"""People whose papers are wrong, whose birthday is today, whom the registers contradict; and registers that fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from core.codes.id_number import check_sign
from tests.api.conftest import Caller
from tests.hostile.seen import problem
from tests.services.house import House

As = Callable[[str], Caller]
TARGETS = ("population", "household", "licences")


def number(first: str, last: str = "") -> str:
    return first + (last or check_sign(first))


def ending_in_x() -> str:
    return next(one for one in (number(f"99010119930101{n:03d}") for n in range(1000)) if one.endswith("X"))


WRONG = {
    number("99010119930101001", "0" if check_sign("99010119930101001") != "0" else "1"): "id_number_check_digit",
    number("99010119930230001"): "id_number_birthday",
    number("99010118000101001"): "id_number_birthday",
    "990101930101001": "id_number_old_15",
    "99010119930101001": "id_number_length",
    "": "id_number_length",
    "99010119930101001Y": "id_number_sign",
    "👵" * 18: "id_number_sign",
}
SPELLED: list[Callable[[str], str]] = [
    str.lower,
    lambda text: f" {text[:6]} {text[6:14]}-{text[14:]} ",
    lambda text: text.replace("X", "ｘ"),
]


@pytest.fixture(scope="module")
def newcomer(fort: House, anybody: Callable[[], httpx.Client]) -> Callable[[str], Caller]:
    """Signed in, not verified yet."""
    people = {person["id"]: person for person in fort.people()}

    def person(name: str) -> Caller:
        caller = Caller(anybody(), people[name])
        caller.sign_in()
        return caller

    return person


def prove(caller: Caller, name: str, id_number: str) -> httpx.Response:
    return caller.post("/me/verification", {"name": name, "id_number": id_number, "method": "three_elements"})


def codes(answer: httpx.Response) -> set[str]:
    return {one["code"] for one in problem(answer, 422)["errors"]}


def test_a_wrong_id_number_is_told_what_is_wrong_and_never_repeated(newcomer: As) -> None:
    caller = newcomer("lin-hao")
    for wrong, code in WRONG.items():
        answer = prove(caller, "林浩", wrong)
        assert codes(answer) == {code}, wrong
        assert not wrong or wrong not in answer.text
    assert caller.get("/me").json()["assurance"] < 3


def test_a_right_number_is_read_however_it_is_spelled(newcomer: As) -> None:
    caller = newcomer("he-jing")
    for spelled in SPELLED:
        assert codes(prove(caller, "何静", spelled(ending_in_x()))) <= {"identity_differs", "identity_no_record"}
    own = caller.person["id_number"]
    assert prove(caller, " 何静 ", f"{own[:6]} {own[6:14]} {own[14:]}").json() == {"assurance": 3}


def test_nobody_learns_whether_somebody_else_is_registered_here(someone: As, newcomer: As) -> None:
    registered, curious = someone("zhou-shouyi").person, newcomer("zhang-min")
    known = prove(curious, registered["name"], registered["id_number"])
    people = {one["id"]: one for one in curious.http.get("/sandbox/people").json()["items"]}
    unknown = prove(curious, people["xu-wenhua"]["name"], people["xu-wenhua"]["id_number"])
    for answer in (known, unknown):
        assert problem(answer, 422)["code"] == "invalid"
    assert known.json()["errors"] == unknown.json()["errors"]
    for secret in (registered["name"], registered["id_number"], registered["phone"]):
        assert secret not in known.text


@pytest.mark.parametrize(
    "phone", ["+86 199 0099 7001", "００８６－１９９００９９７００２", "199 0099-7003", "(199)00997004"]
)
def test_a_phone_is_read_however_it_is_spelled(http: httpx.Client, phone: str) -> None:
    assert http.post("/api/v1/sessions/sms/codes", json={"phone": phone}).status_code == 202
    assert http.post("/api/v1/sessions/sms/codes", json={"phone": phone}).status_code == 429


@pytest.mark.parametrize(
    "phone", ["", "+1 199 0099 7001", "1990099700", "199009970011", "1990099700x", "09000000000", "\0"]
)
def test_what_is_no_mobile_phone_gets_no_code(http: httpx.Client, phone: str) -> None:
    assert codes(http.post("/api/v1/sessions/sms/codes", json={"phone": phone})) == {"phone_wrong"}


def judged(caller: Caller) -> dict[str, Any]:
    answer = caller.post("/scenes/senior-card/check", {"answers": {}})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_sixty_today_and_born_on_29_february_are_both_old_enough(he: Caller, someone: As) -> None:
    for caller in (he, someone("liu-shufen")):
        reasons = {reason["id"]: reason for reason in judged(caller)["reasons"]}
        assert reasons["age"]["outcome"] == "yes", reasons
    assert someone("liu-shufen").person["id_number"][10:14] == "0229"


def test_the_day_itself_decides_even_in_a_year_whose_calendar_is_not_published(someone: As) -> None:
    she = someone("li-xiulan")
    born = she.person["id_number"][6:14]
    day = f"{int(born[:4]) + 60}-{born[4:6]}-{born[6:]}"
    try:
        for moment, outcome in ((f"{day}T00:00:01+08:00", "yes"), (f"{day}T23:59:59+08:00", "yes")):
            assert she.http.post("/sandbox/clock", json={"now": moment}).status_code == 200
            told = judged(she)
            assert told["outcome"] == outcome
            assert told["promise"]["due_on"] is None, "no day is promised before the calendar is known"
            assert she.http.get("/s/senior-card").status_code == 200
    finally:
        she.http.post("/sandbox/clock", json={"now": None})
    assert judged(she)["outcome"] == "no"


@contextmanager
def failing(caller: Caller, kind: str, *targets: str) -> Iterator[None]:
    try:
        for target in targets:
            ordered = caller.http.post("/sandbox/faults", json={"target": target, "kind": kind, "times": 20})
            assert ordered.status_code == 201, ordered.text
        yield
    finally:
        for target in targets:
            caller.http.post("/sandbox/faults", json={"target": target, "kind": "error", "times": 0})


@pytest.mark.parametrize("kind", ["timeout", "error", "garbled", "forged", "late"])
def test_when_the_registers_fail_a_person_is_asked_instead(someone: As, kind: str) -> None:
    caller = someone("feng-baoshan")
    with failing(caller, kind, *TARGETS):
        told = judged(caller)
        begun = caller.post("/applications", {"scene": "senior-card", "answers": {}})
    assert told["outcome"] in ("yes", "maybe"), told["reasons"]
    assert begun.status_code == 201, begun.text
    if kind != "late":
        assert told["outcome"] == "maybe"
        assert "household" in {one["id"] for one in told["questions"]}
        assert "household" not in told["filled"]


@pytest.mark.parametrize("kind", ["error", "garbled", "forged"])
def test_when_nobody_can_be_asked_who_one_is_it_is_said_so_and_nothing_is_taken_on_trust(
    newcomer: As, anybody: Callable[[], httpx.Client], kind: str
) -> None:
    phones = {"error": "19900997101", "garbled": "19900997102", "forged": "19900997103"}
    caller = Caller(anybody(), {"phone": phones[kind]})
    caller.sign_in()
    with failing(caller, kind, "operator", "population"):
        refused = prove(caller, "赵德志", number("99010119580101001"))
    told = problem(refused, 503)
    assert told["retry_after"] == int(refused.headers["retry-after"]) > 0
    assert caller.get("/me").json()["assurance"] < 3


def test_registers_that_contradict_each_other_leave_it_to_people(someone: As) -> None:
    told = judged(someone("wu-yongqing"))
    assert told["outcome"] in ("no", "maybe")
    assert told["questions"] or told["alternatives"]
