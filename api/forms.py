"""Forms of pages: the token each carries, so that no page from elsewhere can send one, and how one is read."""

import hashlib
import hmac
import secrets
from collections.abc import Callable

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from api.request import in_utf8
from core.refusals import NotAllowed

MOST_FIELDS = 400
_SALT_BYTES = 8
_PROOF_SIGNS = 32  # hex: 128 bits


def token(face: str, session: str) -> str:
    """For the hidden field `csrf`; another one each time, so that compression gives nothing away.

    `session` is the token in the browser's cookie, `face` keeps one kind of page apart from another.
    """
    salt = secrets.token_hex(_SALT_BYTES)
    return salt + _proof(face, session, salt)


def refuse_foreign(given: str, face: str, session: str) -> None:
    """Raises: NotAllowed `form_expired` unless `given` was made by `token` for the same face and session."""
    salt, proof = given[: 2 * _SALT_BYTES], given[2 * _SALT_BYTES :]
    if not hmac.compare_digest(proof.encode(), _proof(face, session, salt).encode()):
        raise NotAllowed("form_expired")


def _proof(face: str, session: str, salt: str) -> str:
    key = hashlib.sha256(f"{face}:{session}".encode()).digest()
    return hmac.new(key, salt.encode(), hashlib.sha256).hexdigest()[:_PROOF_SIGNS]


async def checked(request: Request, check: Callable[[str], None], *, files: int) -> FormData:
    """The form that was sent, with at most so many `files`, after `check` has looked at its token.

    Raises: what `check` raises; HTTPException 400 for a NUL: no keyboard types one, PostgreSQL takes none.
    """
    form = await in_utf8(request).form(max_files=files, max_fields=MOST_FIELDS)
    if any("\0" in text for pair in form.multi_items() for text in pair if isinstance(text, str)):
        raise HTTPException(400)
    given = form.get("csrf")
    check(given if isinstance(given, str) else "")
    return form
