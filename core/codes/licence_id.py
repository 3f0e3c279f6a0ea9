"""电子证照标识 (GB/T 36904-2018): `1.2.156.3005.2.<type 21>.<issuer 18>.<serial>.<version 3>.<check 1>`.

The check sign is ISO 7064 MOD 37,36 over type, issuer, serial and version without the dots.
"""

import re
from dataclasses import dataclass

from core.codes.uscc import is_uscc

ROOT = "1.2.156.3005.2"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {sign: at for at, sign in enumerate(ALPHABET)}
_PARTS = re.compile(
    r"1\.2\.156\.3005\.2"
    r"\.(?P<type>[0-9A-Z]{18}[0-9]{3})\.(?P<issuer>[0-9A-Z]{1,18})\.(?P<serial>[0-9A-Z]{1,64})"
    r"\.(?P<version>[0-9]{3})\.(?P<check>[0-9A-Z])"
)


class LicenceIdWrong(ValueError):
    """What is wrong, as a stable code: `licence_id_form`, `licence_id_check_sign` or `licence_id_agency`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class LicenceId:
    """`type` is the USCC of the body that sets the licence's standard, and its 3-digit number there. `version` counts
    the times this licence was issued anew, from 1."""

    type: str
    issuer: str
    serial: str
    version: int

    def __str__(self) -> str:
        told = (self.type, self.issuer, self.serial, f"{self.version:03d}")
        return ".".join((ROOT, *told, check_sign("".join(told))))


def check_sign(text: str) -> str:
    """ISO 7064 MOD 37,36. Raises: KeyError on anything but digits and upper-case letters."""
    product = 36
    for sign in text:
        product = (product + _VALUES[sign]) % 36 or 36
        product = product * 2 % 37
    return ALPHABET[(37 - product) % 36]


def make_licence_id(*, type_code: str, issuer: str, serial: str, version: int = 1) -> str:
    """A new identifier. Raises: LicenceIdWrong when a part does not fit the standard."""
    if not is_uscc(issuer) or not is_uscc(type_code[:18]):
        raise LicenceIdWrong("licence_id_agency")
    if not 1 <= version <= 999 or any(sign not in _VALUES for sign in type_code + serial):
        raise LicenceIdWrong("licence_id_form")
    made = str(LicenceId(type_code, issuer, serial, version))
    parse_licence_id(made)
    return made


def parse_licence_id(text: str) -> LicenceId:
    """Take an identifier apart and verify it. Issuers from elsewhere are not always USCCs, so theirs is not checked.

    Raises: LicenceIdWrong.
    """
    found = _PARTS.fullmatch(text)
    if found is None:
        raise LicenceIdWrong("licence_id_form")
    parts = found.groupdict()
    if parts["check"] != check_sign(parts["type"] + parts["issuer"] + parts["serial"] + parts["version"]):
        raise LicenceIdWrong("licence_id_check_sign")
    return LicenceId(parts["type"], parts["issuer"], parts["serial"], int(parts["version"]))
