"""Thousands of rules nobody would write, asked here and on the phone: the same value, the same doubt, the same reasons.

ZB_CHANCE=<number> tries others than usual.
"""

import os
from collections.abc import Callable
from random import Random
from typing import Any

from core.rules import Known, RuleError, compile_rule
from core.rules.compile import Answer
from tests.conformance.chance import Chance
from tests.conformance.comparing import alike, tellable

MANY = 6000


def told(ask: Callable[[], Answer]) -> Any:
    try:
        answer = ask()
    except RuleError:
        return "refused"
    if isinstance(answer, Known):
        return {"known": True, "value": tellable(answer.value), "saw": tellable(answer.saw)}
    return {"known": False, "missing": list(answer.missing), "saw": tellable(answer.saw)}


def ours(rule: Any, facts: Any, unknown: list[str]) -> Any:
    try:
        made = compile_rule(rule)
    except RuleError:
        return "refused"
    names = frozenset(unknown)
    return [told(lambda: made.evaluate(facts, names)), told(lambda: made.decide(facts, names)), list(made.paths)]


def test_the_phone_says_what_the_office_says_to_thousands_of_rules(phone: Callable[[Any], list[Any]]) -> None:
    chance = Chance(Random(os.environ.get("ZB_CHANCE", "1949")))
    tried = [chance.case() for _ in range(MANY)]
    answers = phone([{"about": "rule", "rule": rule, "facts": facts, "unknown": names} for rule, facts, names in tried])
    pairs = [(case, ours(*case), there) for case, there in zip(tried, answers, strict=True)]
    differ = sorted((pair for pair in pairs if not alike(pair[1], pair[2])), key=lambda pair: len(str(pair[0])))
    assert not differ, f"{len(differ)} differ; the shortest: {differ[0]}"
    doubtful = [
        each for _, each, _ in pairs if isinstance(each, list) and each[0] != "refused" and not each[0]["known"]
    ]
    assert len(doubtful) > MANY // 10, "the rules tried leave too little in doubt to prove anything"
