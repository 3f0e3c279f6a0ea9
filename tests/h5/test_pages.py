"""Every page, in every flow and language: whole, named, wired, with nothing inline, and small."""

import gzip

import pytest

from api.h5.drawing import drawing
from tests.h5.gallery import sample
from tests.h5.samples import PAGES
from tests.h5.tree import flaws, read

FLOWS = {
    "standard": {},
    "elder": {"elder": True, "size": 2},
    "english": {"language": "en"},
    "visitor": {"signed_in": False},
}
FIRST_VIEW = 15 * 1024


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_named_and_wired(name: str, flow: str) -> None:
    page = read(sample(name, **FLOWS[flow]))  # type: ignore[arg-type]  # each flow is a few of sample's own arguments
    assert flaws(page) == []
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.one("title").text
    assert not any(one["http-equiv"] == "refresh" for one in page.all("meta"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_at_most_one_filled_button(name: str) -> None:
    page = read(sample(name)).one("main")
    filled = [
        one.text
        for one in page.all("a", "button")
        if "act" in one["class"].split() and "button" in one["class"].split()
    ]
    assert len(filled) <= 1, filled


@pytest.mark.parametrize(
    "name", ["home", "question", "answer-yes", "summary-more", "progress-many", "correct", "pay", "confirm"]
)
def test_the_first_view_is_small(name: str) -> None:
    assets = drawing().assets.named.values()
    assert sum(len(asset.squeezed) for asset in assets) + len(gzip.compress(sample(name).encode(), 6)) <= FIRST_VIEW


def test_errors_lead_to_their_fields_and_keep_what_was_typed() -> None:
    page = read(sample("question-date"))
    (summary,) = [one for one in page.all("section") if one["role"] == "alert"]
    (link,) = summary.all("a")
    typed = {one["name"]: one["value"] for one in page.all("input")}
    assert link["href"] == "#birthday"
    assert typed["birthday.month"] == "13"
    assert page.one("title").text.startswith("需要改")


def test_the_elder_flow_is_another_flow() -> None:
    question, elder = read(sample("question")), read(sample("question", elder=True))
    assert any(one["type"] == "radio" for one in question.all("input"))
    assert not any(one["type"] == "radio" for one in elder.all("input"))
    assert [one["value"] for one in elder.all("button") if one["name"] == "household"] == ["here", "away"]
    assert len(read(sample("home", elder=True)).one("main").all("a")) < len(read(sample("home")).one("main").all("a"))
    assert any(one["href"] == "tel:12345" for one in elder.all("a"))


def test_what_people_type_is_text_and_never_markup() -> None:
    typed = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    drawn = drawing()
    template, shown = PAGES["search-none"]
    from api.h5.voice import Voice
    from api.h5.words import words

    page = read(drawn.draw(template, Voice(words("zh-CN"), csrf="t"), **{**shown, "q": typed}))
    assert flaws(page) == []
    assert typed in {one["value"] for one in page.all("input")}
