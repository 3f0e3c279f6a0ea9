"""city/documents: what is wrong with it is said at once, before anybody gets a notice."""

import re
from pathlib import Path

import pytest

from core.applications.edges import EDGES
from core.documents import DocumentsWrong, load

FOLDER = Path(__file__).resolve().parents[3] / "city" / "documents"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    return tmp_path


def changed(folder: Path, name: str, was: str, now: str) -> Path:
    path = folder / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8")
    return folder


def test_every_notice_that_a_move_makes_has_its_words():
    asked = {edge.document for edge in EDGES if edge.document}
    assert asked <= load(FOLDER, "https://city.example/verify").kinds.keys()


def test_words_in_numbers_differ_so_numbers_do():
    kinds = load(FOLDER, "").kinds.values()
    assert len({kind.word for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("name", "was", "now", "said"),
    [
        ("approval", "{item}", "{itm}", "itm unknown"),
        ("approval", "{item}", "{item.__class__}", "unknown"),
        ("approval", "{item}", "{item", "brace"),
        ("correction_notice", '"{defects}"', '"如下：{defects}"', "paragraph of its own"),
        ("approval", "word: 准予", "word: 受理", "is that of"),
        ("approval", "kind: approval", "kind: approved", "the file's name says approval"),
        ("approval", "title: 准予决定书", "titel: 准予决定书", "nothing else"),
        ("letterhead", "check: 扫码核验", "chek: 扫码核验", "words are missing: check"),
        ("letterhead", "{serial}", "{number}", "number has exactly"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(folder: Path, name: str, was: str, now: str, said: str):
    with pytest.raises(DocumentsWrong, match=re.escape(said)):
        load(changed(folder, name, was, now), "")
