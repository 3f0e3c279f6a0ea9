"""What is installed is pinned, hashed and the same everywhere; the tests run on what production runs on."""

import re
from collections.abc import Iterator, Mapping

from tests.guards.tree import holds, ours, read

_PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)(?P<rest>[^\n]*(?:\n\s+--hash=[^\n]*)*)", re.M
)


def pins(text: str) -> Mapping[str, str]:
    return {match["name"]: match["version"] for match in _PIN.finditer(text)}


def unpinned(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line and not line[0].isspace() and not line.startswith("#") and not _PIN.match(line):
            yield f"{line}: neither pinned nor hashed"
    for match in _PIN.finditer(text):
        if "--hash=sha256:" not in match["rest"]:
            yield f"{match['name']}: has no hash"


def asked_for(text: str) -> set[str]:
    """The names in a `.in` file."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {
        re.split(r"[\[=<>~! ;]", line)[0].lower().replace(".", "-")
        for line in lines
        if line and not line.startswith("-")
    }


def test_every_requirement_is_pinned_and_hashed() -> None:
    files = [name for name in ours() if re.fullmatch(r"requirements[\w-]*\.txt", name)]
    assert len(files) == 3
    holds(f"{name}: {words}" for name in files for words in unpinned(read(name)))


def test_tests_run_on_what_production_runs_on() -> None:
    live, tried = pins(read("requirements.txt")), pins(read("requirements-dev.txt"))
    assert {name: tried.get(name) for name in live} == live


def test_what_is_asked_for_is_what_is_pinned() -> None:
    for name in ("requirements", "requirements-dev"):
        assert asked_for(read(f"{name}.in")) <= set(pins(read(f"{name}.txt"))), f"{name}.txt is older than {name}.in"


def test_a_loose_requirement_is_seen() -> None:
    assert list(unpinned("fastapi>=0.1\n"))
    assert list(unpinned("fastapi==0.1\n"))
    assert not list(unpinned("fastapi==0.1 ; sys_platform != 'x' \\\n    --hash=sha256:00\n"))
    assert asked_for("ruamel.yaml\nfakeredis[lua]==2\n-r x.in\nuvloop==1 ; y\n") == {
        "ruamel-yaml",
        "fakeredis",
        "uvloop",
    }
