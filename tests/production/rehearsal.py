"""Production rehearsed here: two API processes, two workers, PostgreSQL, Redis, and the world outside apart."""

import base64
import contextlib
import itertools
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.services.house import ROOT, alive
from tests.services.process import LOOPBACK, answers_on, free_port, running

REGISTERS = {  # settings prefix: where its wire is in the pretend world
    "POPULATION": "share/population",
    "HOUSEHOLD": "share/household",
    "LICENCE_LIBRARY": "share/licences",
    "BIRTH": "share/birth",
    "MARRIAGE": "share/marriage",
}
PASSWORD = "long enough for a desk"


@dataclass
class Rehearsal:
    """`addresses` of the API processes, one after the other in `next_address`; `outside` is the pretend world's."""

    addresses: tuple[str, ...]
    outside: str
    env: Mapping[str, str]
    logs: Path

    def __post_init__(self) -> None:
        self._turns = itertools.cycle(self.addresses)

    def next_address(self) -> str:
        return next(self._turns)

    def enrol(self, name: str, department: str, roles: str = "officer") -> str:
        """Somebody begins to work at a desk, as an operator writes them down. Gives the authenticator's secret."""
        command = [sys.executable, "-m", "api.cli", "staff-add", name, "--department", department, "--roles", roles]
        env = {**_plain(), **self.env}
        done = subprocess.run(command, env=env, input=f"{PASSWORD}\n", capture_output=True, text=True, check=False)
        found = re.search(r"secret=(\w+)", done.stdout)
        assert found is not None, done.stdout + done.stderr
        return found[1]

    def people(self) -> dict[str, dict[str, str]]:
        told = httpx.get(f"{self.outside}/people", timeout=20).json()["items"]
        return {one["id"]: one for one in told}


def settings(database: str, redis: str, data: Path, outside: str, prefix: str) -> dict[str, str]:
    """Everything production asks for; nothing of it is a secret that anybody knows."""
    share = {"APP": prefix + "zhangban", "SECRET": prefix + "share-secret"}
    told = {
        "MODE": "production",
        "WORKER": "separate",
        "ADDRESS": "https://city.example",
        "DATABASE": database,
        "REDIS": redis,
        "DATA": str(data),
        "KEYS": f"k1:{_key()}",
        "INDEX_KEYS": f"i1:{_key()}",
        "CALLBACK_SECRET": prefix + "callback-path",
        "OPERATOR_ADDRESS": f"{outside}/wire/operator",
        "OPERATOR_APP": share["APP"],
        "OPERATOR_SECRET": prefix + "operator-secret",
        "ALIYUN_SMS_ADDRESS": f"{outside}/wire/aliyun-sms/",
        "ALIYUN_SMS_KEY_ID": prefix + "key-id",
        "ALIYUN_SMS_KEY_SECRET": prefix + "key-secret",
        "MEDICAL_INSURANCE_ADDRESS": f"{outside}/wire/office/medical_insurance",
        "MEDICAL_INSURANCE_APP": prefix + "city-hall",
        "MEDICAL_INSURANCE_SECRET": prefix + "medical-insurance-secret",
        "ALIYUN_SMS_MAY_ASK_FOR_TEMPLATES": "true",
    }
    for name, path in REGISTERS.items():
        told[f"{name}_ADDRESS"] = f"{outside}/wire/{path}"
        told |= {f"{name}_{key}": value for key, value in share.items()}
    return {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **{f"ZB_{name}": value for name, value in told.items()}}


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


@contextlib.contextmanager
def rehearsed(database: str, redis: str, place: Path, *, apis: int = 2, workers: int = 2) -> Iterator[Rehearsal]:
    """All processes up, until the block ends. Raises: NotStarted with the end of the log."""
    prefix, world, first = f"{secrets.token_hex(12)}-", free_port(), free_port()
    outside = f"http://{LOOPBACK}:{world}/sandbox"
    env = settings(database, redis, place / "data", outside, prefix)
    command = [sys.executable, "-m", "api.cli"]
    done = subprocess.run([*command, "migrate"], env={**_plain(), **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with contextlib.ExitStack() as stack:
        pretend = [sys.executable, "-m", "sandbox", "--port", str(world), "--db", str(place / "world.sqlite3")]
        pretend += ["--callback-base", f"http://{LOOPBACK}:{first}"]
        more = {"SANDBOX_PREFIX": prefix, "PYTHONPATH": str(ROOT)}
        stack.enter_context(running(pretend, ready=lambda: answers_on(world), log=place / "world.log", env=more))
        ports = [first, *(free_port() for _ in range(apis - 1))]
        for port in ports:
            ready, log = f"http://{LOOPBACK}:{port}", place / f"api-{port}.log"
            run = [*command, "run", "--port", str(port)]
            stack.enter_context(running(run, ready=lambda ready=ready: alive(ready), log=log, env=env))
        for number in range(workers):
            log = place / f"worker-{number}.log"
            run = [*command, "worker"]
            stack.enter_context(running(run, ready=lambda log=log: "works" in log.read_text(), log=log, env=env))
        yield Rehearsal(tuple(f"http://{LOOPBACK}:{port}" for port in ports), outside, env, place)


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ZB_")}
