"""The unified social credit code of an organisation (GB 32100-2015): 18 signs, the last one a check."""

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z
_VALUES = {sign: at for at, sign in enumerate(ALPHABET)}
_LENGTH = 18
WEIGHTS = tuple(3**at % 31 for at in range(_LENGTH - 1))


class UsccWrong(ValueError):
    """What is wrong, as a stable code: `uscc_length`, `uscc_sign` or `uscc_check_sign`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_sign(first_17: str) -> str:
    """The 18th sign. Raises: KeyError on a sign that is not in the alphabet."""
    total = sum(_VALUES[sign] * weight for sign, weight in zip(first_17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def tidy_uscc(typed: str) -> str:
    """A typed code as we store it: upper case, half width, no spaces. Raises: UsccWrong."""
    code = "".join(unicodedata.normalize("NFKC", typed)[: 4 * _LENGTH].upper().replace("-", " ").split())
    if len(code) != _LENGTH:
        raise UsccWrong("uscc_length")
    if any(sign not in _VALUES for sign in code) or not code[2:8].isdigit():
        raise UsccWrong("uscc_sign")
    if code[-1] != check_sign(code[:-1]):
        raise UsccWrong("uscc_check_sign")
    return code


def is_uscc(code: str) -> bool:
    """Whether `code`, as it stands, is right."""
    try:
        return tidy_uscc(code) == code
    except UsccWrong:
        return False
