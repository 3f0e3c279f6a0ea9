"""An officer whose every call meets another API process than the one before."""

from dataclasses import dataclass, field
from time import time
from typing import Any

import httpx

from core.staff.totp import STEP_S, code_at
from tests.api.conftest import until
from tests.production.rehearsal import PASSWORD, Rehearsal


@dataclass
class Officer:
    """Somebody at a desk. Paths are below `/api/v1/desk`."""

    house: Rehearsal
    name: str
    department: str
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def sign_in(self) -> "Officer":
        """Enrolled by the operator, signed in by password and authenticator."""
        secret = self.house.enrol(self.name, self.department, "clerk,officer")
        told = {"name": self.name, "password": PASSWORD, "totp": code_at(secret, int(time()) // STEP_S)}
        answer = self.http.post(f"{self.house.next_address()}/api/v1/desk/sessions", json=told)
        assert answer.status_code == 201, answer.text
        self.http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return self

    def get(self, path: str) -> Any:
        answer = self.http.get(f"{self.house.next_address()}/api/v1/desk{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object) -> Any:
        answer = self.http.post(f"{self.house.next_address()}/api/v1/desk{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def waiting(self, case_id: str) -> Any:
        """That case in the queue, as soon as it is there."""

        def look() -> Any:
            found = self.get("/cases?limit=100")["items"]
            return next((case for case in found if case["id"] == case_id), None)

        return until(look)

    def make(self, case_id: str, *moves: str) -> Any:
        """One move after the other, each on the case as it is by then."""
        made: Any = None
        for move in moves:
            version = self.get(f"/cases/{case_id}")["version"]
            made = self.post(f"/cases/{case_id}/moves", {"move": move, "opinion": "材料齐全", "version": version})
        return made

    def finish(self, case_id: str) -> None:
        """On as far as it goes, with the first of these that may be made now."""
        while case := self.get(f"/cases/{case_id}"):
            may = {one["move"] for one in case["moves"] if one["refusal"] is None}
            move = next((one for one in ("accept", "approve", "deliver", "close") if one in may), None)
            if move is None:
                return
            self.make(case_id, move)
