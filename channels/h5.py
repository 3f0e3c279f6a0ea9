"""The pages in any browser. A person signs in there with phone and code: the same account as by text."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels import Visitor
from core.citizens import check_code
from vendors.outside import Outside

ACCOUNT = "phone"


@dataclass(frozen=True)
class H5:
    name: str = "h5"
    title: str = "网页"
    proof: tuple[str, ...] = ("phone", "code")
    pays_with: tuple[str, ...] = ("browser", "in_wechat", "in_alipay")
    told_by: tuple[str, ...] = ("sms",)
    guessable: bool = True

    async def recognise(self, proof: Mapping[str, str]) -> Visitor:
        """Raises: Invalid `phone_wrong`, `sign_in_code_wrong`."""
        phone = await check_code(proof["phone"], proof["code"])
        return Visitor(ACCOUNT, phone, phone)


def make(_outside: Outside | None) -> H5:
    return H5()
