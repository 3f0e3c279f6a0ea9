"""Handing in and following: once is once, and whoever watches sees it as it happens."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api.conftest import Caller, a_permit, picture, until

As = Callable[[str], Caller]


@pytest.fixture(scope="module")
def he(as_person: As) -> Caller:
    """From elsewhere: a residence permit is decided by a person, so it stays where it was handed in."""
    return as_person("sun-meifang")


def test_handing_in_twice_without_a_key_is_once(he: Caller) -> None:
    sheet = a_permit(he)
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(lambda _: he.submit(sheet), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert len(until(lambda: he.get(f"/applications/{sheet['id']}").json()["cases"] or None)) == 1


def test_handing_in_twice_with_a_key_gets_the_same_answer(he: Caller) -> None:
    sheet = a_permit(he)
    first = he.submit(sheet, **{"Idempotency-Key": "twice"})
    again = he.submit(sheet, **{"Idempotency-Key": "twice"})
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    other = he.post(f"/applications/{sheet['id']}/submit", {"version": 9}, **{"Idempotency-Key": "twice"})
    assert other.json()["code"] == "idempotency_clash"


def test_a_long_poll_answers_when_something_happens(he: Caller) -> None:
    sheet = a_permit(he)
    seen = he.get(f"/applications/{sheet['id']}/events").json()["next"]
    told: list[dict[str, object]] = []

    def wait() -> None:
        told.append(he.get(f"/applications/{sheet['id']}/events?after={seen}&wait=20").json())

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert he.submit(sheet).status_code == 200
    waiting.join(20)
    assert told[0]["items"]


def test_a_stream_tells_everything_once_and_goes_on_where_it_stopped(as_person: As) -> None:
    sheet = a_card(as_person("liu-shufen"))
    he = as_person("liu-shufen")
    first = stream(he, str(sheet["id"]), until_kind="case_accepted")
    rest = stream(he, str(sheet["id"]), until_kind="case_closed", last=first[-1])
    assert first + rest == sorted({*first, *rest})
    whole = [one["seq"] for one in he.get(f"/applications/{sheet['id']}/events").json()["items"]]
    assert first + rest == whole


def stream(caller: Caller, application: str, *, until_kind: str, last: int | None = None) -> list[int]:
    """The numbers a stream told, up to the line of that kind."""
    headers = {"Accept": "text/event-stream", **({"Last-Event-ID": str(last)} if last else {})}
    seen: list[int] = []
    with caller.http.stream("GET", f"/api/v1/applications/{application}/events", headers=headers) as told:
        assert told.headers["content-type"].startswith("text/event-stream")
        for line in told.iter_lines():
            if line.startswith("data:"):
                event = json.loads(line.removeprefix("data:"))
                seen.append(event["seq"])
                if event["kind"] == until_kind:
                    break
    return seen


def test_only_what_is_handed_in_can_be_withdrawn_and_only_once(he: Caller) -> None:
    sheet = a_permit(he)
    assert he.post(f"/applications/{sheet['id']}/withdraw", {"reason": "x"}).status_code == 409
    assert he.submit(sheet).status_code == 200
    assert "withdraw" in he.get(f"/applications/{sheet['id']}").json()["actions"]
    taken_back = he.post(f"/applications/{sheet['id']}/withdraw", {"reason": "搬走了"})
    assert taken_back.json() == {"id": sheet["id"], "state": "closed"}
    assert he.get(f"/applications/{sheet['id']}").json()["cases"][0]["result"] == "withdrawn"
    assert he.post(f"/applications/{sheet['id']}/withdraw", {"reason": "x"}).status_code == 409


def test_nothing_can_be_corrected_before_an_office_asks(he: Caller) -> None:
    sheet = a_permit(he)
    version = he.submit(sheet).json()["version"]
    refused = he.post(f"/applications/{sheet['id']}/correct", {"version": version})
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_correct")


def test_a_decided_card_cannot_be_withdrawn(as_person: As) -> None:
    he = as_person("liu-shufen")
    sheet = a_card(he)
    assert he.post(f"/applications/{sheet['id']}/withdraw", {"reason": "x"}).status_code == 409


def a_card(caller: Caller) -> dict[str, object]:
    """The caller's senior card application, done."""
    for one in caller.get("/applications?state=done").json()["items"]:
        return dict(one)
    sheet = caller.begin(pickup="electronic")
    assert caller.upload(sheet["id"], picture()).status_code == 201
    sheet = caller.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    assert caller.submit(sheet).status_code == 200
    until(lambda: caller.get(f"/applications/{sheet['id']}").json()["state"] == "done" or None)
    return sheet
