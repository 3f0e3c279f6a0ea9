"""One rehearsal of production for all tests here: starting five processes takes a while."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.production.rehearsal import Rehearsal, rehearsed
from tests.services.postgres import beside, sql


@pytest.fixture(scope="session")
def rehearsal(postgres_server: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """Two API processes and two workers on PostgreSQL and Redis, in production mode."""
    sql(postgres_server, "CREATE DATABASE rehearsal")
    place: Path = tmp_path_factory.mktemp("rehearsal")
    with rehearsed(beside(postgres_server, "rehearsal"), redis_url, place) as house:
        yield house
    sql(postgres_server, "DROP DATABASE rehearsal WITH (FORCE)")
