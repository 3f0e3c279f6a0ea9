"""Sign-in codes: six digits to a phone. The limits are counted in the database, so that nothing else can lift them."""

import hmac
import secrets

from core import db
from core.crypto import blind
from core.db import Batch
from core.ids import new_id
from core.refusals import Defect, Invalid, TooMany
from core.secret import tidy_phone
from core.time import now_ms

MINUTE_MS = 60_000
LIVES_MS = 5 * MINUTE_MS
MOST_TRIES = 5
# CONTRACT: 1 a minute, 5 an hour, 10 a day a phone. (how many, within milliseconds)
LIMITS = ((1, MINUTE_MS), (5, 60 * MINUTE_MS), (10, 24 * 60 * MINUTE_MS))
_WRONG = "sign_in_code_wrong"


def checked_phone(typed: str) -> str:
    """A mainland mobile, 11 digits. Raises: Invalid `phone_wrong`."""
    phone = tidy_phone(typed)
    if len(phone) != 11 or not phone.isascii() or not phone.isdigit() or phone[0] != "1" or phone[1] in "012":
        raise Invalid([Defect("phone", "phone_wrong")])
    return phone


async def ask_code(typed_phone: str) -> str:
    """A fresh code for this phone, whether we know the phone or not.

    Raises: Invalid `phone_wrong`; TooMany `codes_too_often` with the seconds to wait.
    """
    phone_index = blind(checked_phone(typed_phone), "phone")
    code = f"{secrets.randbelow(1_000_000):06d}"

    async def write() -> str:
        await db.alone(f"sign_in_codes:{phone_index}")
        now = now_ms()
        sent = await db.rows(
            "SELECT created_at FROM sign_in_codes WHERE phone_index = $1 AND created_at > $2 ORDER BY created_at DESC",
            phone_index,
            now - LIMITS[-1][1],
        )
        _refuse_too_many([row["created_at"] for row in sent], now)
        batch = Batch()
        batch.insert(
            "sign_in_codes",
            {
                "id": new_id(),
                "phone_index": phone_index,
                "code_hash": _hash(phone_index, code),
                "tries": 0,
                "created_at": now,
                "expires_at": now + LIVES_MS,
            },
        )
        await db.commit(batch)
        return code

    return await db.tx(write)


async def check_code(typed_phone: str, typed_code: str) -> str:
    """The phone, tidied, once the newest code for it was given. A code works once.

    Raises: Invalid `phone_wrong`, or `sign_in_code_wrong`, the same for wrong, used, expired and never sent.
    """
    phone = checked_phone(typed_phone)
    phone_index, code = blind(phone, "phone"), "".join(sign for sign in typed_code if sign.isdigit())

    async def write() -> bool:
        await db.alone(f"sign_in_codes:{phone_index}")
        now = now_ms()
        newest = await db.row(
            "SELECT id, code_hash, tries, expires_at, used_at FROM sign_in_codes"
            " WHERE phone_index = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
            phone_index,
        )
        if newest is None or newest["used_at"] or newest["expires_at"] < now or newest["tries"] >= MOST_TRIES:
            return False
        right = hmac.compare_digest(newest["code_hash"], _hash(phone_index, code))
        if right:
            return (
                await db.execute(
                    "UPDATE sign_in_codes SET used_at = $1 WHERE id = $2 AND used_at IS NULL", now, newest["id"]
                )
                == 1
            )
        await db.execute("UPDATE sign_in_codes SET tries = tries + 1 WHERE id = $1", newest["id"])
        return False

    if not await db.tx(write):
        raise Invalid([Defect("code", _WRONG)])
    return phone


def _refuse_too_many(sent: list[int], now: int) -> None:
    for most, within in LIMITS:
        recent = [at for at in sent if at > now - within]
        if len(recent) >= most:
            free_at = recent[most - 1] + within
            raise TooMany("codes_too_often", retry_after=max(1, -(-(free_at - now) // 1000)))


def _hash(phone_index: str, code: str) -> str:
    return blind(f"{phone_index}:{code}", "sign_in_code")
