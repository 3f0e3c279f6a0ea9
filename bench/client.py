"""A load client that costs little: HTTP/1.1 over kept-alive sockets, one request at a time per connection."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter


@dataclass
class Connection:
    """One kept-alive connection to a server on loopback."""

    host: str
    port: int
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Status and body. The connection is opened on first use."""
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Content-Length: {len(body)}"]
        head += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
        return await _answer(self.reader)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status, size = int(head[0].split(" ")[1]), 0
    for line in head[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            size = int(value)
    return status, await reader.readexactly(size) if size else b""


@dataclass
class Measured:
    """What came of a load: `seconds` of wall time, each piece of work's own seconds, and what went wrong."""

    seconds: float = 0.0
    each: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.each) / self.seconds if self.seconds else 0.0

    def percentile(self, part: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.each)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else 0.0


async def load(work: Callable[[Connection, int], Awaitable[None]], *, times: int, at_once: int, port: int) -> Measured:
    """Do `work(connection, n)` so many times over so many connections."""
    measured, numbers = Measured(), iter(range(times))

    async def one_after_another() -> None:
        connection = Connection("127.0.0.1", port)
        for n in numbers:
            began = perf_counter()
            try:
                await work(connection, n)
            except AssertionError as wrong:
                measured.wrong.append(str(wrong)[:200])
                continue
            measured.each.append(perf_counter() - began)
        connection.close()

    began = perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    measured.seconds = perf_counter() - began
    return measured
