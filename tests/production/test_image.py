"""The image: its steps, followed in a plain directory, give a house that starts and refuses what it must."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from api.settings import Settings
from tests.production.image import Stage, built, steps
from tests.services.house import alive
from tests.services.process import LOOPBACK, free_port, running

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
PACKAGES = {
    "api",
    "channels",
    "core",
    "migrations",
    "notifications",
    "offices",
    "payments",
    "registries",
    "sandbox",
    "vendors",
}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The image as a folder."""
    return built(ROOT, tmp_path_factory.mktemp("image"))


def environment(image: Stage, data: Path, **more: str) -> dict[str, str]:
    """Only what the image sets and what is given: nothing of this machine's own settings but where programs are."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ZB_", "PYTHON"))}
    return {**ours, **image.env, "ZB_DATA": str(data), **more}


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is():
    said = list(steps(DOCKERFILE))
    users = [rest for word, rest in said if word == "USER"]
    assert users == ["zhangban"]
    assert [rest for word, rest in said if word == "HEALTHCHECK"]
    assert sum(word == "FROM" for word, _ in said) == 2


def test_the_image_carries_every_package_and_nothing_else(image: Stage):
    here = {entry.name for entry in image.work.iterdir()}
    assert here == PACKAGES | {"city", ".venv"}
    assert {word for word, rest in steps(DOCKERFILE) if word == "COPY" and "tests" in rest} == set()


def test_nothing_but_the_image_is_sent_to_the_builder():
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {rest.split()[0] for word, rest in steps(DOCKERFILE) if word == "COPY" and not rest.startswith("--from")}
    assert let_in == copied


def test_the_image_does_not_start_half_configured(image: Stage, tmp_path: Path):
    command = [image.work / image.entrypoint[0], *image.entrypoint[1:], *image.command]
    env = environment(image, tmp_path / "data")
    done = subprocess.run(command, cwd=image.work, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    for name in ("ZB_KEYS", "ZB_DATABASE", "ZB_REDIS", "ZB_CALLBACK_SECRET", "ZB_ADDRESS"):
        assert name in done.stderr


def test_the_image_starts_and_its_health_check_says_so(image: Stage, tmp_path: Path):
    port, data = free_port(), tmp_path / "data"
    env = environment(image, data, ZB_MODE="demo", ZB_WORKER="inside", ZB_HOST=LOOPBACK, ZB_PORT=str(port))
    check = [image.work / image.health[0], *image.health[1:]]
    command = [
        "env",
        "-C",
        str(image.work),
        str(image.work / image.entrypoint[0]),
        *image.entrypoint[1:],
        *image.command,
    ]
    before = subprocess.run(check, cwd=image.work, env=env, capture_output=True, check=False)
    assert before.returncode == 1
    data.mkdir()
    with running(command, ready=lambda: alive(f"http://{LOOPBACK}:{port}"), log=tmp_path / "log", env=env):
        assert subprocess.run(check, cwd=image.work, env=env, capture_output=True, check=False).returncode == 0


def test_compose_runs_two_of_each_as_nobody_with_no_secret_in_it():
    told = YAML(typ="safe").load(ROOT / "compose.yaml")["services"]
    assert [told[name]["deploy"]["replicas"] for name in ("api", "worker")] == [2, 2]
    assert all(told[name]["read_only"] and told[name]["cap_drop"] == ["ALL"] for name in ("api", "worker", "migrate"))
    given = [value for service in told.values() for value in service.get("environment", {}).items()]
    assert [name for name, value in given if "PASSWORD" in name and not str(value).startswith("${")] == []
    assert not (ROOT / "production.env").exists()


def plugged() -> set[str]:
    """The prefix of every plug-in that has settings, as its file says it."""
    files = [
        place
        for folder in ("registries", "notifications", "offices", "payments", "channels")
        for place in (ROOT / folder).rglob("*.py")
    ]
    return {found for place in files for found in re.findall(r'env_prefix="(ZB_[A-Z_]+_)"', place.read_text("utf-8"))}


def test_the_example_of_settings_names_only_settings_there_are_and_gives_no_secret():
    lines = (ROOT / "deploy" / "production.env.example").read_text("utf-8").splitlines()
    told = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert {name for name, value in told.items() if value} == {"ZB_ADDRESS"}
    own = {f"ZB_{name.upper()}" for name in Settings.model_fields}
    assert [name for name in told if name not in own and not name.startswith(tuple(plugged()))] == []
