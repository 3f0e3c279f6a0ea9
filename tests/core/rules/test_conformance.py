"""One set of answers for every evaluator: tests/conformance/rules.json is run here and by the mini-programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.rules import Known, Maybe, compile_rule

FIXTURES = json.loads((Path(__file__).parents[2] / "conformance" / "rules.json").read_text("utf-8"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture["says"])
def test_the_rule_answers_as_the_fixture_says(fixture: dict[str, Any]) -> None:
    rule = compile_rule(fixture["rule"])
    answer = rule.evaluate(fixture["facts"], frozenset(fixture.get("unknown", ())))
    if "maybe" in fixture:
        assert isinstance(answer, Maybe)
        assert list(answer.missing) == fixture["maybe"]
    else:
        assert isinstance(answer, Known)
        assert json.dumps(answer.value) == json.dumps(fixture["known"])
    if "saw" in fixture:
        assert answer.saw == fixture["saw"]


@pytest.mark.parametrize("fixture", [f for f in FIXTURES if "holds" in f], ids=lambda fixture: fixture["says"])
def test_whether_it_holds_may_be_certain_before_the_value_is(fixture: dict[str, Any]) -> None:
    answer = compile_rule(fixture["rule"]).decide(fixture["facts"], frozenset(fixture["unknown"]))
    assert isinstance(answer, Known)
    assert answer.value is fixture["holds"]
