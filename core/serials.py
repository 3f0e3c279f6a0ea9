"""Running numbers, taken from the database in blocks: one short write now and then, never the same number twice."""

import asyncio
from dataclasses import dataclass

from core import db

BLOCK = 20  # a crash leaves at most this many numbers unused


@dataclass
class _Block:
    next: int
    end: int


_blocks: dict[str, _Block] = {}
_locks: dict[str, asyncio.Lock] = {}

_TAKE = """INSERT INTO serials (scope, reached) VALUES ($1, $2)
ON CONFLICT (scope) DO UPDATE SET reached = serials.reached + $2 RETURNING reached"""


def forget_blocks() -> None:
    """For a process that opens another database."""
    _blocks.clear()
    _locks.clear()


async def next_number(scope: str) -> int:
    """The next number of `scope`, from 1. Better asked before the transaction that uses it; a number may stay unused.

    Inside one it is taken alone, without waiting for anybody here: rolled back, it is as if it had not been asked for.
    """
    if db.in_transaction():
        return int((await db.written(_TAKE, scope, 1))[0]["reached"])
    async with _locks.setdefault(scope, asyncio.Lock()):
        block = _blocks.get(scope)
        if block is None or block.next > block.end:
            reached = int((await db.written(_TAKE, scope, BLOCK))[0]["reached"])
            block = _blocks[scope] = _Block(reached - BLOCK + 1, reached)
            _forget_old()
        number = block.next
        block.next += 1
        return number


def _forget_old() -> None:
    """Scopes hold a date, so yesterday's fall out of use."""
    while len(_blocks) > 512:
        oldest = next(iter(_blocks))
        _blocks.pop(oldest)
        _locks.pop(oldest, None)
