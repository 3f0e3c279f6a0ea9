"""A caller of the running house: signs in as one of the pretend people, by the text that lands on the pretend phone."""

import io
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import pytest
from PIL import Image

from tests.services.house import House, running_house
from tests.services.patience import PATIENCE_S

T = TypeVar("T")


@dataclass
class Caller:
    """Somebody with a phone and the API. `person` is a pretend one, or None for a stranger."""

    http: httpx.Client
    person: dict[str, str] = field(default_factory=dict)

    def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        return self.http.post(f"/api/v1{path}", json={} if body is None else body, headers=headers)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(f"/api/v1{path}", headers=headers)

    def texts(self) -> list[str]:
        """What landed on the phone, the newest first."""
        told = self.http.get("/sandbox/sms", params={"phone": self.person["phone"]}).json()["items"]
        return [one["text"] for one in told]

    def text_with(self, word: str) -> str:
        """The newest text with `word` in it, waited for."""
        return until(lambda: next((text for text in self.texts() if word in text), None))

    def sign_in(self) -> None:
        already = len(self.texts())
        asked = self.post("/sessions/sms/codes", {"phone": self.person["phone"]})
        assert asked.status_code == 202, asked.text
        texts = until(lambda: self.texts()[: len(self.texts()) - already] or None)
        code = re.search(r"\d{6}", texts[0])
        assert code is not None
        answer = self.post("/sessions/sms", {"phone": self.person["phone"], "code": code[0]})
        assert answer.status_code == 201, answer.text
        self.http.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    def verify(self) -> None:
        told = {"name": self.person["name"], "id_number": self.person["id_number"], "method": "three_elements"}
        answer = self.post("/me/verification", told)
        assert answer.json() == {"assurance": 3}, answer.text

    def begin(self, scene: str = "senior-card", **answers: object) -> dict[str, Any]:
        answer = self.post("/applications", {"scene": scene, "answers": answers})
        assert answer.status_code == 201, answer.text
        sheet: dict[str, Any] = answer.json()
        return sheet

    def upload(self, application: str, content: bytes, target: str = "photo", name: str = "x.jpg") -> httpx.Response:
        files = {"file": (name, content, "application/octet-stream")}
        return self.http.post(f"/api/v1/applications/{application}/uploads", files=files, data={"target": target})

    def submit(self, sheet: dict[str, Any], **headers: str) -> httpx.Response:
        consents = [one["id"] for one in sheet["consents"]]
        body = {"version": sheet["version"], "consents": consents}
        return self.post(f"/applications/{sheet['id']}/submit", body, **headers)


def until(look: Callable[[], T | None]) -> T:
    """What `look` gives as soon as it gives something."""
    ends, pause = time.monotonic() + PATIENCE_S, threading.Event()
    while time.monotonic() < ends:
        found = look()
        if found is not None:
            return found
        pause.wait(0.05)
    pytest.fail("it never came")


def picture(size: tuple[int, int] = (295, 413)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (240, 240, 240)).save(out, "JPEG")
    return out.getvalue()


def a_permit(caller: Caller) -> dict[str, Any]:
    """A residence permit, ready to be handed in. A person decides it, so it can be begun again and again."""
    lives = {"lives_in": "990101001001", "home_address": {"region": "990101001001", "street": "柳荫路 1 号"}}
    answers = {"lived": "half_year", "ground": "home", "since": "2025-01-01", "true_words": True, **lives}
    sheet = caller.begin("residence-permit", **answers)
    for target in ("photo", "home_proof"):
        assert caller.upload(sheet["id"], picture(), target).status_code == 201
    body = {"answers": {}, "version": sheet["version"]}
    whole: dict[str, Any] = caller.post(f"/applications/{sheet['id']}/answers", body).json()
    return whole


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of these tests' own: a phone gets one code a minute, so people cannot be shared with others."""
    with running_house(data=tmp_path_factory.mktemp("hall") / "data") as house:
        yield house


@pytest.fixture(scope="session")
def as_person(hall: House) -> Iterator[Callable[[str], Caller]]:
    """`as_person("zhang-guolin")`: signed in and verified; the same caller each time."""
    callers: dict[str, Caller] = {}
    people = httpx.get(f"{hall.address}/sandbox/people").json()["items"]

    def person(person_id: str) -> Caller:
        if person_id not in callers:
            told = next(one for one in people if one["id"] == person_id)
            caller = Caller(httpx.Client(base_url=hall.address, timeout=40), told)
            caller.sign_in()
            caller.verify()
            callers[person_id] = caller
        return callers[person_id]

    yield person
    for caller in callers.values():
        caller.http.close()


@pytest.fixture
def stranger(hall: House) -> Iterator[Caller]:
    """Somebody without an account, with a phone that the city has never seen."""
    with httpx.Client(base_url=hall.address, timeout=40) as http:
        yield Caller(http, {"phone": next(_phones)})


_phones = (f"1990099{number:04d}" for number in range(1000, 9999))
