"""The other side of the counter in these tests: pretend colleagues who decide through the desk's API."""

import json
import time
import urllib.request
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from core.staff.totp import STEP_S, code_at
from tests.services.patience import PATIENCE_S


@dataclass(frozen=True)
class Officer:
    """Somebody signed in at the desk."""

    http: httpx.Client

    def finds(self, query_code: str, item: str = "") -> dict[str, Any]:
        """The case of this application (with `item` in its name) that lies on their desk, once it does."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:  # each look takes as long as an answer
            rows = self.http.get("/cases", params={"q": query_code}).json()["items"]
            for row in rows:
                if item in json.dumps(row, ensure_ascii=False):
                    return self.case(row["id"])
        raise AssertionError(f"nothing of {query_code} ({item}) came to this desk")

    def case(self, case_id: str) -> dict[str, Any]:
        answer = self.http.get(f"/cases/{case_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def does(self, case: dict[str, Any], move: str, **said: Any) -> None:
        body = {"move": move, "version": self.case(case["id"])["version"], **said}
        answer = self.http.post(f"/cases/{case['id']}/moves", json=body)
        assert answer.status_code == 200, answer.text

    def gives_back(self, fen: int) -> None:
        """The refund of this amount that waits for a second person is approved."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:  # each look takes as long as an answer
            waiting = self.http.get("/refunds").json()["items"]
            for one in waiting:
                if one["fen"] == fen:
                    answer = self.http.post(f"/refunds/{one['id']}/approve", json={})
                    assert answer.status_code == 200, answer.text
                    return
        raise AssertionError(f"no refund of {fen} fen waits here")


@cache  # a code signs in once in half a minute
def officer(address: str, name: str) -> Officer:
    """`name` of the pretend staff, signed in."""
    with urllib.request.urlopen(f"{address}/sandbox/staff", timeout=10) as answer:
        told = next(one for one in json.load(answer)["items"] if one["name"] == name)
    http = httpx.Client(base_url=f"{address}/api/v1/desk", headers={"Accept-Language": "zh-CN"}, timeout=20)
    code = code_at(told["totp_secret"], int(time.time()) // STEP_S)
    signed = http.post("/sessions", json={"name": name, "password": told["password"], "totp": code})
    assert signed.status_code == 201, signed.text
    http.headers["Authorization"] = f"Bearer {signed.json()['token']}"
    return Officer(http)
