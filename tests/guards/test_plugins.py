"""One plug-in is one file, and no other file names it: it is found because it lies there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.guards.test_imports import imported
from tests.guards.tree import ROOT, Source, holds, ours, sources

# Where plug-ins live, and beside them the modules that are no plug-ins but what plug-ins stand on.
PLUGIN_FOLDERS: dict[str, set[str]] = {
    "channels": {"platforms"},
    "payments/providers": set(),
    "notifications/senders": set(),
    "registries": {"reading", "sharing"},
    "offices/systems": set(),
    "core/kinds": set(),
}
OURS_TO_NAME = ("tests/", "migrations/")


def plugins(names: Iterable[str]) -> dict[str, str]:
    """Dotted module -> its file, for each plug-in. A leading underscore marks what plug-ins share."""
    found = {}
    for name in names:
        place = PurePosixPath(name)
        shared = PLUGIN_FOLDERS.get(str(place.parent))
        if shared is not None and place.suffix == ".py" and not place.stem.startswith("_") and place.stem not in shared:
            found[name.removesuffix(".py").replace("/", ".")] = name
    return found


def named_elsewhere(found: Iterable[Source], modules: dict[str, str]) -> Iterator[str]:
    for source in found:
        for module, home in modules.items():
            if source.path == home or source.path.startswith(OURS_TO_NAME):
                continue
            if any(is_or_gives(name, module, source) for _, name in imported(source)):
                yield source.at(1, f"imports {module}; a plug-in is found by its folder, never by name")
            elif re.search(rf"['\"]{re.escape(module)}['\"]", source.text):
                yield source.at(1, f"spells out {module}; a plug-in is found by its folder, never by name")


def is_or_gives(name: str, module: str, source: Source) -> bool:
    """`import registries.population`, `from registries.population import X`, `from registries import population`."""
    package, _, stem = module.rpartition(".")
    given = re.search(rf"from {re.escape(package)} import [^\n]*\b{re.escape(stem)}\b", source.text)
    return name == module or (name == package and bool(given))


def test_no_file_names_a_plugin() -> None:
    known = plugins(ours())
    assert known, "there are no plug-ins at all?"
    holds(named_elsewhere(sources(), known))


def test_every_plugin_folder_is_a_folder() -> None:
    assert [
        folder for folder in PLUGIN_FOLDERS if not (ROOT / folder).is_dir() and folder != "payments/providers"
    ] == []


def test_a_named_plugin_is_seen() -> None:
    known = plugins(["registries/population.py", "registries/__init__.py", "registries/_wire.py", "core/kinds/date.py"])
    assert set(known) == {"registries.population", "core.kinds.date"}
    bad = (
        "from registries.population import Population\n",
        "from registries import household, population\n",
        "import registries.population\n",
        "NAMES = ['registries.population']\n",
    )
    for text in bad:
        assert list(named_elsewhere([Source("api/bootstrap.py", text)], known)), text
    fine = [Source("api/bootstrap.py", "import registries\n'registry.population.region'\n")]
    assert not list(named_elsewhere([*fine, Source("registries/population.py", bad[0])], known))
