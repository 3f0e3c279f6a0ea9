"""The house's own files, for guards to look at. A guard is a function from sources to complaints: it can be tried."""

import ast
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("api", "bench", "channels", "core", "notifications", "offices", "payments", "registries", "sandbox", "vendors")
STRICT = ("core", "payments", "notifications", "channels", "vendors", "registries", "offices")
_NEVER_OURS = {".git", ".venv", "node_modules", "__pycache__", "dist", "build", "data"}


@dataclass(frozen=True)
class Source:
    """One Python file. `path` is relative to the house, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def at(self, node: ast.AST | int, words: str) -> str:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.path}:{line}: {words}"

    @property
    def folder(self) -> str:
        return self.path.split("/")[0]


@cache
def ours() -> tuple[str, ...]:
    """Every file of the house: what git tracks or would track; without git, what lies here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        names = {name for name in listed.stdout.split("\0") if name}
    else:
        names = {str(place.relative_to(ROOT)) for place in ROOT.rglob("*") if place.is_file()}
    return tuple(sorted(name for name in names if (ROOT / name).is_file() and not _NEVER_OURS & set(name.split("/"))))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def every_source() -> tuple[Source, ...]:
    return tuple(Source(name, read(name)) for name in ours() if name.endswith(".py"))


def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files under `folders` (`core`, `tests/guards`); without any, all of them."""
    if not folders:
        return every_source()
    return tuple(one for one in every_source() if any(one.path.startswith(f"{folder}/") for folder in folders))


def names_in(node: ast.AST) -> set[str]:
    """Every plain and dotted-last name below `node`."""
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return found | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def dotted(node: ast.AST) -> str:
    """`datetime.datetime.now` for that expression; empty for anything that is no plain dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def holds(complaints: Iterable[str]) -> None:
    """Raises: AssertionError with every complaint."""
    found = list(complaints)
    assert not found, "\n" + "\n".join(found)
