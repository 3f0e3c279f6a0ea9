"""The pretend department system: takes a case once, decides it, calls back signed, and does as a tester says."""

import json
from pathlib import Path

import pytest

from sandbox.demo import OFFICE_APP, OFFICES
from sandbox.signed import signature
from tests.sandbox.world import NOWHERE, Caller, City, Hand, caller, until

NAME, SECRET = next(iter(OFFICES.items()))
CASE = {"reference": "r1", "case": "N1", "item": "newborn-insurance", "applicant": {"name": "何静"}}
CALLBACK = f"/callbacks/offices/{NAME}"


async def hand_over(box: Caller, **changed: object) -> dict[str, object]:
    answer = await box.share(f"office/{NAME}/v1/cases", {**CASE, **changed}, SECRET, app=OFFICE_APP)
    return dict(answer.json())


async def ask(box: Caller, number: object, reference: str = "r1") -> dict[str, object]:
    asked = {"number": number, "reference": reference}
    return dict((await box.share(f"office/{NAME}/v1/cases/ask", asked, SECRET, app=OFFICE_APP)).json())


async def control(box: Caller, path: str, **told: object) -> int:
    return (await box.http.post(f"/sandbox/offices/{path}", json=told)).status_code


def told_back(city: City) -> list[dict[str, object]]:
    return [json.loads(body) for path, body in city.pushed if path == CALLBACK and body.startswith('{"number"')]


async def test_the_same_reference_is_the_same_case_and_the_same_number(box: Caller) -> None:
    first, again, other = [await hand_over(box, reference=name) for name in ("r1", "r1", "r2")]
    assert first["code"] == "0000"
    assert first == again
    assert other["number"] != first["number"]


async def test_what_is_not_signed_or_lacks_something_is_refused(box: Caller) -> None:
    wrong = await box.share(f"office/{NAME}/v1/cases", CASE, "guessed", app=OFFICE_APP)
    assert wrong.json()["code"] == "2001"
    assert (await hand_over(box, reference=""))["code"] == "1000"
    assert (await hand_over(box, applicant={}))["code"] == "1000"
    assert (await ask(box, "YB0"))["code"] == "1001"
    number = (await hand_over(box))["number"]
    assert (await ask(box, number, "r2"))["code"] == "1001"


async def test_left_alone_it_approves_and_calls_back_signed(box: Caller, pretend: City) -> None:
    number = (await hand_over(box))["number"]
    await until(lambda: told_back(pretend), 10)
    (answer,) = told_back(pretend)
    assert (answer["number"], answer["reference"], answer["state"]) == (number, "r1", "approved")
    assert (await ask(box, number))["state"] == "approved"


async def test_what_a_tester_says_comes_instead_of_what_it_would_have_said(box: Caller, pretend: City) -> None:
    number = (await hand_over(box))["number"]
    assert (await ask(box, number))["state"] == "in_review"
    assert await control(box, f"{NAME}/{number}", outcome="denied", says="已参保") == 200
    await until(lambda: told_back(pretend))
    assert (await ask(box, number))["says"] == "已参保"
    box.now.ahead = 60
    assert [answer["state"] for answer in told_back(pretend)] == ["denied"]


async def test_told_to_say_nothing_it_says_nothing(box: Caller, pretend: City) -> None:
    assert await control(box, NAME, outcome="nothing") == 200
    number = (await hand_over(box))["number"]
    box.now.ahead = 3600
    assert (await ask(box, number))["state"] == "in_review"
    assert told_back(pretend) == []


async def withdraw(box: Caller, reference: str = "r1", **told: object) -> str:
    asked = {"reference": reference, "reason": "applicant_withdrew", **told}
    answer = await box.share(f"office/{NAME}/v1/cases/withdraw", asked, SECRET, app=OFFICE_APP)
    return str(answer.json()["code"])


async def test_a_case_that_is_taken_back_is_decided_no_more(box: Caller, pretend: City) -> None:
    number = (await hand_over(box))["number"]
    assert [await withdraw(box, number=number), await withdraw(box)] == ["0000", "0000"]
    assert (await ask(box, number))["state"] == "withdrawn"
    assert await control(box, f"{NAME}/{number}", outcome="approved") == 422
    assert (await hand_over(box))["number"] == number
    box.now.ahead = 3600
    assert (await ask(box, number))["state"] == "withdrawn"
    assert told_back(pretend) == []


async def test_what_it_does_not_know_or_has_decided_it_does_not_give_back(box: Caller) -> None:
    number = (await hand_over(box))["number"]
    assert await withdraw(box, "r2") == "1001"
    assert await withdraw(box, number="YB0") == "1001"
    await control(box, f"{NAME}/{number}", outcome="denied", says="已参保")
    assert await withdraw(box, number=number) == "4003"
    assert (await ask(box, number))["state"] == "denied"


async def test_everything_handed_over_can_be_looked_at(box: Caller) -> None:
    await hand_over(box)
    (item,) = (await box.http.get("/sandbox/offices")).json()["items"]
    assert item["handed"]["applicant"] == {"name": "何静"}
    assert (item["office"], item["state"]) == (NAME, "in_review")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (NAME, {"outcome": "perhaps"}),
        ("nobody", {"outcome": "approved"}),
        (f"{NAME}/YB0", {"outcome": "approved"}),
        (f"{NAME}/YB0", {}),
    ],
)
async def test_what_cannot_be_done_is_said(box: Caller, path: str, told: dict[str, object]) -> None:
    assert await control(box, path, **told) == 422


async def test_a_call_that_nobody_heard_is_made_again_after_a_restart(tmp_path: Path, pretend: City) -> None:
    async with caller(NOWHERE, tmp_path / "sandbox.db", Hand()) as box:
        number = (await hand_over(box))["number"]
        await control(box, f"{NAME}/{number}", outcome="approved")
    async with caller(pretend.address, tmp_path / "sandbox.db", Hand(ahead=60)):
        await until(lambda: told_back(pretend), 10)


def test_it_signs_as_our_own_line_does() -> None:
    from vendors.signed import signature as ours

    assert signature(OFFICE_APP, "1", "n", b"{}", secret=SECRET) == ours(SECRET, OFFICE_APP, "1", "n", b"{}")
