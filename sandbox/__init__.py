"""A pretend outside world that speaks the real wire protocols: an SMS gateway, registries, an operator, and a phone
to look at.

It imports nothing of ours. Every person in it is made up; no secret in it protects anything, and production refuses
them.
"""

from .app import Sandbox, create
from .demo import ACCESS_KEY_ID, CALLBACK_SECRET, DEMO_SECRETS, SHARE_APP, SHORT_NUMBER, SIGN_NAME, UNREACHABLE_PHONE
from .pace import Pace

__all__ = [
    "ACCESS_KEY_ID",
    "CALLBACK_SECRET",
    "DEMO_SECRETS",
    "SHARE_APP",
    "SHORT_NUMBER",
    "SIGN_NAME",
    "UNREACHABLE_PHONE",
    "Pace",
    "Sandbox",
    "create",
]
