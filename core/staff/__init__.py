"""Staff: who sits at the desk, how they prove it, and what their roles let them do."""

from core.staff.enrolling import Enrolled, enrol
from core.staff.leaving import dismiss
from core.staff.sessions import begin_session, by_token, end_session
from core.staff.signing_in import sign_in
from core.staff.staff import HANDLES, ROLES, Staff

__all__ = [
    "HANDLES",
    "ROLES",
    "Enrolled",
    "Staff",
    "begin_session",
    "by_token",
    "dismiss",
    "end_session",
    "enrol",
    "sign_in",
]
