"""A field kind has one file per language, and the sets are the same: what one face can ask, every face can."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from tests.guards.tree import ours

KINDS = {
    "core/kinds": ".py",
    "api/h5/kinds": ".html",
    "miniprogram/src/kinds": "",  # a folder per kind
}
ASKED_FOR = {
    "text",
    "number",
    "date",
    "choice",
    "choices",
    "region",
    "address",
    "phone",
    "id_number",
    "photo",
    "file",
    "statement",
    "group",
}


def kinds(names: Iterable[str]) -> Mapping[str, set[str]]:
    """The kinds each face knows; a face that is not built yet is not there."""
    found: dict[str, set[str]] = {}
    for name in names:
        for folder, suffix in KINDS.items():
            if name.startswith(f"{folder}/"):
                first = PurePosixPath(name.removeprefix(f"{folder}/")).parts[0]
                if not first.startswith("_") and (first.endswith(suffix) if suffix else "." not in first):
                    found.setdefault(folder, set()).add(first.removesuffix(suffix))
    return found


def differences(known: Mapping[str, set[str]]) -> list[str]:
    every = set().union(*known.values())
    return [f"{folder} has no {', '.join(sorted(every - had))}" for folder, had in known.items() if every - had]


def test_every_face_knows_every_field_kind() -> None:
    known = kinds(ours())
    assert {"core/kinds", "api/h5/kinds"} <= set(known)
    assert known["core/kinds"] >= ASKED_FOR
    assert differences(known) == []


def test_a_kind_that_a_face_lacks_is_seen() -> None:
    names = ["core/kinds/date.py", "core/kinds/_base.py", "core/kinds/text.py", "api/h5/kinds/date.html"]
    assert differences(kinds(names)) == ["api/h5/kinds has no text"]
    with_mini = [
        *names,
        "api/h5/kinds/text.html",
        "miniprogram/src/kinds/date/index.tsx",
        "miniprogram/src/kinds/index.ts",
    ]
    assert differences(kinds(with_mini)) == ["miniprogram/src/kinds has no text"]
