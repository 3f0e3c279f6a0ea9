"""What every test may ask for.

- `postgres_url` (session): an empty database, without tables, on a server of this test process's own.
- `redis_url` (session): a Redis of this test process's own; flush what you put there.
- `sqlite_url`: the address of an SQLite file that does not exist yet, in the test's own folder.
- `database_url`: runs the test twice, on SQLite and on PostgreSQL: migrated, empty, the test's own, not opened.
- `database`: the same and opened, so that `core.db` works; gives the address. Ask for `engine` to know which one it is.
- `city` (session): the city folder, loaded as the house loads it: rules checked against what the registers know.
- `served` (session): the whole house in a process of its own, with its sandbox: `.address`, `.data`, `.log`, `.port`,
  `.people()`. When the tests are over, its log is read: a name, ID number, phone or token in it fails the run.
- `serve`: start another house: `with serve(port=..., data=...) as house`.

A server that the machine does not have skips the test with words, loudly; with CI=true it fails instead, as does any
skip. Time is passed in or travelled by the sandbox, never slept for. Nothing of ours is patched: fakes stand where the
outside begins.
"""

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from tests.services.house import House, running_house
from tests.services.postgres import beside, postgres, sql
from tests.services.privacy import personal
from tests.services.process import Absent
from tests.services.redis import redis

if TYPE_CHECKING:
    from core.licences import Library
    from core.scenes import City

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"


def missing(words: str) -> None:
    """The machine lacks something: a skip with words for a person, a failure where everything must be there."""
    if IN_CI:
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a test that did not hold, but for those marked `extra`."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter is not None else []
    if IN_CI and any("extra" not in report.keywords for report in skipped):
        reporter.write_line("CI: tests were skipped, which counts as failing", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@contextlib.contextmanager
def or_missing() -> Iterator[None]:
    try:
        yield
    except Absent as absent:
        missing(str(absent))


def apart(work: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run async work to its end in a thread of its own, so that the test's event loop never sees it."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with contextlib.ExitStack() as open_until_the_end:
        with or_missing():
            address = open_until_the_end.enter_context(postgres())
        yield address


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> str:
    sql(postgres_server, "CREATE DATABASE zhangban")
    return beside(postgres_server, "zhangban")


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with contextlib.ExitStack() as open_until_the_end:
        with or_missing():
            address = open_until_the_end.enter_context(redis())
        yield address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'zhangban.sqlite3'}"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once; each test gets a copy of the file."""
    from core.db import migrate

    place = tmp_path_factory.mktemp("template") / "zhangban.sqlite3"
    apart(lambda: migrate(f"sqlite:///{place}"))
    return place


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """Migrated once; each test gets a copy made by the server. Gives the template's name."""
    from core.db import migrate

    sql(postgres_server, "CREATE DATABASE zhangban_template")
    apart(lambda: migrate(beside(postgres_server, "zhangban_template")))
    return "zhangban_template"


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def database_url(engine: str, request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[str]:
    if engine == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), sqlite_url.removeprefix("sqlite:///"))
        yield sqlite_url
        return
    template, server = request.getfixturevalue("migrated_postgres"), request.getfixturevalue("postgres_server")
    name = f"test_{next(_numbers)}"
    await _ask(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield beside(server, name)
    await _ask(server, f"DROP DATABASE {name} WITH (FORCE)")


_numbers = iter(range(1, 1_000_000))


async def _ask(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    from core.db import opened

    async with opened(database_url):
        yield database_url


@pytest.fixture(scope="session")
def city() -> "City":
    from api.city import read_city
    from core.house import house

    read_city(ROOT / "city", "https://city.invalid", None)
    return house().city


@pytest.fixture(autouse=True)
def _licences_of_the_city(request: pytest.FixtureRequest) -> None:
    """Whoever works in the real city issues its real licences, whatever a test before has put in their place."""
    if "city" in request.fixturenames:
        from core import licences

        request.getfixturevalue("city")
        licences.use(request.getfixturevalue("own_licences"))


@pytest.fixture(scope="session")
def own_licences() -> "Library":
    from core import licences

    return licences.load(ROOT / "city" / "licences", "https://city.invalid/verify")


@pytest.fixture(scope="session")
def serve() -> Callable[..., contextlib.AbstractContextManager[House]]:
    return running_house


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(data=tmp_path_factory.mktemp("house") / "data") as house:
        yield house
        names = [person["name"] for person in house.people()]
    told = list(personal(house.told(), names))
    assert not told, "the house printed what belongs to a person:\n" + "\n".join(told)
