"""The citizen identity number (GB 11643-1999): read, checked, and what it says of birthday, age and sex.

No number ever appears in an error: a wrong one is personal data too.
"""

import unicodedata
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, 2^(18-i) mod 11
CHECK_SIGNS = "10X98765432"
_LENGTH, _OLD_LENGTH = 18, 15
_IGNORED = frozenset(" \t\u00a0-‐‑–—−")  # noqa: RUF001 (people and phones write these dashes)
OLDEST = date(1850, 1, 1)  # nobody older is alive; guards against numbers that merely look right


class IdNumberWrong(ValueError):
    """What is wrong with a typed number, as a stable code: `id_number_length`, `id_number_old_15`, `id_number_sign`,
    `id_number_region`, `id_number_birthday` or `id_number_check_digit`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def tidy_id_number(typed: str, today: date | None = None) -> str:
    """A typed number as we store it: 18 signs, half width, no spaces, `X` upper case.

    A 15-digit number has been no valid proof since 2013-01-01 (居民身份证法, 2011 amendment) and is refused with a code
    of its own; `upgraded` tells the number it has become. With `today` a birthday in the future is refused.
    Numbers of residents from Hong Kong, Macao, Taiwan (81.., 82.., 83..) and of foreigners with permanent residence
    (9..) follow the same rule. Raises: IdNumberWrong.
    """
    number = _folded(typed)
    if len(number) == _OLD_LENGTH and number.isdigit():
        raise IdNumberWrong("id_number_old_15")
    if len(number) != _LENGTH:
        raise IdNumberWrong("id_number_length")
    if not number[:-1].isdigit() or not (number[-1].isdigit() or number[-1] == "X"):
        raise IdNumberWrong("id_number_sign")
    if number[0] == "0":
        raise IdNumberWrong("id_number_region")
    _refuse_birthday(number, today)
    if number[-1] != check_sign(number[:-1]):
        raise IdNumberWrong("id_number_check_digit")
    return number


def _folded(typed: str) -> str:
    folded = unicodedata.normalize("NFKC", typed)[: 4 * _LENGTH].upper()
    number = "".join(sign for sign in folded if sign not in _IGNORED)
    return number if number.isascii() else number.encode("ascii", "replace").decode()


def _refuse_birthday(number: str, today: date | None) -> None:
    try:
        born = birthday_of(number)
    except ValueError:
        raise IdNumberWrong("id_number_birthday") from None
    if born < OLDEST or (today is not None and born > today):
        raise IdNumberWrong("id_number_birthday")


def check_sign(first_17: str) -> str:
    """The 18th sign of a number (GB 11643, ISO 7064 MOD 11-2)."""
    return CHECK_SIGNS[sum(int(digit) * weight for digit, weight in zip(first_17, WEIGHTS, strict=True)) % 11]


def upgraded(old: str) -> str:
    """The 18-sign number that a valid 15-digit one became: born 19yy, for matching old records only.

    Raises: IdNumberWrong.
    """
    number = _folded(old)
    if len(number) != _OLD_LENGTH or not number.isdigit():
        raise IdNumberWrong("id_number_length")
    first_17 = number[:6] + "19" + number[6:]
    return tidy_id_number(first_17 + check_sign(first_17))


def birthday_of(number: str) -> date:
    """Of a tidied number. Raises: ValueError when it is no date."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex_of(number: str) -> str:
    """`male` (17th digit odd) or `female`."""
    return "male" if int(number[16]) % 2 else "female"


def turns(born: date, years: int) -> date:
    """The day on which a person born on `born` comes to be `years` old: the birthday itself.

    Born on 29 February: in a year without that day it is 1 March. 民法典 art. 200-202: periods count by the calendar;
    without a corresponding day, the last day of the month (28 February) is still within the period, so the years are
    full when March begins. An administrative age is reached on the birthday; the criminal law's reading ("from the day
    after", 法释 2006 年 1 号 art. 2) is for criminal responsibility only.
    """
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def age_of(born: date, on: date) -> int:
    """Full years (周岁) on a day; negative before birth."""
    years = on.year - born.year
    return years if on >= turns(born, years) else years - 1


def age_on(number: str, on: date) -> int:
    """Full years (周岁) of a tidied number's holder on a day."""
    return age_of(birthday_of(number), on)
