"""Opening, migrating and closing the database. Two addresses are understood: `sqlite:///path` and `postgres://...`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.api import migrate as run_migrations

from core.db.reading import reader_alias, rows
from core.db.transaction import dialect_of, in_transaction, settled

Config = dict[str, Any]  # Tortoise's own shape
SQLITE_BUSY_MS = 10_000
POOL_SIZE = 10  # 5 to 16 was enough in measurement; more only adds waiting inside the server


class ReadApart:
    """Tortoise's router: model reads go to the reading connection, except inside a transaction."""

    def db_for_read(self, model: object) -> str:
        return "default" if in_transaction() else reader_alias()

    def db_for_write(self, model: object) -> str:
        return "default"


def _sqlite(path: str) -> Config:
    pragmas = {"journal_mode": "WAL", "synchronous": "FULL", "busy_timeout": SQLITE_BUSY_MS}
    engine = "core.db.sqlite"
    return {
        "default": {"engine": engine, "credentials": {"file_path": path, **pragmas}},
        "reader": {"engine": engine, "credentials": {"file_path": path, **pragmas, "query_only": "ON"}},
    }


def _postgres(url: str) -> Config:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    credentials: Config = {
        "host": options.pop("host", None) or parts.hostname,
        "port": parts.port or 5432,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password) if parts.password else None,
        "database": parts.path.lstrip("/"),
        "minsize": int(options.pop("minsize", 4)),
        "maxsize": int(options.pop("maxsize", POOL_SIZE)),
        "statement_cache_size": int(options.pop("statement_cache_size", 500)),
    }
    if "ssl" in options:
        credentials["ssl"] = options["ssl"]
    return {"default": {"engine": "core.db.postgres", "credentials": credentials}}


def settings_for(url: str) -> Config:
    """Tortoise's settings for `url`. Raises: ValueError for an address of another kind."""
    if url.startswith("sqlite:///"):
        connections = _sqlite(url.removeprefix("sqlite:///"))
    elif url.startswith(("postgres://", "postgresql://")):
        connections = _postgres(url)
    else:
        raise ValueError(
            f"a database address begins with sqlite:/// or postgres://, not with {url.split(':', maxsplit=1)[0]}"
        )
    apps = {"zhangban": {"models": ["core.records"], "migrations": "migrations", "default_connection": "default"}}
    return {"connections": connections, "apps": apps, "routers": [ReadApart]}


def dialect() -> str:
    """`sqlite` or `postgres`."""
    return dialect_of(get_connection("default"))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """The engine for `url`, for the whole process, until the block ends. It waits for transactions under way."""
    async with TortoiseContext() as context:
        await context.init(config=settings_for(url), _enable_global_fallback=True)
        await _connect()
        try:
            yield
        finally:
            await settled()


async def _connect() -> None:
    for alias in {"default", reader_alias()}:
        client: Any = get_connection(alias)
        await client.connected()


async def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; does nothing when it is there already."""
    try:
        await run_migrations(config=settings_for(url))
    finally:
        await Tortoise.close_connections()


async def table_counts(*tables: str) -> dict[str, int]:
    """How many rows each table has: for tests and `./dev shell`."""
    return {table: int((await rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"]) for table in tables}
