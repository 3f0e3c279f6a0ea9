"""The same person by the API alone: gets ready what a test of the screens begins with, without walking there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from core.json import Json
from tests.h5.walking import codes, newest_code
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.files import photo

CHANNELS = {"weapp": ("wechat", "wechat_mini"), "alipay": ("alipay", "alipay_mini")}


@dataclass(frozen=True)
class Caller:
    """Signed in as the phone will be: by the same person's code of the same platform."""

    http: httpx.Client

    def post(self, path: str, body: Mapping[str, Json] | None = None) -> dict[str, Any]:
        answer = self.http.post(path, json=body or {}, headers={"Idempotency-Key": uuid4().hex})
        assert answer.status_code < 300, f"{path}: {answer.text}"
        told: dict[str, Any] = answer.json()
        return told

    def get(self, path: str) -> dict[str, Any]:
        answer = self.http.get(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        told: dict[str, Any] = answer.json()
        return told

    def begins(self, scene: str, answers: Mapping[str, Json]) -> dict[str, Any]:
        """A draft with these answers."""
        return self.post("/applications", {"scene": scene, "answers": dict(answers)})

    def gives(self, application: str, target: str) -> None:
        """A photo for a paper or a question."""
        taken = photo()
        answer = self.http.post(
            f"/applications/{application}/uploads",
            files={"file": (taken.name, taken.data, "image/jpeg")},
            data={"target": target, "name": taken.name},
            headers={"Idempotency-Key": uuid4().hex},
        )
        assert answer.status_code == 201, answer.text

    def sends(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """All consents given, nothing promised."""
        consents = [one["id"] for one in draft["consents"]]
        version = self.get(f"/applications/{draft['id']}")["version"]
        return self.post(f"/applications/{draft['id']}/submit", {"version": version, "consents": consents})

    def submitted(self, scene: str, answers: Mapping[str, Json], papers: tuple[str, ...] = ()) -> str:
        """The id of a sheet that is with the office."""
        draft = self.begins(scene, answers)
        for paper in papers:
            self.gives(draft["id"], paper)
        self.sends(draft)
        return str(draft["id"])


def called_by(citizen: Citizen) -> Caller:
    """Signed in, phone bound, name and number agreed to."""
    wire, channel = CHANNELS[citizen.platform]
    house = citizen.house.address
    code = httpx.post(f"{house}/sandbox/{wire}/codes", json={"person": citizen.person}).json()["code"]
    caller = Caller(httpx.Client(base_url=f"{house}/api/v1", headers={"Accept-Language": "zh-CN"}, timeout=20))
    token = caller.post(f"/sessions/{channel}", {"code": code})["token"]
    caller.http.headers["Authorization"] = f"Bearer {token}"
    me = caller.get("/me")
    if me["phone"] is None:
        before = len(codes(house, citizen.number))
        caller.post("/sessions/sms/codes", {"phone": citizen.number})
        caller.post("/me/phone", {"phone": citizen.number, "code": newest_code(house, citizen.number, after=before)})
    if me["assurance"] < 3:
        who: dict[str, Json] = {"name": citizen.name, "id_number": citizen.id_number, "method": "three_elements"}
        caller.post("/me/verification", who)
    return caller
