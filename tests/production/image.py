"""A Dockerfile followed in plain directories: the same steps, each stage a folder, without a container."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OF_THE_MACHINE = ("groupadd ", "install -d ")  # they make a user and a folder of the image's own: not on this machine


@dataclass
class Stage:
    """One `FROM`: its folder stands for `/`."""

    name: str
    root: Path
    place: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    user: str = "root"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    skipped: list[str] = field(default_factory=list)

    @property
    def work(self) -> Path:
        folder = self.root / self.place.lstrip("/")
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def steps(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Each instruction with what it says, lines that are continued joined, comments left out."""
    joined = re.sub(r"\\\n\s*", " ", dockerfile)
    for line in joined.splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, rest.strip()


def built(source: Path, target: Path) -> Stage:
    """Follow `source`/Dockerfile below `target`; the last stage is the image."""
    stages: list[Stage] = []
    for word, rest in steps((source / "Dockerfile").read_text("utf-8")):
        if word == "FROM":
            name = rest.partition(" AS ")[2] or str(len(stages))
            stages.append(Stage(name, target / name))
        else:
            _follow(word, rest, stages, source)
    return stages[-1]


def _follow(word: str, rest: str, stages: list[Stage], source: Path) -> None:
    if word == "COPY":
        _copy(rest, stages, source)
    elif word == "RUN":
        _run(rest, stages[-1])
    elif word not in ("VOLUME", "EXPOSE"):
        _remember(word, rest, stages[-1])


def _run(command: str, stage: Stage) -> None:
    if command.startswith(OF_THE_MACHINE):
        stage.skipped.append(command)
    else:
        subprocess.run(["sh", "-ec", command], cwd=stage.work, check=True, capture_output=True, text=True)


def _remember(word: str, rest: str, stage: Stage) -> None:
    match word:
        case "WORKDIR":
            stage.place = rest
        case "ENV":
            stage.env |= dict(part.split("=", 1) for part in shlex.split(rest))
        case "USER":
            stage.user = rest
        case "ENTRYPOINT":
            stage.entrypoint = listed(rest)
        case "CMD":
            stage.command = listed(rest)
        case "HEALTHCHECK":
            stage.health = listed(rest.partition(" CMD ")[2])
        case _:
            raise ValueError(f"the test does not know how to follow {word}")


def listed(said: str) -> tuple[str, ...]:
    """The exec form, as every command of ours is written. Raises: ValueError for the shell form."""
    if not re.fullmatch(r'\[("[^"]*"(, )?)+\]', said):
        raise ValueError(f"not in exec form: {said}")
    return tuple(re.findall(r'"([^"]*)"', said))


def _copy(said: str, stages: list[Stage], source: Path) -> None:
    words = said.split()
    base = source
    if words[0].startswith("--from="):
        name = words.pop(0).removeprefix("--from=")
        base = next(stage.root for stage in stages if stage.name == name)
    what, where = words
    start, target = base / what.lstrip("/"), stages[-1].work / where
    if start.is_dir():
        shutil.copytree(start, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(start, target / start.name if target.is_dir() else target)
