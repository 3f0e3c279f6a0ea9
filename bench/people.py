"""As many verified citizens as a measurement wants, made without asking anybody."""

from collections.abc import AsyncIterator

from core.citizens import Caller, sign_in, verify
from core.codes.id_number import check_sign
from core.ports import Verdict
from core.secret import IdNumber, Name, Phone


class _Agrees:
    name = "bench"

    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        return "agree"


def _id_number(n: int) -> str:
    first = f"990101{1930 + n // 9_000:04d}0{1 + n // 1_000 % 9}15{n % 1_000:03d}"
    return first + check_sign(first)


async def people(count: int, start: int = 0) -> AsyncIterator[Caller]:
    """Citizens of 60 and more, the `start`th and those after it. The database is open, the keyring in use."""
    for n in range(start, start + count):
        phone = f"19901{n:06d}"
        citizen = await sign_in("sms", phone, phone)
        reached = await verify(Caller(citizen.id, "bench", "sms", 1), "王建国", _id_number(n), [_Agrees()])
        yield Caller(citizen.id, "bench", "sms", reached)
