"""Callers as mini-programs are: no cookie, no Origin, a platform's Referer, errors in the body, files one by one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.api.conftest import Caller, picture, until
from tests.payments.test_story import at_desk, moved
from tests.services.house import House, running_house
from tests.services.privacy import personal

AS_WECHAT = {
    "Referer": "https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html",
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 MiniProgramEnv/android",
    "Content-Type": "application/json",
}
AS_ALIPAY = {
    "Referer": "https://2021000000000000.hybrid.alipay-eco.com/",
    "User-Agent": "Mozilla/5.0 (iPhone) AlipayClient/10.6 MiniProgram",
    "Content-Type": "application/json;charset=UTF-8",
    "X-Status-In-Body": "1",
}
FACES = {"wechat_mini": ("wechat", AS_WECHAT), "alipay_mini": ("alipay", AS_ALIPAY)}


@dataclass
class Answered:
    status: int
    headers: dict[str, str]
    body: Any


@dataclass
class Phone:
    """Somebody with this platform's app in their hand. Bodies travel as the platform sends them, raw."""

    http: httpx.Client
    channel: str
    person: dict[str, str]

    @property
    def platform(self) -> str:
        return FACES[self.channel][0]

    def code(self, kind: str = "codes") -> str:
        told = self.http.post(f"/sandbox/{self.platform}/{kind}", json={"person": self.person["id"]})
        return str(told.json()["code"])

    def ask(self, method: str, path: str, body: str = "{}", **headers: str) -> Answered:
        sent = {**FACES[self.channel][1], **headers}
        content = None if method == "GET" else body.encode()
        answer = self.http.request(method, f"/api/v1{path}", content=content, headers=sent)
        return self._read(answer)

    def _read(self, answer: httpx.Response) -> Answered:
        assert "set-cookie" not in answer.headers
        if "X-Status-In-Body" not in FACES[self.channel][1]:
            return Answered(answer.status_code, dict(answer.headers), answer.json())
        assert answer.status_code == 200
        told = answer.json()
        return Answered(told["status"], told["headers"], told["body"])

    def give(self, path: str, content: bytes, **fields: str) -> Answered:
        """As `uploadFile` does: one file in `file`, texts beside it."""
        headers = {name: value for name, value in FACES[self.channel][1].items() if name != "Content-Type"}
        files = {"file": ("tmp_wx7f3a.jpg", content, "image/jpeg")}
        return self._read(self.http.post(f"/api/v1{path}", files=files, data=fields, headers=headers))

    def post(self, path: str, body: object = None, **headers: str) -> Answered:
        return self.ask("POST", path, json.dumps({} if body is None else body, ensure_ascii=False), **headers)

    def get(self, path: str) -> Answered:
        return self.ask("GET", path)

    def sign_in(self) -> "Phone":
        told = self.post(f"/sessions/{self.channel}", {"code": self.code()})
        assert told.status == 201, told
        self.http.headers["Authorization"] = f"Bearer {told.body['token']}"
        return self

    def bind(self) -> Answered:
        """By the platform's button where it has one, else by a code sent as a text."""
        if self.channel == "wechat_mini":
            return self.post("/me/phone", {"channel": self.channel, "code": self.code("phone_codes")})
        return self.post("/me/phone", {"phone": self.person["phone"], "code": self.text_code()})

    def text_code(self) -> str:
        assert self.post("/sessions/sms/codes", {"phone": self.person["phone"]}).status == 202
        items = until(
            lambda: self.http.get("/sandbox/sms", params={"phone": self.person["phone"]}).json()["items"] or None
        )
        found = re.search(r"\d{6}", items[0]["text"])
        assert found is not None
        return found[0]

    def verify(self, **other: str) -> Answered:
        told = {"name": self.person["name"], "id_number": self.person["id_number"], "method": "three_elements"}
        return self.post("/me/verification", {**told, **other})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(data=tmp_path_factory.mktemp("town") / "data") as house:
        yield house
        names = [person["name"] for person in house.people()]
    told = list(personal(house.told(), names))
    assert not told, "the house printed what belongs to a person:\n" + "\n".join(told)
    assert "Traceback" not in house.told()
    assert '"event":"fault"' not in house.told()


