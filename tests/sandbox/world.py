"""A pretend city on a real loopback socket to push to, and calls signed as a vendor's client signs them."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

import sandbox
from sandbox.demo import ACCESS_KEY_SECRET, OPERATOR_SECRET, SHARE_SECRET

QUICK = sandbox.Pace(report_after=0.01, slow=0.3, late=0.3, timeout=0.3, answer_within=2, retries=(0.02,) * 5)
ORIGIN = "http://city.test"
NOWHERE = "http://127.0.0.1:9"  # nobody listens there


@dataclass
class Hand:
    """A clock one can push ahead."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class City:
    """What was pushed to it; `answers` are given in turn, then always the right one."""

    address: str = ""
    pushed: list[tuple[str, str]] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    async def hear(self, request: Request) -> Response:
        self.pushed.append((request.url.path, (await request.body()).decode()))
        return self.answers.pop(0) if self.answers else JSONResponse({"code": 0, "msg": "OK"})

    def heard(self, last: str) -> list[dict[str, object]]:
        """Every entry pushed to the secret path that ends in `last`."""
        path = f"/callbacks/sms/aliyun/{sandbox.CALLBACK_SECRET}/{last}"
        return [entry for where, body in self.pushed if where == path for entry in _entries(body)]


def _entries(body: str) -> list[dict[str, object]]:
    try:
        return list(json.loads(body))
    except ValueError:
        return []


class Quiet(uvicorn.Server):
    """Leaves the signals to pytest."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def pretend_city() -> AsyncIterator[City]:
    city = City()
    app = Starlette(routes=[Route("/{rest:path}", city.hear, methods=["POST"])])
    server = Quiet(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    city.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield city
    finally:
        server.should_exit = True
        await serving


async def until(true: Callable[[], object], within: float = 5) -> None:
    """Wait for something that other tasks bring about."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what is waited for happens in another process or task that tells nobody
            await asyncio.sleep(0.005)


@dataclass
class Caller:
    """Talks to one sandbox, mounted at /sandbox as the house mounts it."""

    sandbox: sandbox.Sandbox
    now: Hand
    http: httpx.AsyncClient

    async def aliyun(self, action: str, changed: dict[str, str] | None = None, /, **asked: str) -> httpx.Response:
        """A signed call; `changed` replaces headers after signing."""
        url = "/sandbox/wire/aliyun-sms/?" + urlencode(asked, quote_via=quote)
        headers = aliyun_headers(self.now(), action, asked)
        return await self.http.post(url, headers={**headers, **(changed or {})})

    async def template(self, content: str, name: str = "T", kind: str = "1") -> str:
        answer = await self.aliyun("CreateSmsTemplate", TemplateName=name, TemplateContent=content, TemplateType=kind)
        return str(answer.json()["TemplateCode"])

    async def send(self, to: str, content: str = "您好 ${name}", out_id: str = "", **values: str) -> httpx.Response:
        code = await self.template(content)
        asked = {"PhoneNumbers": to, "SignName": sandbox.SIGN_NAME, "TemplateCode": code, "OutId": out_id}
        return await self.aliyun("SendSms", **asked, TemplateParam=json.dumps(values or {"name": "甲"}))

    async def share(self, path: str, asked: object, secret: str = SHARE_SECRET, **changed: str) -> httpx.Response:
        body = json.dumps(asked).encode()
        sent = {"app": sandbox.SHARE_APP, "time": str(int(self.now() * 1000)), "nonce": secrets.token_hex(8), **changed}
        lines = "\n".join([sent["app"], sent["time"], sent["nonce"], hashlib.sha256(body).hexdigest()])
        sent["sign"] = changed.get("sign") or hmac.new(secret.encode(), lines.encode(), hashlib.sha256).hexdigest()
        headers = {f"X-Share-{name.title()}": value for name, value in sent.items()}
        return await self.http.post(f"/sandbox/wire/{path}", content=body, headers=headers)

    async def query(self, register: str, person: dict[str, str], *fields: str) -> httpx.Response:
        subject = {"name": person["name"], "id_number": person["id_number"]}
        asked = {"request_id": "r1", "purpose": "senior-card", "subject": subject, "fields": list(fields)}
        return await self.share(f"share/{register}/v1/query", asked)

    async def elements(self, name: str, id_number: str, phone: str) -> str:
        asked = {"name": name, "id_number": id_number, "phone": phone}
        answer = await self.share("operator/v1/three-elements", asked, OPERATOR_SECRET)
        return str(answer.json()["data"]["result"])

    async def people(self) -> dict[str, dict[str, str]]:
        return {one["id"]: one for one in (await self.http.get("/sandbox/people")).json()["items"]}

    async def inbox(self, phone: str) -> list[str]:
        items = (await self.http.get("/sandbox/sms", params={"phone": phone})).json()["items"]
        return [item["text"] for item in items]

    async def fault(self, target: str, kind: str, times: int = 1, code: str = "") -> httpx.Response:
        return await self.http.post(
            "/sandbox/faults", json={"target": target, "kind": kind, "times": times, "code": code}
        )


def aliyun_headers(now: float, action: str, asked: dict[str, str]) -> dict[str, str]:
    headers = {
        "host": "city.test",
        "x-acs-action": action,
        "x-acs-version": "2017-05-25",
        "x-acs-date": datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": secrets.token_hex(16),
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
    }
    query = "&".join(f"{k}={quote(v, safe='-_.~')}" for k, v in sorted(asked.items()))
    lines = ["POST", "/", query, "".join(f"{k}:{v}\n" for k, v in sorted(headers.items())), ";".join(sorted(headers))]
    digest = hashlib.sha256("\n".join([*lines, headers["x-acs-content-sha256"]]).encode()).hexdigest()
    sign = hmac.new(ACCESS_KEY_SECRET.encode(), f"ACS3-HMAC-SHA256\n{digest}".encode(), hashlib.sha256).hexdigest()
    signed = f"Credential={sandbox.ACCESS_KEY_ID},SignedHeaders={lines[4]},Signature={sign}"
    return {**headers, "authorization": f"ACS3-HMAC-SHA256 {signed}"}


@contextlib.asynccontextmanager
async def caller(address: str, path: Path, now: Hand, *, limits: bool = False) -> AsyncIterator[Caller]:
    """A sandbox over `path`, started, and stopped afterwards."""
    made = sandbox.create(address, now, path, pace=QUICK, limits=limits)
    await made.start()
    app = Starlette(routes=[Mount("/sandbox", made)])
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as http:
            yield Caller(made, now, http)
    finally:
        await made.stop()
