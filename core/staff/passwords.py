"""Passwords at rest: argon2id, in a thread, for it is slow on purpose. No password is ever logged or kept."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
_ARGON2 = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Of a password that nobody has: an unknown name costs as long as a known one.
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$9YIjAsTT03XjNIGQZTXn6KnrwB3UAFfCYyVVwKgEVW4"
LONGEST = 256  # signs: what is longer is no password, and must not cost us work


async def hashed(password: str) -> str:
    return await asyncio.to_thread(_ARGON2.hash, password)


async def fits(password: str, kept: str | None) -> bool:
    """`kept` is None for a name nobody has: the same work, and never right."""
    return await asyncio.to_thread(_fits, password[:LONGEST], kept or _NOBODYS) and kept is not None


def _fits(password: str, kept: str) -> bool:
    try:
        return _ARGON2.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
