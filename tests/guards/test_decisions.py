"""A decision is one page, with its context, itself in one quotable line, what follows, and what else was weighed."""

import re
from collections.abc import Iterator

from tests.guards.tree import holds, ours, read

PLACE = "docs/decisions/"
HEADINGS = ("## Context", "## Decision", "## Consequences", "## What else was weighed")
ONE_PAGE = 60  # lines


def faults(name: str, text: str) -> Iterator[str]:
    if not re.fullmatch(rf"{PLACE}\d{{4}}-[a-z0-9-]+\.md", name):
        yield f"{name}: is named 0001-in-a-few-words.md"
    if text.count("\n") > ONE_PAGE:
        yield f"{name}: is longer than a page"
    yield from (f"{name}: has no '{heading}'" for heading in HEADINGS if f"\n{heading}\n" not in text)
    if not re.search(r"\n## Decision\n+> \S", text):
        yield f"{name}: its decision does not begin with one quotable line (> ...)"


def test_every_decision_is_one_page_of_a_known_shape() -> None:
    names = [name for name in ours() if name.startswith(PLACE)]
    assert names
    holds(words for name in names for words in faults(name, read(name)))
    numbers = [name.removeprefix(PLACE)[:4] for name in names]
    assert sorted(numbers) == sorted(set(numbers)), "two decisions have one number"


def test_a_shapeless_decision_is_seen() -> None:
    assert len(list(faults("docs/decisions/x.md", "# We decided\n"))) == 6
