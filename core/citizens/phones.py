"""A citizen's phone: proved, one at a time, and a way to sign in. It never makes two citizens one."""

from core import db
from core.citizens.accounts import PHONE_ACCOUNT, drop_accounts, holder_of, put_account
from core.citizens.citizen import PHONE, Caller, Citizen, citizen_of
from core.citizens.codes import checked_phone
from core.citizens.signing_in import ASSURANCE_OF_PHONE
from core.citizens.verifying import THREE_ELEMENTS
from core.crypto import blind, seal
from core.db import Batch
from core.refusals import Conflict
from core.secret import Phone


async def bind_phone(caller: Caller, proved: Phone) -> None:
    """From here on this phone is the caller's, and the one before it is nobody's: whoever gets that number next from
    the operator must not come in by it.

    What three elements had shown was shown of the old phone, so a new one has it to be shown again (assurance 1).
    Raises: Invalid `phone_wrong`; Conflict `phone_held` while another citizen signs in by it.
    """
    phone = checked_phone(proved.reveal())

    async def write() -> None:
        citizen = await citizen_of(caller.citizen_id)
        holder, _ = await holder_of(PHONE_ACCOUNT, [phone])
        if holder not in (None, citizen.id):
            raise _held()
        if holder is None or citizen.phone != Phone(phone):
            await db.commit(_bound(citizen, phone, is_new=holder is None))

    try:
        await db.tx(write)
    except db.Taken:
        raise _held() from None


def _bound(citizen: Citizen, phone: str, *, is_new: bool) -> Batch:
    agreed_before = citizen.assurance == THREE_ELEMENTS and citizen.phone is not None
    kept = 0 if agreed_before and citizen.phone != Phone(phone) else citizen.assurance
    batch = Batch()
    drop_accounts(batch, citizen.id, PHONE_ACCOUNT, but=phone)
    if is_new:
        put_account(batch, citizen.id, PHONE_ACCOUNT, phone)
    batch.update(
        "citizens",
        {"id": citizen.id, "version": citizen.version},
        {
            "phone": seal(phone, PHONE),
            "phone_index": blind(phone, "phone"),
            "assurance": max(kept, ASSURANCE_OF_PHONE),
            "version": citizen.version + 1,
        },
    )
    return batch


def _held() -> Conflict:
    return Conflict("phone_held", how=["sign_in_with_that_phone", "another_phone", "window"])
