"""Signing in, the same for API and pages: a code is asked for, a channel recognises, a citizen is found."""

from collections.abc import Mapping, Sequence

from fastapi import Request

from api.limits import CODES_BY_ADDRESS, SIGN_IN_BY_ADDRESS, SILENT_SIGN_IN_BY_ADDRESS
from api.parts import address_of, parts
from channels import KnowsPhones
from core import citizens, db
from core.citizens import Citizen
from core.refusals import Defect, Invalid, NotFound
from core.secret import Phone, tidy_phone
from notifications.writing import send_sign_in_code

LONGEST_PROOF = 512


async def send_code(request: Request, phone: str) -> None:
    """Send a sign-in code. It tells nobody whether a phone is known.

    Raises: Invalid `phone_wrong`; TooMany `codes_too_often` (a phone, counted in the database), `too_often`.
    """
    await parts(request).limits.take(CODES_BY_ADDRESS, address_of(request))

    async def write() -> None:
        code = await citizens.ask_code(phone)
        await send_sign_in_code(Phone(tidy_phone(phone)), code)

    await db.tx(write)


async def recognised(request: Request, channel_name: str, proof: Mapping[str, str]) -> Citizen:
    """The citizen whom this channel recognises by `proof`; made on the first visit.

    Raises: NotFound `channel_unknown`; Invalid with everything wrong; TooMany; what the channel raises.
    """
    here = parts(request)
    channel = here.channels.get(channel_name)
    if channel is None:
        raise NotFound("channel_unknown")
    if defects := _defects(channel.proof, proof):
        raise Invalid(defects)
    limit = SIGN_IN_BY_ADDRESS if channel.guessable else SILENT_SIGN_IN_BY_ADDRESS
    await here.limits.take(limit, address_of(request))
    visitor = await channel.recognise(proof)
    return await citizens.sign_in(visitor.account, visitor.subject, visitor.phone, visitor.also)


async def proved_phone(request: Request, phone: str | None, channel_name: str | None, code: str) -> Phone:
    """The phone that a code proves: one that we sent to `phone`, or one of the platform of a channel.

    Raises: Invalid, also when both are named or neither; TooMany; what the channel raises.
    """
    here = parts(request)
    if (phone is None) == (channel_name is None):
        raise Invalid([Defect("phone", "required") if phone is None else Defect("channel", "unknown_field")])
    await here.limits.take(SIGN_IN_BY_ADDRESS, address_of(request))
    if phone is not None:
        return Phone(await citizens.check_code(phone, code))
    channel: object = here.channels.get(channel_name or "")
    if not isinstance(channel, KnowsPhones):
        raise Invalid([Defect("channel", "channel_tells_no_phone")])
    return await channel.phone_of(code)


def _defects(wanted: Sequence[str], proof: Mapping[str, str]) -> list[Defect]:
    missing = [Defect(name, "required") for name in wanted if not proof.get(name, "").strip()]
    unknown = [Defect(name, "unknown_field") for name in proof if name not in wanted]
    long = [
        Defect(name, "too_long", {"limit": LONGEST_PROOF})
        for name, value in proof.items()
        if len(value) > LONGEST_PROOF
    ]
    return missing + unknown + long
