"""The numbers an application carries: its query code for people, and each case's national number (domain: 办件编号)."""

from datetime import date

from core.codes.case_number import case_number
from core.ids import new_code
from core.scenes import Item
from core.serials import next_number

QUERY_CODE_LENGTH = 8


def new_query_code() -> str:
    """Short, without look-alikes, not guessable; unique in its table."""
    return new_code(QUERY_CODE_LENGTH)


async def number_for(item: Item, on: date) -> str:
    """The next case number of this item on this day: task code, date, serial."""
    serial = await next_number(f"case:{item.task_code}:{on:%Y%m%d}")
    return case_number(item.task_code, on, serial)
