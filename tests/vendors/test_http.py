"""The one client: what it refuses, what it makes of bad lines, and that it tells nobody anything personal."""

import asyncio
import logging

import pytest

from core import db
from core.refusals import Unavailable
from tests.vendors.pretend import wire
from vendors import http
from vendors.circuit import FAILURES_TO_REST, REST_MS, Fuse

PHONE = "19900990001"
HEAD = b"HTTP/1.1 200 OK\r\nconnection: close\r\n"


def call(url: str, *, line: str = "a_vendor", timeout: float = 1.0, limit: int = 100) -> http.Call:
    return http.Call(line, "test", "key-1", url, timeout, content=PHONE.encode(), limit=limit)


async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_a_call_inside_a_transaction_is_refused_before_anything_leaves(database: str) -> None:
    async with http.opened():

        async def write() -> None:
            await http.send(call("http://127.0.0.1:9/"))

        with pytest.raises(http.CalledInTransaction):
            await db.tx(write)


@pytest.mark.parametrize("missing", ["line", "purpose", "key"])
def test_a_call_without_a_line_a_purpose_or_a_key_cannot_be_made(missing: str) -> None:
    told = {"line": "a", "purpose": "b", "key": "c", missing: ""}
    with pytest.raises(ValueError, match="needs"):
        http.Call(**told, url="http://127.0.0.1/", timeout=1)


def test_a_call_without_a_time_out_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="time-out"):
        http.Call("a", "b", "c", "http://127.0.0.1/", 0)


async def test_an_answer_comes_back_whatever_its_status() -> None:
    async def says(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 418 Teapot\r\ncontent-length: 8\r\n\r\n{"a": 1}')

    async with wire(says) as address, http.opened():
        answer = await http.send(call(address))
    assert (answer.status, answer.json()) == (418, {"a": 1})


async def test_a_vendor_that_says_nothing_times_out() -> None:
    async with wire(silence) as address, http.opened():
        with pytest.raises(Unavailable) as refused:
            await http.send(call(address, timeout=0.05))
    assert refused.value.code == "vendor_timed_out"


async def test_a_vendor_that_drips_its_answer_times_out_as_a_whole() -> None:
    async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"content-length: 100\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with wire(drips) as address, http.opened():
        with pytest.raises(Unavailable) as refused:
            await http.send(call(address, timeout=0.2))
    assert refused.value.code == "vendor_timed_out"


async def test_an_answer_that_is_too_long_is_cut_off() -> None:
    async def floods(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"\r\n" + b"x" * 101)

    async with wire(floods) as address, http.opened():
        with pytest.raises(Unavailable) as refused:
            await http.send(call(address, limit=100))
    assert refused.value.code == "vendor_answer_too_long"


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    async def sends_elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n")

    async with wire(sends_elsewhere) as address, http.opened():
        assert (await http.send(call(address))).status == 302


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "not an address", "ftp://127.0.0.1/"])
async def test_nobody_there_is_unreachable(url: str) -> None:
    async with http.opened():
        with pytest.raises(Unavailable) as refused:
            await http.send(call(url))
    assert refused.value.code == "vendor_unreachable"


async def test_a_line_that_keeps_failing_is_left_alone_and_others_are_not() -> None:
    met = 0

    async def fails(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal met
        met += 1
        writer.write(b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n")

    async with wire(fails) as address, http.opened():
        for _ in range(FAILURES_TO_REST):
            await http.send(call(address))
        with pytest.raises(Unavailable) as refused:
            await http.send(call(address))
        assert (refused.value.code, met) == ("vendor_resting", FAILURES_TO_REST)
        assert 1 <= refused.value.retry_after <= REST_MS // 1000
        await http.send(call(address, line="another_vendor"))
    assert met == FAILURES_TO_REST + 1


def test_after_its_rest_a_fuse_lets_one_call_try_and_one_good_answer_mends_it() -> None:
    fuse = Fuse()
    for _ in range(FAILURES_TO_REST):
        fuse.note(False, 1000)
    assert not fuse.lets_through(1000 + REST_MS - 1)
    assert [fuse.lets_through(1000 + REST_MS) for _ in range(2)] == [True, False]
    fuse.note(True, 1000 + REST_MS)
    assert fuse.lets_through(1000 + REST_MS)


async def test_metrics_hear_of_every_call_and_nothing_personal_is_told_or_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[http.Seen] = []
    http.watch(seen.append)
    async with wire(silence) as address, http.opened():
        with pytest.raises(Unavailable) as refused:
            await http.send(call(f"{address}/?phone={PHONE}", timeout=0.05))
    http.watch(None)
    assert [(one.line, one.purpose, one.outcome, one.status) for one in seen] == [("a_vendor", "test", "timed_out", 0)]
    assert refused.value.__cause__ is None
    told = f"{seen} {refused.value!r} {refused.value.values} {call(f'{address}/?phone={PHONE}')!r} {caplog.text}"
    assert PHONE not in told
