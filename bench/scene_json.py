"""The scene JSON through everything a request passes, beside a bare ASGI app that answers with the same bytes."""

import shutil
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from bench.table import Line
from tests.services.house import running_house
from tests.services.process import LOOPBACK, answers_on, free_port, running

PATH = "/api/v1/scenes/senior-card"
SECONDS, CONNECTIONS = 4, 32
BARE = """
import sys, uvicorn
body = open(sys.argv[1], "rb").read()
head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", access_log=False, lifespan="off")
"""


def measure() -> list[Line]:
    bars = (">=30 % of bare", ">=50 % of bare")
    if shutil.which("wrk") is None:
        return [Line("scene JSON", "not measured: wrk is missing (apt install wrk)", "", bars[0])]
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zb-bench-")))
        house = stack.enter_context(running_house(data=place / "data", env={"ZB_LOG_LEVEL": "error"}))
        with urllib.request.urlopen(house.address + PATH) as answer:
            body, etag = answer.read(), answer.headers["ETag"]
        (place / "body").write_bytes(body)
        port = free_port()
        command = [sys.executable, "-c", BARE, str(place / "body"), str(port)]
        stack.enter_context(running(command, ready=lambda: answers_on(port), log=place / "bare.log"))
        bare = _per_second(f"http://{LOOPBACK}:{port}/")
        whole = _per_second(house.address + PATH)
        cached = _per_second(house.address + PATH, f"If-None-Match: {etag}")
    limit = f"bare ASGI, {len(body)} bytes: {bare:.0f}/s"
    rows = (("scene JSON, all middleware", whole), ("scene JSON, the face has it already (304)", cached))
    return [
        Line(name, f"{found:.0f}/s, {found / bare:.0%} of bare", limit, bar)
        for (name, found), bar in zip(rows, bars, strict=True)
    ]


def _per_second(address: str, header: str = "X-Bench: 1") -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", header, address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return next(float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("Requests/sec"))
