"""Who works at the desk, from the command line: enrol, list, dismiss. Passwords come in by standard input only."""

import base64
import secrets
import sys
from getpass import getpass
from urllib.parse import quote

from api.bootstrap import opened
from api.commands import say
from api.settings import Settings
from core import db
from core.json import decode
from core.refusals import Invalid
from core.staff import Enrolled, dismiss, enrol

ISSUER = "掌办"
SECRET_BYTES = 20  # RFC 4226, section 4: 160 bits are recommended
FEWEST_SIGNS = 12


async def add(settings: Settings, name: str, department: str, roles: str, shown_name: str) -> int:
    """Asks for the password, prints the secret of the authenticator once. Exit code 1 when that is refused."""
    password = _password()
    if len(password) < FEWEST_SIGNS:
        say(f"A password has at least {FEWEST_SIGNS} signs.")
        return 1
    secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
    person = Enrolled(name, password, secret, department, tuple(roles.split(",")), shown_name)
    async with opened(settings, only_works=True):
        try:
            new = await enrol([person])
        except Invalid as wrong:
            say("\n".join(f"{defect.field}: {defect.code} {dict(defect.values)}" for defect in wrong.defects))
            return 1
    if not new:
        say(f"{name} works here already.")
        return 1
    say(f"otpauth://totp/{quote(ISSUER)}:{quote(name)}?secret={secret}&issuer={quote(ISSUER)}")
    say("Put this into their authenticator now: it is not shown again.")
    return 0


def _password() -> str:
    return getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


async def listed(settings: Settings) -> int:
    """One line a person."""
    async with db.opened(settings.database_url):
        found = await db.rows(
            "SELECT name, shown_name, department, roles, disabled_at FROM staff ORDER BY department, name"
        )
    for row in found:
        gone = "  (left)" if row["disabled_at"] else ""
        say(f"{row['department']}  {row['name']}  {row['shown_name']}  {','.join(map(str, _roles(row)))}{gone}")
    say(f"{len(found)} people.")
    return 0


def _roles(row: db.Row) -> list[object]:
    roles = decode(row["roles"])
    return list(roles) if isinstance(roles, list) else []


async def leave(settings: Settings, name: str) -> int:
    """Exit code 1 when nobody of that name works here."""
    async with db.opened(settings.database_url):
        gone = await dismiss(name)
    say(f"{name} cannot sign in any more." if gone else f"Nobody called {name} works here.")
    return 0 if gone else 1
