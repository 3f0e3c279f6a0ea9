"""What must hold of every rule: a known answer never changes as more becomes known; what is missing would help."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rules import Known, Maybe, RuleError, compile_rule
from core.rules.values import same

NAMES = ("a", "b", "c", "d.e", "d.f")
scalars = st.sampled_from([None, True, False, 0, 1, 2, 60, -1, 1.5, "", "0", "60", "here", "a b"])
values = scalars | st.lists(scalars, max_size=3)
variables = st.sampled_from(NAMES).map(lambda name: {"var": name})


def _with_operands(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def of(names: str, low: int, high: int) -> st.SearchStrategy[Any]:
        operands = st.lists(children, min_size=low, max_size=high)
        return st.tuples(st.sampled_from(names.split()), operands).map(lambda pair: {pair[0]: pair[1]})

    member = st.sampled_from([{"var": ""}, {">": [{"var": ""}, 1]}, True])
    listed = st.tuples(st.sampled_from(["map", "filter", "all", "none", "some"]), children, member)
    folded = st.tuples(children, children).map(
        lambda pair: {"reduce": [pair[0], {"or": [{"var": "accumulator"}, {"var": "current"}]}, pair[1]]}
    )
    return (
        of("and or if merge cat max min +", 0, 4)
        | of("! !!", 1, 1)
        | of("== === != !== < <= > >= in - / % *", 2, 3)
        | listed.map(lambda parts: {parts[0]: [parts[1], parts[2]]})
        | folded
        | st.lists(children, max_size=3)
    )


rules = st.recursive(variables | values, _with_operands, max_leaves=12)


def facts_of(flat: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {name: value for name, value in flat.items() if "." not in name}
    nested["d"] = {name[2:]: value for name, value in flat.items() if name.startswith("d.")}
    return nested


everything = st.fixed_dictionaries(dict.fromkeys(NAMES, values))
some_names = st.sets(st.sampled_from(NAMES)).map(frozenset)


@settings(max_examples=400, deadline=None)
@given(rules, everything, some_names, some_names)
def test_a_known_answer_never_changes_when_more_becomes_known(
    rule: Any, flat: dict[str, Any], unknown: frozenset[str], learned: frozenset[str]
) -> None:
    compiled = compile_rule(rule)
    for ask in (compiled.evaluate, compiled.decide):
        before = ask(facts_of({n: v for n, v in flat.items() if n not in unknown}), unknown)
        if isinstance(before, Known):
            still = unknown - learned
            after = ask(facts_of({n: v for n, v in flat.items() if n not in still}), still)
            assert isinstance(after, Known)
            assert repr(before.value) == repr(after.value) or same(before.value, after.value)


@settings(max_examples=400, deadline=None)
@given(rules, everything, some_names)
def test_what_is_missing_is_enough_to_know(rule: Any, flat: dict[str, Any], unknown: frozenset[str]) -> None:
    compiled = compile_rule(rule)
    for ask in (compiled.evaluate, compiled.decide):
        answer = ask(facts_of({n: v for n, v in flat.items() if n not in unknown}), unknown)
        if isinstance(answer, Maybe):
            assert set(answer.missing) <= unknown
            rest = unknown - set(answer.missing)
            assert isinstance(ask(facts_of({n: v for n, v in flat.items() if n not in rest}), rest), Known)


@st.composite
def read_once(draw: st.DrawFn) -> Any:
    """Logic in which every path stands once: there, three values are exact, and brute force can check it."""
    names = iter("abcdef")

    def logic(depth: int) -> Any:
        kind = draw(st.sampled_from(["var", "var", "!", "and", "or", "if", "=="])) if depth else "var"
        if kind in {"var", "=="}:
            name = next(names, None)
            atom = True if name is None else {"var": name}
            return atom if kind == "var" else {"==": [atom, draw(st.booleans())]}
        return {kind: [logic(depth - 1) for _ in range({"!": 1, "if": 3}.get(kind, 2))]}

    return logic(3)


@settings(max_examples=200, deadline=None)
@given(read_once(), st.lists(st.booleans(), min_size=6, max_size=6), st.sets(st.sampled_from("abcdef")))
def test_missing_is_exactly_what_can_still_change_the_answer(rule: Any, bits: list[bool], unknown: set[str]) -> None:
    compiled = compile_rule(rule)
    known = {name: bit for name, bit in zip("abcdef", bits, strict=True) if name not in unknown}
    table = {}
    for guess in itertools.product([False, True], repeat=len(unknown)):
        answer = compiled.decide({**known, **dict(zip(sorted(unknown), guess, strict=True))})
        assert isinstance(answer, Known)
        table[guess] = answer.value
    useful = {
        name
        for at, name in enumerate(sorted(unknown))
        if any(table[guess] != table[(*guess[:at], not guess[at], *guess[at + 1 :])] for guess in table)
    }
    answer = compiled.decide(known, frozenset(unknown))
    assert useful == (set(answer.missing) if isinstance(answer, Maybe) else set())


def test_a_rule_of_many_unknown_choices_costs_as_many_steps_as_it_has_operators() -> None:
    rule: Any = {"var": "z"}
    for at in range(18):
        rule = {"if": [{"var": f"c{at}"}, rule, at]}
    unknown = frozenset({"z", *(f"c{at}" for at in range(18))})
    answer = compile_rule(rule).evaluate({}, unknown)
    assert isinstance(answer, Maybe)
    assert set(answer.missing) == unknown


def test_a_rule_cannot_be_nested_without_end() -> None:
    rule: Any = True
    for _ in range(60):
        rule = {"!": [rule]}
    with pytest.raises(RuleError, match="nested"):
        compile_rule(rule)


def test_a_rule_cannot_run_without_end() -> None:
    rule = {"map": [{"var": "many"}, {"map": [{"var": ""}, {"!": {"var": ""}}]}]}
    with pytest.raises(RuleError, match="steps"):
        compile_rule(rule).evaluate({"many": [list(range(500))] * 500})


def test_a_rule_cannot_make_a_text_without_end() -> None:
    double = {"cat": [{"var": "accumulator"}, {"var": "accumulator"}]}
    with pytest.raises(RuleError, match="larger"):
        compile_rule({"reduce": [{"var": "many"}, double, "x"]}).evaluate({"many": list(range(60))})


def test_a_rule_names_its_paths_but_not_those_of_list_members() -> None:
    rule = compile_rule({"and": [{"some": [{"var": "people"}, {"var": "age"}]}, {"var": "b.c"}, {"var": "people"}]})
    assert rule.paths == ("people", "b.c")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"missing": ["a"]}, "not for scenes"),
        ({"log": "x"}, "not for scenes"),
        ({"fliter": [[], 1]}, "did you mean `filter`"),
        ({"shout": 1}, "no operator `shout`"),
        ({"==": [1, 1], "!=": [1, 1]}, "one operator at a time"),
        ({"var": {"var": "a"}}, "written out"),
        ({"var": ""}, "needs a path"),
        ({"reduce": [[1, 2]]}, "what to do with each"),
    ],
)
def test_what_scenes_may_not_say_is_refused(rule: Any, says: str) -> None:
    with pytest.raises(RuleError, match=says):
        compile_rule(rule)
