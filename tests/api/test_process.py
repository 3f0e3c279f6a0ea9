"""The house as processes: production-like, shutting down, refusing bad settings, and silent about people."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from core.db import migrate
from tests.api.conftest import Caller, picture, until
from tests.services.house import ROOT, House, running_house
from tests.services.postgres import beside, sql
from tests.services.process import free_port, running


@pytest.fixture
def apart(postgres_server: str, redis_url: str, tmp_path: Path) -> Iterator[House]:
    """One serving process and two workers, on PostgreSQL and Redis."""
    sql(postgres_server, "CREATE DATABASE apart")
    port = free_port()
    env = {"ZB_DATABASE": beside(postgres_server, "apart"), "ZB_REDIS": redis_url, "ZB_WORKER": "separate"}
    data = tmp_path / "data"
    with contextlib.ExitStack() as stack:
        house = stack.enter_context(running_house(data=data, port=port, env=env))
        for number in range(2):
            command = [sys.executable, "-m", "api.cli", "worker", "--data", str(data)]
            more = {"PYTHONPATH": str(ROOT), "ZB_PORT": str(port), **env}
            log = tmp_path / f"worker-{number}.log"
            stack.enter_context(running(command, ready=lambda log=log: "works" in log.read_text(), log=log, env=more))
        yield house
    sql(postgres_server, "DROP DATABASE apart WITH (FORCE)")


def caller_of(house: House, person_id: str) -> Caller:
    people = httpx.get(f"{house.address}/sandbox/people").json()["items"]
    told = next(one for one in people if one["id"] == person_id)
    caller = Caller(httpx.Client(base_url=house.address, timeout=40), told)
    caller.sign_in()
    caller.verify()
    return caller


def get_a_card(caller: Caller) -> str:
    sheet = caller.begin(pickup="electronic")
    caller.upload(sheet["id"], picture())
    sheet = caller.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    handed_in = caller.submit(sheet, **{"Idempotency-Key": "card"})
    assert handed_in.status_code == 200, handed_in.text
    until(lambda: caller.get("/licences").json()["items"] or None)
    return str(sheet["id"])


def test_with_workers_apart_progress_reaches_the_watcher_through_redis(apart: House) -> None:
    he = caller_of(apart, "zhang-guolin")
    sheet = he.begin(pickup="electronic")
    he.upload(sheet["id"], picture())
    sheet = he.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    kinds: list[str] = []

    def watch() -> None:
        headers = {"Accept": "text/event-stream"}
        with he.http.stream("GET", f"/api/v1/applications/{sheet['id']}/events", headers=headers) as told:
            for line in told.iter_lines():
                kinds.append(line)
                if "case_closed" in line:
                    return

    watching = threading.Thread(target=watch)
    watching.start()
    assert he.submit(sheet).status_code == 200
    watching.join(20)
    assert any("licence_issued" in line for line in kinds)
    until(lambda: he.get("/letters").json()["unread"] or None)


def test_a_house_that_is_told_to_stop_lets_its_watchers_go_and_ends_soon(tmp_path: Path) -> None:
    with running_house(data=tmp_path / "data") as house:
        he = caller_of(house, "zhang-guolin")
        application = he.begin()["id"]
        ended = threading.Event()

        def watch() -> None:
            with contextlib.suppress(httpx.HTTPError):
                headers = {"Accept": "text/event-stream"}
                with he.http.stream("GET", f"/api/v1/applications/{application}/events", headers=headers) as told:
                    for _ in told.iter_lines():
                        pass
            ended.set()

        threading.Thread(target=watch, daemon=True).start()
        until(lambda: "zb_live_watchers 1.0" in he.http.get("/metrics").text or None)
        os.kill(house.pid, signal.SIGTERM)
        assert ended.wait(9)
        with contextlib.suppress(httpx.HTTPError):
            until(lambda: he.http.get("/healthz") and None)
        assert "timeout graceful shutdown exceeded" not in house.log.read_text()


def test_a_second_start_finds_everything_and_the_log_names_nobody(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_house(data=data) as house:
        he = caller_of(house, "zhang-guolin")
        application = get_a_card(he)
        he.get("/nothing-" + he.person["phone"])
        he.http.get(f"/api/v1/scenes?q={he.person['name']}")
        he.post("/track", {"query_code": he.person["id_number"], "phone_tail": he.person["phone"]})
        he.http.post("/sandbox/sms", json={"from": he.person["phone"], "text": "查询 张国林"})
        token = he.http.headers["Authorization"]
    with running_house(data=data) as house:
        again = httpx.get(f"{house.address}/api/v1/applications/{application}", headers={"Authorization": token})
        assert again.json()["state"] == "done"
    for log in tmp_path.glob("*.log"):
        lines = [line for line in log.read_text().splitlines() if line.startswith("{")]
        assert len(lines) > 5
        for secret in (he.person["name"], he.person["id_number"], he.person["phone"], token.removeprefix("Bearer ")):
            assert not [line for line in lines if secret in line]


def test_the_database_holds_no_name_number_or_phone_in_clear(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_house(data=data) as house:
        he = caller_of(house, "zhang-guolin")
        get_a_card(he)
    kept = b"".join(path.read_bytes() for path in data.glob("zhangban.sqlite3*"))
    assert len(kept) > 100_000
    for secret in (he.person["name"], he.person["id_number"], he.person["phone"]):
        assert secret.encode() not in kept


def test_without_redis_the_house_goes_on_and_its_limits_hold(tmp_path: Path) -> None:
    with running_house(data=tmp_path / "data", env={"ZB_REDIS": "redis://127.0.0.1:1"}) as house:
        ready = httpx.get(f"{house.address}/readyz").json()
        assert (ready["status"], ready["redis"]) == ("ready", False)
        he = caller_of(house, "zhang-guolin")
        assert get_a_card(he)
        again = he.post("/sessions/sms/codes", {"phone": he.person["phone"]})
        assert again.status_code == 429
        wrong = {"query_code": "AAAA2222", "phone_tail": "0000"}
        assert [he.post("/track", wrong).status_code for _ in range(6)] == [404] * 5 + [429]


def command(*arguments: str, told: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        input=told,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_production_with_nothing_set_says_everything_at_once_and_does_not_open(tmp_path: Path) -> None:
    ended = command("run", "--data", str(tmp_path), ZB_MODE="production")
    assert ended.returncode == 2
    for name in ("ZB_KEYS", "ZB_INDEX_KEYS", "ZB_DATABASE", "ZB_REDIS", "ZB_ADDRESS", "ZB_CALLBACK_SECRET"):
        assert name in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_setting_of_the_wrong_kind_is_a_sentence(tmp_path: Path) -> None:
    ended = command("run", "--port", "99999", "--data", str(tmp_path))
    assert ended.returncode == 2
    assert "ZB_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_operators_commands_work_on_a_fresh_folder(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    for name in ("migrate", "migrate", "seed", "audit-verify", "scenes-check", "outbox-dead"):
        ended = command(name, "--data", data)
        assert ended.returncode == 0, (name, ended.stdout, ended.stderr[-2000:])
        assert ended.stdout.strip()


def test_a_dead_row_is_tried_again_when_the_operator_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert command("migrate", "--data", str(data)).returncode == 0
    with sqlite3.connect(data / "zhangban.sqlite3") as books:
        books.execute(
            "INSERT INTO outbox (id, event_id, consumer, key, seq, topic, payload, state, attempts, available_at,"
            " last_error, created_at) VALUES ('R1', 'E1', 'letters', 'A1', 1, 'case_closed', '{}', 2, 14, 0, 'Dead', 0)"
        )
    listed = command("outbox-dead", "--data", str(data))
    assert "R1" in listed.stdout
    assert "case_closed" in listed.stdout
    assert command("outbox-revive", "R1", "--data", str(data)).returncode == 0
    assert command("outbox-revive", "R1", "--data", str(data)).returncode == 1
    with sqlite3.connect(data / "zhangban.sqlite3") as books:
        assert books.execute("SELECT state, attempts FROM outbox").fetchall() == [(0, 0)]


def test_staff_begin_and_leave_by_the_command_line_and_no_password_is_an_argument(tmp_path: Path) -> None:
    data, about = str(tmp_path / "data"), ("--department", "civil-affairs", "--roles", "officer,finance")
    assert command("migrate", "--data", data).returncode == 0
    assert "12 signs" in command("staff-add", "wang", *about, "--data", data, told="short\n").stdout
    added = command("staff-add", "wang", *about, "--data", data, told="long enough to keep\n")
    assert added.returncode == 0, added.stdout + added.stderr
    assert "otpauth://totp/" in added.stdout
    assert "long enough" not in added.stdout + added.stderr
    assert command("staff-add", "wang", *about, "--data", data, told="another long one\n").returncode == 1
    wrong = command("staff-add", "li", "--department", "x", "--roles", "king", "--data", data, told="long enough 12\n")
    assert ("department_unknown" in wrong.stdout, "role_unknown" in wrong.stdout) == (True, True)
    assert "civil-affairs  wang" in command("staff-list", "--data", data).stdout
    assert command("staff-leave", "wang", "--data", data).returncode == 0
    assert command("staff-leave", "wang", "--data", data).returncode == 1
    assert "(left)" in command("staff-list", "--data", data).stdout


def test_a_broken_city_stops_the_start_with_file_and_line(tmp_path: Path) -> None:
    city = tmp_path / "city"
    subprocess.run(["cp", "-r", str(ROOT / "city"), str(city)], check=True)
    scene = city / "scenes" / "senior-card.yaml"
    scene.write_text(scene.read_text().replace("slug: senior-card", "slug: senior-card\ncolour: red", 1))
    for name in ("scenes-check", "run"):
        ended = command(name, "--city", str(city), "--data", str(tmp_path / "data"), ZB_PORT=str(free_port()))
        assert ended.returncode == 1
        said = [line for line in (ended.stdout + ended.stderr).splitlines() if "colour" in line]
        assert [line.split(" (known")[0] for line in said] == [
            "city/scenes/senior-card.yaml:3: `colour` is not known here"
        ]
        assert "Traceback" not in ended.stderr


async def test_the_newest_schema_is_found_on_postgresql_too(postgres_server: str) -> None:
    sql(postgres_server, "CREATE DATABASE migrated_twice")
    url = beside(postgres_server, "migrated_twice")
    await migrate(url)
    await migrate(url)
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT count(*) FROM applications") == 0
    await connection.close()
