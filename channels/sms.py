"""Signing in with a phone and the code that was sent to it. Texts themselves are read by notifications."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels import Visitor
from core.citizens import check_code

ACCOUNT = "phone"


@dataclass(frozen=True)
class Sms:
    name: str = "sms"
    title: str = "短信"
    proof: tuple[str, ...] = ("phone", "code")
    pays_with: tuple[str, ...] = ("browser",)
    told_by: tuple[str, ...] = ("sms",)

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """Raises: Invalid `phone_wrong`, `sign_in_code_wrong`."""
        phone = await check_code(proof["phone"], proof["code"])
        return Visitor(ACCOUNT, phone, phone)


CHANNEL = Sms()
