"""A city of one scene (bus_city/), written again, so that each test may spoil one line of it and see what is said."""

from collections.abc import Mapping
from pathlib import Path

from core.ports import FactField
from core.scenes import City, CityNotReady, load

BOOLEANS = ("registry.population.is_local", "registry.household.is_member")
STRINGS = ("registry.population.region", "registry.household.number")
OBJECTS = ("licence.id_card", "licence.pass")
VOCABULARY: Mapping[str, FactField] = {
    **{path: FactField(path, "boolean", path, "人口库", "civil-affairs") for path in BOOLEANS},
    **{path: FactField(path, "string", path, "人口库", "civil-affairs") for path in STRINGS},
    **{path: FactField(path, "object", path, "电子证照库", "civil-affairs") for path in OBJECTS},
}

FOLDER = Path(__file__).parent / "bus_city"
FILES: Mapping[str, str] = {
    path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.yaml"))
}
SCENE, ITEM = FILES["scenes/bus-pass.yaml"], FILES["items/bus-pass.yaml"]


def write(folder: Path, **changed: str) -> Path:
    """The small city under `folder`/city; `scene`, `item`, `departments` and so on replace a file's text."""
    names = {"scene": "scenes/bus-pass.yaml", "item": "items/bus-pass.yaml"}
    for name, text in {**FILES, **{names.get(key, f"{key}.yaml"): text for key, text in changed.items()}}.items():
        path = folder / "city" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "city"


def loaded(folder: Path, **changed: str) -> City:
    return load(write(folder, **changed), VOCABULARY)


def problems(folder: Path, **changed: str) -> list[str]:
    """What loading complains of: `file:line: words`."""
    try:
        loaded(folder, **changed)
    except CityNotReady as refused:
        return [str(problem) for problem in refused.problems]
    return []


def spoilt(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1
