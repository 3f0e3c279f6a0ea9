"""A house to attack: on PostgreSQL, which takes no NUL and no number too long, with people of its own.

When the attacks are over its log is read: no name, number, phone or token in it, and no fault that nobody ordered.
"""

from collections.abc import Callable, Iterator
from time import time

import httpx
import pytest

from core.staff.totp import STEP_S, code_at
from tests.api.conftest import Caller, picture, until
from tests.hostile.browsing import Browser
from tests.hostile.doors import Door, open_doors
from tests.services.house import House, running_house
from tests.services.postgres import beside, sql
from tests.services.privacy import personal

_addresses = (f"10.{number // 250}.{number % 250}.7" for number in range(1, 60_000))


@pytest.fixture(scope="session")
def fort(tmp_path_factory: pytest.TempPathFactory, postgres_server: str) -> Iterator[House]:
    sql(postgres_server, "CREATE DATABASE hostile")
    place = tmp_path_factory.mktemp("fort") / "data"
    with running_house(data=place, env={"ZB_DATABASE": beside(postgres_server, "hostile")}) as house:
        yield house
        names = [person["name"] for person in house.people()]
    told = list(personal(house.told(), names))
    assert not told, "the house printed what belongs to a person:\n" + "\n".join(told)
    faults = [line for line in house.told().splitlines() if '"event":"fault"' in line or "Traceback" in line]
    assert not faults, "the house broke:\n" + "\n".join(faults)


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory, fort: House) -> list[Door]:
    """Every route there is, the pages' too, each with a body that its own schema allows."""
    return open_doors(tmp_path_factory.mktemp("doors"), fort.address)


@pytest.fixture(scope="session")
def anybody(fort: House) -> Iterator[Callable[[], httpx.Client]]:
    """Somebody nobody knows, from an address of their own."""
    clients: list[httpx.Client] = []

    def client() -> httpx.Client:
        clients.append(httpx.Client(base_url=fort.address, timeout=30, headers={"X-Forwarded-For": next(_addresses)}))
        return clients[-1]

    yield client
    for one in clients:
        one.close()


@pytest.fixture
def http(anybody: Callable[[], httpx.Client]) -> httpx.Client:
    return anybody()


@pytest.fixture(scope="session")
def someone(fort: House, anybody: Callable[[], httpx.Client]) -> Callable[[str], Caller]:
    """`someone("li-xiulan")`: one of the pretend people, signed in and verified; the same caller each time."""
    people = {person["id"]: person for person in fort.people()}
    known: dict[str, Caller] = {}

    def person(name: str) -> Caller:
        if name not in known:
            known[name] = Caller(anybody(), people[name])
            known[name].sign_in()
            known[name].verify()
        return known[name]

    return person


@pytest.fixture(scope="session")
def he(someone: Callable[[str], Caller]) -> Caller:
    return someone("chen-jianguo")


@pytest.fixture(scope="session")
def officer(fort: House, anybody: Callable[[], httpx.Client]) -> httpx.Client:
    """At the desk of another department than the one that handles what belongs to somebody here."""
    http = anybody()
    told = next(one for one in http.get("/sandbox/staff").json()["items"] if one["name"] == "gongan-dudao")
    code = code_at(told["totp_secret"], int(time()) // STEP_S)
    proof = {"name": told["name"], "password": told["password"], "totp": code}
    answer = http.post("/api/v1/desk/sessions", json=proof)
    assert answer.status_code == 201, answer.text
    http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return http


@pytest.fixture(scope="session")
def at_desk(fort: House, officer: httpx.Client) -> Iterator[Browser]:
    """That officer's browser, at the desk's pages."""
    with httpx.Client(base_url=fort.address, timeout=30) as client:
        client.cookies.set("zbd", officer.headers["Authorization"].removeprefix("Bearer "))
        yield Browser(client, page="/desk", cookie="zbd")


@pytest.fixture(scope="session")
def fitting(he: Caller, officer: httpx.Client) -> Callable[[Door], httpx.Client]:
    """Who may knock at this door: an officer where officers sit, else a citizen."""
    return lambda door: officer if door.is_desk else he.http


@pytest.fixture(scope="session")
def browser(fort: House, he: Caller) -> Iterator[Browser]:
    """His browser: the cookie of a session that the API began, which pages take as they take their own."""
    with httpx.Client(base_url=fort.address, timeout=30) as client:
        client.cookies.set("zb", he.http.headers["Authorization"].removeprefix("Bearer "))
        yield Browser(client)


@pytest.fixture(scope="session")
def belongings(someone: Callable[[str], Caller]) -> dict[str, str]:
    """What belongs to somebody else, by the name a route's path gives it."""
    owner = someone("zhang-guolin")
    sheet = owner.begin(pickup="electronic")
    given = owner.upload(sheet["id"], picture()).json()
    sheet = owner.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    handed_in = owner.submit(sheet)
    assert handed_in.status_code == 200, handed_in.text
    licence = until(lambda: next(iter(owner.get("/licences").json()["items"]), None))
    notice = until(lambda: next(iter(owner.get(f"/applications/{sheet['id']}").json()["documents"]), None))
    letter = until(lambda: next(iter(owner.get("/letters").json()["items"]), None))
    early = someone("li-xiulan")
    reminder = early.post("/scenes/senior-card/reminders", {})
    assert reminder.status_code == 201, reminder.text
    return {
        "application_id": sheet["id"],
        "case_id": handed_in.json()["cases"][0]["id"],
        "upload_id": given["id"],
        "licence_id": licence["id"],
        "document_id": notice["id"],
        "letter_id": letter["id"],
        "session_id": owner.get("/sessions").json()["items"][0]["id"],
        "reminder_id": reminder.json()["id"],
    }
