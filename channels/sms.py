"""Signing in with a phone and the code that was sent to it. Texts themselves are read by notifications."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels import Visitor
from core.citizens import check_code
from vendors.outside import Outside

ACCOUNT = "phone"


@dataclass(frozen=True)
class Sms:
    name: str = "sms"
    title: str = "短信"
    proof: tuple[str, ...] = ("phone", "code")
    pays_with: tuple[str, ...] = ("browser",)
    told_by: tuple[str, ...] = ("sms",)
    guessable: bool = True

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """Raises: Invalid `phone_wrong`, `sign_in_code_wrong`."""
        phone = await check_code(proof["phone"], proof["code"])
        return Visitor(ACCOUNT, phone, phone)


def make(_outside: Outside | None) -> Sms:
    return Sms()