@pytest.fixture(scope="module")
def phones(town: House) -> Iterator[Callable[..., Phone]]:
    people = {one["id"]: one for one in town.people()}
    clients: list[httpx.Client] = []

    def phone(person: str, channel: str = "wechat_mini") -> Phone:
        clients.append(httpx.Client(base_url=town.address, timeout=40))
        return Phone(clients[-1], channel, people[person])

    yield phone
    for client in clients:
        client.close()


Phones = Callable[..., Phone]


@pytest.fixture(scope="module")
def desk(town: House) -> Iterator[httpx.Client]:
    with at_desk(town, "gongan-dudao") as http:
        yield http


@pytest.mark.parametrize("channel", FACES)
def test_opening_the_app_is_signing_in_and_nothing_else_is_known(phones: Phones, channel: str) -> None:
    phone = phones("zhang-guolin", channel)
    told = phone.post(f"/sessions/{channel}", {"code": phone.code()})
    assert told.status == 201
    assert set(told.body) == {"token", "expires_at", "citizen"}
    me = told.body["citizen"]
    assert (me["name"], me["phone"], me["assurance"]) == (None, None, 0)
    assert [one["channel"] for one in me["accounts"]] == [phone.platform]
    assert "session_key" not in str(told.body)
    again = phones("zhang-guolin", channel).sign_in().get("/me")
    assert again.body["id"] == me["id"]
    other = phones("li-xiulan", channel).sign_in()
    assert other.get("/me").body["id"] != me["id"]
    devices = other.get("/sessions").body["items"]
    assert [(one["channel"], one["current"]) for one in devices] == [(channel, True)]


@pytest.mark.parametrize("channel", FACES)
def test_a_used_a_wrong_and_a_missing_code_are_told_readably(phones: Phones, channel: str) -> None:
    phone = phones("zhang-guolin", channel)
    used = phone.code()
    assert phone.post(f"/sessions/{channel}", {"code": used}).status == 201
    for code in (used, "x", "0" * 32, "码" * 100, "\\u0000", "a" * 512, "' or 1=1 --"):
        told = phone.post(f"/sessions/{channel}", {"code": code})
        assert (told.status, told.body["errors"][0]["code"]) == (422, "platform_code_over"), code
        assert told.body["errors"][0]["message"]
    for body in ('{"code":"a\\u0000b"}', '{"code":"\\ud83d\\ude00"}'):
        assert phone.ask("POST", f"/sessions/{channel}", body).status == 422
    for wrong in ({}, {"code": ""}, {"code": " "}, {"code": "a" * 513}, {"code": "a", "x": "y"}, {"phone": "1"}):
        assert phone.post(f"/sessions/{channel}", wrong).status == 422
    for body in ("", "[]", "null", "{", '{"code": 7}', '{"code": ["a"]}', '{"code": {"$ne": 1}}'):
        assert phone.ask("POST", f"/sessions/{channel}", body).status in (400, 422)


@pytest.mark.parametrize("channel", FACES)
def test_a_platform_in_trouble_is_told_as_try_again_and_with_when(phones: Phones, channel: str) -> None:
    phone = phones("zhang-guolin", channel)
    target = {"wechat_mini": "wechat_login", "alipay_mini": "alipay"}[channel]
    for kind in ("error", "garbled", "forged"):
        assert phone.http.post("/sandbox/faults", json={"target": target, "kind": kind, "times": 1}).status_code == 201
        told = phone.post(f"/sessions/{channel}", {"code": phone.code()})
        assert told.status == 503, kind
        assert int(told.headers["retry-after"]) > 0
        assert told.body["detail"]
    assert phone.post(f"/sessions/{channel}", {"code": phone.code()}).status == 201


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8"]
)
def test_a_body_is_read_whatever_its_sender_says_of_its_letters(phones: Phones, kind: str) -> None:
    phone = phones("zhang-guolin").sign_in()
    told = phone.post("/scenes/senior-card/check", {"answers": {"household": "here"}}, **{"Content-Type": kind})
    assert told.status == 200, told


