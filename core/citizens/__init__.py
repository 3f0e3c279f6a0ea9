"""One person, one citizen, however many channels. Citizens are never merged by phone alone."""

from core.citizens.citizen import Caller, Citizen, Me, citizen_behind, citizen_from, citizen_of, me
from core.citizens.codes import ask_code, check_code
from core.citizens.facts import SUBJECT_PATHS, subject_facts
from core.citizens.looking import Look, Looks, looks_at
from core.citizens.phones import bind_phone
from core.citizens.sessions import SessionView, end_session, sessions_of
from core.citizens.signing_in import sign_in
from core.citizens.verifying import verify

__all__ = [
    "SUBJECT_PATHS",
    "Caller",
    "Citizen",
    "Look",
    "Looks",
    "Me",
    "SessionView",
    "ask_code",
    "bind_phone",
    "check_code",
    "citizen_behind",
    "citizen_from",
    "citizen_of",
    "end_session",
    "looks_at",
    "me",
    "sessions_of",
    "sign_in",
    "subject_facts",
    "verify",
]
