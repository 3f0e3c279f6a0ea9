"""A citizen whose every call meets another API process than the one before: nothing may live in one process only."""

import re
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.api.conftest import picture, until
from tests.production.rehearsal import Rehearsal

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass
class Someone:
    """Somebody with a token, or about to have one. Paths are below `/api/v1`."""

    house: Rehearsal
    person: dict[str, str]
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def get(self, path: str, **more: Any) -> Any:
        answer = self.http.get(f"{self.house.next_address()}/api/v1{path}", **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object = None, *, expect: int = 200, **more: Any) -> Any:
        more = more or {"json": {} if body is None else body}
        answer = self.http.post(f"{self.house.next_address()}/api/v1{path}", **more)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def texts(self) -> list[str]:
        told = self.http.get(f"{self.house.outside}/sms", params={"phone": self.person["phone"]}).json()["items"]
        return [one["text"] for one in told]

    def sign_in(self) -> "Someone":
        """Signed in and verified."""
        phone = self.person["phone"]
        self.post("/sessions/sms/codes", {"phone": phone}, expect=202)
        code = until(lambda: next((text for text in self.texts() if CODE.search(text)), None))
        told = self.post("/sessions/sms", {"phone": phone, "code": CODE.findall(code)[0]}, expect=201)
        self.http.headers["Authorization"] = f"Bearer {told['token']}"
        about = {"name": self.person["name"], "id_number": self.person["id_number"], "method": "three_elements"}
        assert self.post("/me/verification", about) == {"assurance": 3}
        return self

    def hand_in(self, scene: str, uploads: tuple[str, ...] = (), promises: tuple[str, ...] = (), **answers: Any) -> Any:
        """A whole sheet, from the first answer to submission."""
        sheet = self.post("/applications", {"scene": scene, "answers": answers}, expect=201)
        for target in uploads:
            files = {"file": ("x.jpg", picture(), "image/jpeg")}
            path = f"/applications/{sheet['id']}/uploads"
            self.post(path, expect=201, files=files, data={"target": target})
        sheet = self.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]})
        consents = [one["id"] for one in sheet["consents"]]
        body = {"version": sheet["version"], "consents": consents, "promises": list(promises)}
        return self.post(f"/applications/{sheet['id']}/submit", body)

    def waits_for(self, application: str, *states: str) -> Any:
        """The application as it is when it has come to one of these states."""

        seen: Any = None

        def look() -> Any:
            nonlocal seen
            seen = self.get(f"/applications/{application}")
            return seen if seen["state"] in states else None

        try:
            return until(look)
        except pytest.fail.Exception:
            stand = {case["item"]: (case["state"], case["result"]) for case in seen["cases"]}
            pytest.fail(f"{seen['state']} and not {' or '.join(states)}: {stand}")
