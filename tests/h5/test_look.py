"""The city's colours can be read by people who see little, by day and by night; sizes are what the law and LOOK ask."""

from collections.abc import Mapping

import pytest

from api.h5.drawing import LOOK
from api.h5.look import Look

TEXT, LARGE_OR_SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
PAGES = ("paper", "ground")
TEXT_ON = {
    "ink": (*PAGES, "act-soft", "good-soft", "mind-soft", "stop-soft"),
    "ink-soft": (*PAGES, "act-soft"),
    "act": (*PAGES, "act-soft"),
    "on-act": ("act",),
    "good": (*PAGES, "good-soft"),
    "mind": (*PAGES, "mind-soft"),
    "stop": (*PAGES, "stop-soft"),
    "paper": ("act", "good", "mind", "stop"),
}
SHAPE_ON = {"line": PAGES, "act": PAGES, "stop": PAGES}


@pytest.fixture(scope="module")
def look() -> Look:
    return Look.load(LOOK)


def light(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def too_faint(colours: Mapping[str, str]) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for pairs, least in ((TEXT_ON, TEXT), (SHAPE_ON, LARGE_OR_SHAPE))
        for ink, grounds in pairs.items()
        for ground in grounds
        if contrast(colours[ink], colours[ground]) < least
    ]


def test_text_and_borders_stand_out_by_day(look: Look) -> None:
    assert too_faint(look.light) == []


def test_text_and_borders_stand_out_in_the_dark(look: Look) -> None:
    assert too_faint(look.dark) == []


def test_the_two_modes_have_the_same_colours(look: Look) -> None:
    assert look.light.keys() == look.dark.keys()


def test_black_on_white_is_21_and_a_faint_grey_is_found() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 6) == 21
    assert too_faint({**Look.load(LOOK).light, "ink-soft": "#9AA5B1"})


def test_targets_and_elder_sizes_keep_what_the_norm_asks(look: Look) -> None:
    """T/TAF and the ministry's norm of 2021: elder text 18 at least and up to 30, lines 1.3 apart, targets 60 x 60."""
    assert look.numbers["touch"] >= 48
    assert look.numbers["elder-touch"] >= 60
    assert look.numbers["elder-apart"] >= 12
    assert look.elder_sizes[-1] >= 30
    assert all(font >= 18 and line / font >= 1.3 for font, line in look.elder_type.values())


def test_every_size_a_style_sheet_names_is_a_token(look: Look) -> None:
    import re

    from api.h5.assets import style_sheet

    sheet = style_sheet(look)
    given = set(re.findall(r"(--[\w-]+):", sheet))
    assert set(re.findall(r"var\((--[\w-]+)\)", sheet)) <= given
