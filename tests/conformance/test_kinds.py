"""What people type, kind by kind: tests/conformance/kinds.json is read here and by the mini-programs' own readings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from core import kinds
from core.kinds import KindError

FIXTURES = json.loads((Path(__file__).parent / "kinds.json").read_text("utf-8"))
READ = [fixture for fixture in FIXTURES if "kind" in fixture]


@dataclass(frozen=True)
class Asked:
    options: Mapping[str, str] = field(default_factory=dict)
    min: int | str | None = None
    max: int | str | None = None
    decimals: int = 0
    unit: str = ""
    fields: Sequence["Asked"] = ()
    id: str = ""
    kind: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        return self.label

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Asked":
        return cls(**{**said, "fields": tuple(map(cls.of, said.get("fields", ())))})


def named(fixture: Mapping[str, Any]) -> str:
    return f"{fixture.get('kind', 'blank')}: {fixture['says']}"


@pytest.mark.parametrize("fixture", READ, ids=named)
def test_what_was_typed_is_read_as_the_fixture_says(fixture: dict[str, Any]) -> None:
    kind, asked = kinds.get(fixture["kind"]), Asked.of(fixture.get("field", {}))
    if "code" in fixture:
        with pytest.raises(KindError) as wrong:
            kind.parse(fixture["raw"], asked)
        assert (wrong.value.code, dict(wrong.value.values)) == (fixture["code"], fixture.get("values", {}))
        if "inside" in fixture:
            assert [[one.at, one.code] for one in wrong.value.inside] == fixture["inside"]
        return
    kept = kind.parse(fixture["raw"], asked)
    assert json.dumps(kept) == json.dumps(fixture["kept"])
    if "shown" in fixture:
        assert kind.show(kept, asked) == fixture["shown"]


@pytest.mark.parametrize("fixture", [one for one in FIXTURES if "blank" in one], ids=named)
def test_what_counts_as_nothing(fixture: dict[str, Any]) -> None:
    assert kinds.is_blank(fixture["raw"]) is fixture["blank"]


def test_every_kind_is_tried() -> None:
    assert {fixture["kind"] for fixture in READ} == kinds.names()
