"""API processes as an operator starts them, several beside one database and one Redis, with no worker among them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.city import bench_city
from bench.client import Measured
from tests.services.house import House, running_house


@contextmanager
def houses(place: Path, url: str, cache: str, count: int) -> Iterator[list[House]]:
    """So many of them; their keys and uploads are in `place / "data"`."""
    with ExitStack() as stack:
        yield [stack.enter_context(_house(place, url, cache, name=f"city-{n}")) for n in range(count)]


@contextmanager
def _house(place: Path, url: str, cache: str, *, name: str) -> Iterator[House]:
    env = {
        "ZB_DATABASE": url,
        "ZB_REDIS": cache,
        "ZB_CITY": str(bench_city(place / name)),
        "ZB_SANDBOX": "false",
        "ZB_WORKER": "separate",
        "ZB_LOG_LEVEL": "error",
    }
    with running_house(data=place / "data", env=env) as house:
        yield house


def together(parts: list[Measured]) -> Measured:
    """What ran side by side, as one: the longest of them took as long as the whole."""
    each = [seconds for part in parts for seconds in part.each]
    return Measured(max(part.seconds for part in parts), each, [words for part in parts for words in part.wrong])
