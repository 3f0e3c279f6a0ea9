"""Where JSON_LOGIC_CASES names a file of the public JsonLogic cases, the whole language must agree with every one."""

import json
import os
from pathlib import Path

import pytest

from core.rules import Known, compile_rule
from core.rules.values import same

CASES = Path(os.environ.get("JSON_LOGIC_CASES", ""))


@pytest.mark.extra
@pytest.mark.extra
@pytest.mark.skipif(not CASES.is_file(), reason="JSON_LOGIC_CASES names no file")
def test_every_public_case_agrees() -> None:
    cases = [case for case in json.loads(CASES.read_text("utf-8")) if isinstance(case, dict)]
    wrong = []
    for case in cases:
        answer = compile_rule(case["rule"], whole_language=True).evaluate(case.get("data"))
        if not (isinstance(answer, Known) and same(answer.value, case["result"])):
            wrong.append((case, answer))
    assert len(cases) > 200
    assert wrong == []
