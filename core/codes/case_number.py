"""办件编号: 实施编码 + YYYYMMDD + a serial of the day, 50 signs at most (GB/T 39046-2020, national exchange tables).

43 signs for an item's first 9,999 cases of a day; a busier item's serial simply grows longer.
"""

from dataclasses import dataclass
from datetime import date

from core.codes.task import task_code

LONGEST = 50
_TASK, _DAY, _SERIAL = 31, 8, 4


class CaseNumberWrong(ValueError):
    """A number that no case can have. The code is `case_number_wrong`."""

    code = "case_number_wrong"


@dataclass(frozen=True)
class CaseNumber:
    """A case number taken apart."""

    task: str
    on: date
    serial: int

    def __str__(self) -> str:
        return f"{self.task}{self.on:%Y%m%d}{self.serial:0{_SERIAL}d}"


def case_number(task: str, on: date, serial: int) -> str:
    """The number of the `serial`th case (from 1) of one item on one day. Raises: CaseNumberWrong."""
    number = f"{task}{on:%Y%m%d}{serial:0{_SERIAL}d}"
    if serial < 1 or len(task) != _TASK or len(number) > LONGEST:
        raise CaseNumberWrong(CaseNumberWrong.code)
    return number


def parse_case_number(number: str) -> CaseNumber:
    """Take one of our numbers apart. Raises: CaseNumberWrong."""
    day, serial = number[_TASK : _TASK + _DAY], number[_TASK + _DAY :]
    try:
        task = str(task_code(number[:_TASK]))
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        found = CaseNumber(task, on, int(serial))
    except ValueError:
        raise CaseNumberWrong(CaseNumberWrong.code) from None
    if str(found) != number or not found.serial or len(number) > LONGEST:
        raise CaseNumberWrong(CaseNumberWrong.code)
    return found
