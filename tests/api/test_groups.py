"""A group of questions over the API: what is wrong is refused at its place, what is owed keeps it from sending."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Caller, a_permit

WHOLE = {"name": "许小满", "relation": "child", "papers": "has", "id_number": "990101201905120026"}


@pytest.fixture
def mother(as_person: Callable[[str], Caller]) -> Caller:
    return as_person("sun-meifang")


def places(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(one["field"], one["code"]) for one in answer.json()["errors"]]


def told(mother: Caller, sheet: dict[str, Any], children: object) -> Any:
    path = f"/applications/{sheet['id']}"
    version = mother.get(path).json()["version"]
    return mother.post(f"{path}/answers", {"version": version, "answers": {"children": children}})


def test_a_group_is_kept_refused_owed_and_sent(mother: Caller) -> None:
    sheet = a_permit(mother)
    wrong = told(mother, sheet, [{}, {"name": "满", "papers": "never"}, "x"])
    assert places(wrong) == [("children", "not_a_group")]
    wrong = told(mother, sheet, [{}, {"name": "满", "papers": "never", "hat": 1}])
    assert places(wrong) == [
        ("children[1].name", "text_too_short"),
        ("children[1].papers", "not_an_option"),
        ("children[1].hat", "unknown_field"),
    ]
    assert all(one["message"] for one in wrong.json()["errors"])

    halfway = told(mother, sheet, [WHOLE, {"name": "许小雪", "papers": "none"}])
    assert halfway.status_code == 200, halfway.text
    assert [one["id"] for one in halfway.json()["todo"]] == ["children"]
    refused = mother.submit(halfway.json())
    assert [one for one in places(refused) if one[0].startswith("children")] == [
        ("children[1].relation", "answer_needed"),
        ("children[1].birthday", "answer_needed"),
    ]

    whole = told(mother, sheet, [{**WHOLE, "birthday": "2000-01-01"}, {}])
    assert whole.json()["answers"]["children"] == [WHOLE]
    assert whole.json()["todo"] == []