@pytest.mark.parametrize(("person", "channel"), [("deng-kai", "wechat_mini"), ("luo-ping", "alipay_mini")])
def test_who_came_by_a_platform_binds_a_phone_proves_who_they_are_and_signs_in_elsewhere(
    phones: Phones, town: House, person: str, channel: str
) -> None:
    phone = phones(person, channel).sign_in()
    early = phone.verify()
    assert (early.status, early.body["code"], early.body["how"]) == (409, "phone_needed", ["bind_phone"])
    assert early.body["title"]
    bound = phone.bind()
    assert bound.status == 200, bound
    assert bound.body["phone"] == f"{phone.person['phone'][:3]}****{phone.person['phone'][-4:]}"
    assert {one["channel"] for one in bound.body["accounts"]} == {"phone", phone.platform}
    assert bound.body["assurance"] == 1
    assert phone.verify().body == {"assurance": 3}
    if channel == "wechat_mini":  # the other one has had this minute's code
        with httpx.Client(base_url=town.address, timeout=40) as http:
            by_text = Caller(http, phone.person)
            by_text.sign_in()
            assert by_text.get("/me").json()["id"] == phone.get("/me").body["id"]


def test_where_a_platform_tells_no_phone_it_is_said(phones: Phones) -> None:
    phone = phones("feng-baoshan", "alipay_mini").sign_in()
    for channel in ("alipay_mini", "sms", "h5", "nobody", ""):
        told = phone.post("/me/phone", {"channel": channel, "code": "x"})
        assert told.status == 422
        assert told.body["errors"][0]["field"] == "channel"
    for wrong in ({}, {"code": "1"}, {"phone": "1"}, {"channel": "wechat_mini", "phone": "1", "code": "1"}):
        assert phone.post("/me/phone", wrong).status in (422, 429)


def test_a_phone_somebody_signs_in_by_is_not_taken_from_them(phones: Phones, town: House) -> None:
    first = phones("tang-yulan").sign_in()
    assert first.bind().status == 200
    second = phones("tang-yulan", "alipay_mini").sign_in()
    told = second.post("/me/phone", {"channel": "wechat_mini", "code": first.code("phone_codes")})
    assert (told.status, told.body["code"]) == (409, "phone_held")
    assert "sign_in_with_that_phone" in told.body["how"]
    assert "登录" in told.body["detail"]
    assert second.get("/me").body["phone"] is None
    assert first.get("/me").body["id"] != second.get("/me").body["id"]


def test_an_identity_that_is_proved_elsewhere_is_told_with_ways_out(phones: Phones) -> None:
    """Her father's phone is registered in her name, so the operator agrees; but she is somebody here already."""
    daughter = phones("xu-xiaotong").sign_in()
    assert daughter.bind().status == 200
    assert daughter.verify().body == {"assurance": 3}
    again = phones("xu-wenhua", "alipay_mini").sign_in()
    assert again.bind().status == 200
    told = again.verify(name=daughter.person["name"], id_number=daughter.person["id_number"])
    assert (told.status, told.body["code"]) == (409, "identity_held")
    assert told.body["how"]
    own = again.verify()
    assert own.status == 422  # his own name does not go with that phone
    assert own.body["errors"][0]["code"] == "identity_differs"


def test_the_same_binding_sent_again_is_answered_again_and_tries_are_few(phones: Phones) -> None:
    phone = phones("ma-yuzhen").sign_in()
    body = {"channel": "wechat_mini", "code": phone.code("phone_codes")}
    first = phone.post("/me/phone", body, **{"Idempotency-Key": "bind-1"})
    assert first.status == 200
    assert phone.post("/me/phone", body, **{"Idempotency-Key": "bind-1"}).body == first.body
    assert phone.post("/me/phone", body, **{"Idempotency-Key": "bind-2"}).status == 422
    tries = [phone.post("/me/phone", {"channel": "wechat_mini", "code": "x"}).status for _ in range(12)]
    assert tries[0] == 422
    assert tries[-1] == 429
    assert phone.get("/me").body["phone"] == "199****0017"


