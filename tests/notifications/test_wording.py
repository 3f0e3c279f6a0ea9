"""Words and values become a text: complete, visible, and short enough."""

import pytest

from notifications import wording
from notifications.wording import ValueMissing


def test_a_missing_value_is_loud_and_never_half_a_letter() -> None:
    with pytest.raises(ValueMissing, match="due"):
        wording.filled("最晚{{ due }}答复您", {"other": "x"})


@pytest.mark.parametrize("value", ["张\u0000三", "张\u202e三", "张\u200b三", "张\ue000三", "张\x1b三"])
def test_what_cannot_be_seen_does_not_get_into_a_letter(value: str) -> None:
    assert wording.filled("{{ name }}", {"name": value}) == "张三"


def test_a_text_has_no_line_breaks_and_a_letter_keeps_them() -> None:
    value = {"says": "一\r\n二\t三"}
    assert wording.filled("{{ says }}。", value, lines=False) == "一 二 三。"
    assert wording.filled("{{ says }}。", value) == "一 \n二 三。"


def test_html_and_template_signs_in_a_value_stay_what_they_are() -> None:
    value = "<b>{{ 7*7 }}</b> ${x} 👵"
    assert wording.filled("{{ says }}", {"says": value}) == value


def test_plain_values_become_the_gateways_own_and_nothing_else_may_be_in_a_text() -> None:
    assert wording.for_gateway("“{{ scene }}”已交{{ office }}") == "“${scene}”已交${office}"
    for clever in ("{% if a %}b{% endif %}", "{{ a|upper }}", "{{ a.b }}", "{{ 1 }}"):
        with pytest.raises(ValueError, match="plain values"):
            wording.for_gateway(clever)


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (150, 3)])
def test_a_text_is_counted_in_parts_of_70_and_67(length: int, parts: int) -> None:
    assert wording.parts("字" * length) == parts


def test_an_emoji_counts_as_two_characters() -> None:
    assert wording.parts("👵" * 35) == 1
    assert wording.parts("👵" * 36) == 2
