"""A city's file of opinions: what is wrong in it is said, all of it, whatever shape it has."""

from pathlib import Path

import pytest

from core.desk.opinions import OpinionsWrong, load

CITY = Path(__file__).resolve().parents[3] / "city"
GOOD = (CITY / "opinions.yaml").read_text("utf-8")


def test_the_citys_own_file_is_read() -> None:
    assert load(CITY / "opinions.yaml").templates["deny"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write correction: and moves:"),
        ("- one", "write correction: and moves:"),
        ("correction: [", "cannot be read as YAML"),
        (GOOD.replace("correction:", "corection:", 1), "unknown key corection"),
        ("correction: welcome", "correction: write one sentence after each name"),
        ("correction: {intro: [1]}", "correction: write one sentence after each name"),
        ("moves: approve", "moves: write the templates below the move"),
        ("moves: {approve: yes}", "approve: write a list"),
        ("moves: {approve: [yes]}", "approve: write a list"),
        ("moves: {approve: [{id: 1, label: x, text: y}]}", "approve: write a list"),
        ("moves: {aprove: [{id: a, label: x, text: y}]}", "no desk makes the move aprove"),
        ("moves: {approve: [{id: a, label: x}]}", "text is missing"),
        ("correction: {intro: '{titel}'}", "has no value for {titel}"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "opinions.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(OpinionsWrong, match=says.replace("{", r"\{").replace("}", r"\}")):
        load(file)


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "opinions.yaml"
    file.write_text("correction: no\nmoves: {approve: x, deny: y}", "utf-8")
    with pytest.raises(OpinionsWrong) as wrong:
        load(file)
    assert len(str(wrong.value).splitlines()) == 3
