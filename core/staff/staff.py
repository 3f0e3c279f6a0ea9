"""One person at a desk: who they are, what they may do, and which departments' cases they see."""

from dataclasses import dataclass, field
from typing import cast

from core.codes.region import stem_of
from core.db import Row
from core.house import house
from core.json import decode
from core.refusals import NotAllowed

ROLES = ("clerk", "officer", "supervisor", "finance", "administrator", "auditor")
HANDLES = ("supervisor", "officer", "clerk")  # who moves cases, the strongest first


@dataclass(frozen=True)
class Staff:
    """`name` is what they sign in with, `shown_name` what colleagues read. `session_id` is empty outside a session."""

    id: str
    name: str
    shown_name: str
    department: str
    region: str
    roles: tuple[str, ...]
    session_id: str = field(default="", compare=False)

    def is_any(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    def require(self, *roles: str) -> None:
        """Raises: NotAllowed `role_needed` with the roles that would do."""
        if not self.is_any(*roles):
            raise NotAllowed("role_needed", needed=list(roles))

    @property
    def sees(self) -> tuple[str, ...]:
        """Department slugs: one's own, and those that do the same in a part of one's region. Others are not there."""
        departments = house().city.departments
        own = departments.get(self.department)
        if own is None:
            return (self.department,)
        stem = stem_of(self.region)
        below = (one.slug for one in departments.values() if one.does == own.does and one.region.startswith(stem))
        return tuple(dict.fromkeys((self.department, *below)))


def staff_from(row: Row, session_id: str = "") -> Staff:
    roles = tuple(cast(list[str], decode(row["roles"])))
    return Staff(row["id"], row["name"], row["shown_name"], row["department"], row["region"], roles, session_id)
