"""Redis is a convenience: closed from the start or killed midway, the house goes on and its limits hold."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Caller, picture, until
from tests.conftest import or_missing
from tests.services.house import running_house
from tests.services.process import LOOPBACK, free_port
from tests.services.redis import redis


@pytest.fixture(params=["closed from the start", "killed midway"])
def bereft(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[httpx.Client]:
    """A house whose Redis is not there: its tracking limit was used once while it still was."""
    with ExitStack() as server, ExitStack() as house:
        address = f"redis://{LOOPBACK}:{free_port()}/0"
        if request.param == "killed midway":
            with or_missing():
                address = server.enter_context(redis())
        served = house.enter_context(running_house(data=tmp_path / "data", env={"ZB_REDIS": address}))
        http = house.enter_context(httpx.Client(base_url=served.address, timeout=20))
        track(http)
        server.close()
        yield http
        assert "Traceback" not in served.told()
        assert '"event":"fault"' not in served.told()


def track(http: httpx.Client) -> int:
    return http.post("/api/v1/track", json={"query_code": "AAAA2222", "phone_tail": "0000"}).status_code


def test_without_redis_a_card_is_issued_and_the_limits_hold(bereft: httpx.Client) -> None:
    person = bereft.get("/sandbox/people").json()["items"][0]
    caller = Caller(bereft, person)
    caller.sign_in()
    for _ in range(2):
        assert caller.post("/sessions/sms/codes", {"phone": person["phone"]}).status_code == 429
    caller.verify()
    sheet = caller.begin(pickup="electronic")
    assert caller.upload(sheet["id"], picture()).status_code == 201
    sheet = caller.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    assert caller.submit(sheet).status_code == 200
    seen = caller.get(f"/applications/{sheet['id']}/events?after=1&wait=5")
    assert seen.status_code == 200
    assert until(lambda: caller.get("/licences").json()["items"] or None)
    tries = [track(bereft) for _ in range(7)]
    assert tries[-1] == 429
    assert tries.count(404) <= 5
    assert bereft.get("/healthz").status_code == 200
