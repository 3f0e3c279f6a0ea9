"""The sandbox's pretend staff sit down at the desk of a house that has a sandbox: never in production."""

from collections.abc import Mapping, Sequence
from typing import cast

from core.json import Json
from core.staff import Enrolled, enrol
from sandbox.people import staff


async def enrol_pretend_staff() -> int:
    """Answers how many are new."""
    return await enrol([_enrolled(cast(Mapping[str, Json], one)) for one in staff(shown=True)])


def _enrolled(one: Mapping[str, Json]) -> Enrolled:
    name, password, secret, department, shown = (
        str(one[key]) for key in ("name", "password", "totp_secret", "department", "shown_name")
    )
    return Enrolled(name, password, secret, department, tuple(cast(Sequence[str], one["roles"])), shown)