@pytest.mark.parametrize(("person", "channel"), [("lin-hao", "wechat_mini"), ("zhang-min", "alipay_mini")])
def test_a_card_is_asked_for_and_paid_from_a_mini_program(
    phones: Phones, desk: httpx.Client, person: str, channel: str
) -> None:
    phone = phones(person, channel).sign_in()
    assert phone.bind().status == 200
    assert phone.verify().body == {"assurance": 3}
    answers = {"reason": "expired", "support": "none", "window": "donghu", "pickup": "office"}
    begun = phone.post("/applications", {"scene": "id-card", "answers": answers}, **{"Idempotency-Key": "begin"})
    assert begun.status == 201, begun
    sheet = begun.body["id"]
    for todo in [one for one in begun.body["todo"] if one["kind"] == "material"]:
        given = phone.give(f"/applications/{sheet}/uploads", picture(), target=todo["id"])
        assert given.status == 201, given
    too_much = phone.give(f"/applications/{sheet}/uploads", b"GIF89a", target="old_card")
    assert (too_much.status, too_much.body["errors"][0]["code"]) == (422, "file_kind")
    told = phone.post(f"/applications/{sheet}/answers", {"answers": {}, "version": begun.body["version"]}).body
    consents = [one["id"] for one in told["consents"]]
    sent = phone.post(f"/applications/{sheet}/submit", {"version": told["version"], "consents": consents})
    assert sent.status == 200, sent
    moved(desk, sent.body["cases"][0]["id"], "accept")
    page = phone.get(f"/applications/{sheet}/events?after=0&wait=5")
    assert page.status == 200
    seen = page.body["items"][-1]["seq"]
    (order,) = phone.get(f"/applications/{sheet}").body["orders"]
    body = {"orders": [order["id"]], "provider": "sandbox", "till": "mini"}
    started = phone.post("/orders/pay", body).body
    client = started["client"]
    assert set(client) == {"timeStamp", "nonceStr", "package", "signType", "paySign", "tradeNO"}
    assert all(isinstance(value, str) and value for value in client.values())
    assert phone.post("/orders/pay", body).body == started
    name = client["tradeNO"] if phone.platform == "alipay" else client["package"].removeprefix("prepay_id=")
    paid = phone.http.post(f"/sandbox/pay/sandbox/{name}", json={"outcome": "paid"})
    assert paid.json()["state"] == "paid"
    assert phone.get(f"/payments/{started['payment']}").body["state"] == "paid"
    news = phone.get(f"/applications/{sheet}/events?after={seen}&wait=20")
    assert news.body["items"]


def test_another_device_of_the_same_person_goes_on_where_the_first_one_was(phones: Phones, town: House) -> None:
    phone = phones("he-jing").sign_in()
    assert phone.bind().status == 200
    begun = phone.post("/applications", {"scene": "senior-card", "answers": {}})
    with httpx.Client(base_url=town.address, timeout=40) as http:
        by_text = Caller(http, phone.person)
        by_text.sign_in()
        assert by_text.get(f"/applications/{begun.body['id']}").status_code == 200


def test_who_is_barred_by_the_platform_is_shown_another_way(phones: Phones) -> None:
    phone = phones("zhang-guolin")
    for code, status, said in (("40226", 403, "platform_bars_person"), ("45011", 429, "too_often")):
        order = {"target": "wechat_login", "kind": "error", "times": 1, "code": code}
        assert phone.http.post("/sandbox/faults", json=order).status_code == 201
        told = phone.post("/sessions/wechat_mini", {"code": "x"})
        assert (told.status, told.body["code"]) == (status, said)
        assert told.body["detail"]
