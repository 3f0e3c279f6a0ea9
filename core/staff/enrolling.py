"""Who works here is written down: by the operator one by one, or a sandbox's pretend staff all at once."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import db
from core.crypto import seal
from core.db import Batch
from core.db.batch import Value
from core.house import house
from core.ids import new_id
from core.json import encode
from core.refusals import Defect, Invalid
from core.staff.passwords import hashed
from core.staff.signing_in import TOTP
from core.staff.staff import ROLES
from core.time import now_ms


@dataclass(frozen=True)
class Enrolled:
    """Who is to work here. `totp_secret` is base32; `shown_name` empty: the name itself."""

    name: str
    password: str
    totp_secret: str
    department: str
    roles: tuple[str, ...]
    shown_name: str = ""


async def enrol(people: Sequence[Enrolled]) -> int:
    """Write down who is not there yet; who is, stays as they are. Answers how many are new. Safe to race.

    Raises: Invalid with every department and role that is none.
    """
    _refuse(people)
    known = {row["name"] for row in await db.rows("SELECT name FROM staff")}
    new = [one for one in people if one.name not in known]
    rows = await asyncio.gather(*map(_row, new))
    batch = Batch()
    batch.insert_many("staff", rows, ignore_conflict=True)
    await db.commit(batch)
    return len(rows)


def _refuse(people: Sequence[Enrolled]) -> None:
    departments = house().city.departments
    defects = [
        Defect(f"{one.name}.department", "department_unknown", {"department": one.department})
        for one in people
        if one.department not in departments
    ]
    defects += [
        Defect(f"{one.name}.roles", "role_unknown", {"role": role, "allowed": list(ROLES)})
        for one in people
        for role in one.roles
        if role not in ROLES
    ]
    if defects:
        raise Invalid(defects)


async def _row(one: Enrolled) -> Mapping[str, Value]:
    return {
        "id": new_id(),
        "name": one.name,
        "shown_name": one.shown_name or one.name,
        "password_hash": await hashed(one.password),
        "totp_secret": seal(one.totp_secret, TOTP),
        "department": one.department,
        "region": house().city.departments[one.department].region,
        "roles": encode(one.roles).decode(),
        "totp_step": 0,
        "tries": 0,
        "version": 1,
        "created_at": now_ms(),
    }
