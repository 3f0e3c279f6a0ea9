"""A house with its desk open: pretend colleagues signed in with their real codes, and a person whose sheet they get."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any

import httpx
import pytest

from core.staff.totp import STEP_S, code_at
from tests.api.conftest import Caller, a_permit
from tests.services.house import House, running_house
from tests.services.privacy import personal

As = Callable[[str], "Officer"]


@dataclass
class Officer:
    """Somebody at a desk, or at its door."""

    http: httpx.Client
    told: dict[str, Any]

    def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        return self.http.post(f"/api/v1/desk{path}", json={} if body is None else body, headers=headers)

    def get(self, path: str, **params: str) -> httpx.Response:
        return self.http.get(f"/api/v1/desk{path}", params=params)

    def case(self, case_id: str) -> dict[str, Any]:
        answer = self.get(f"/cases/{case_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def move(self, case_id: str, move: str, **said: Any) -> httpx.Response:
        version = said.pop("version", None) or self.case(case_id)["version"]
        return self.post(f"/cases/{case_id}/moves", {"move": move, "version": version, **said})

    def sign_in(self, off: int = 0, **other: str) -> httpx.Response:
        code = code_at(self.told["totp_secret"], int(time()) // STEP_S + off)
        told = {"name": self.told["name"], "password": self.told["password"], "totp": code, **other}
        return self.http.post("/api/v1/desk/sessions", json=told)


@pytest.fixture(scope="session")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(data=tmp_path_factory.mktemp("bureau") / "data") as house:
        yield house
        names = [person["name"] for person in house.people()]
    told = list(personal(house.told(), names))
    assert not told, "the house printed what belongs to a person:\n" + "\n".join(told)


@pytest.fixture(scope="session")
def colleagues(bureau: House) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in httpx.get(f"{bureau.address}/sandbox/staff").json()["items"]}


@pytest.fixture(scope="session")
def at_door(bureau: House, colleagues: dict[str, dict[str, Any]]) -> Iterator[As]:
    """`at_door("gongan-dudao")`: not signed in yet; a client of their own each time."""
    clients: list[httpx.Client] = []

    def officer(name: str) -> Officer:
        clients.append(httpx.Client(base_url=bureau.address, timeout=40))
        return Officer(clients[-1], colleagues.get(name, {}))

    yield officer
    for one in clients:
        one.close()


@pytest.fixture(scope="session")
def officer(at_door: As) -> As:
    """`officer("gongan-shencha")`: signed in, the same one each time: a code is good once."""
    known: dict[str, Officer] = {}

    def signed_in(name: str) -> Officer:
        if name not in known:
            known[name] = at_door(name)
            answer = known[name].sign_in()
            assert answer.status_code == 201, answer.text
            known[name].http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return known[name]

    return signed_in


@pytest.fixture(scope="session")
def citizen(bureau: House) -> Iterator[Caller]:
    told = next(one for one in bureau.people() if one["id"] == "sun-meifang")
    with httpx.Client(base_url=bureau.address, timeout=40) as http:
        caller = Caller(http, told)
        caller.sign_in()
        caller.verify()
        yield caller


@pytest.fixture
def permit(citizen: Caller) -> dict[str, Any]:
    """A residence permit handed in: a person of the district's public security decides it. As its citizen sees it."""
    answer = citizen.submit(a_permit(citizen))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = citizen.get(f"/applications/{answer.json()['id']}").json()
    return found


@pytest.fixture
def data(bureau: House) -> Path:
    return bureau.data
