"""Finding a case by what is on a paper or what a person at the window says: a code, a number, an ID number, a phone."""

import re

from core import db
from core.crypto import blind_candidates
from core.db.batch import Value
from core.ids import tidy_code
from core.secret import tidy_phone

MOST_SHEETS = 100
_ID_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_PHONE = re.compile(r"1[0-9]{10}")
LONGEST = 64


class Marks:
    """Values of one statement: `add` answers their `$n`, one after the other."""

    def __init__(self) -> None:
        self.values: list[Value] = []

    def add(self, *values: Value) -> str:
        first = len(self.values) + 1
        self.values += values
        return ", ".join(f"${n}" for n in range(first, len(self.values) + 1))


def tells_who(q: str) -> bool:
    """Whether somebody is looked for as a person, which is written down."""
    return bool(_ID_NUMBER.fullmatch(tidy_code(q)) or _PHONE.fullmatch(tidy_phone(q)))


async def sheets(q: str) -> list[str]:
    """The ids of the applications that `q` may mean, the newest first; every branch asks one unique or blind index."""
    marks = Marks()
    typed, code, phone = q.strip()[:LONGEST], tidy_code(q)[:LONGEST], tidy_phone(q)
    asked = [
        f"SELECT id FROM applications WHERE query_code = {marks.add(code)}",
        f"SELECT application_id FROM cases WHERE number IN ({marks.add(typed, code)})",
    ]
    if _ID_NUMBER.fullmatch(code):
        numbers = blind_candidates(code, "id_number")
        asked += [
            "SELECT a.id FROM citizens z JOIN applications a ON a.citizen_id = z.id"
            f" WHERE z.id_number_index IN ({marks.add(*numbers)})",
            f"SELECT application_id FROM parties WHERE id_number_index IN ({marks.add(*numbers)})",
        ]
    if _PHONE.fullmatch(phone):
        asked.append(
            "SELECT a.id FROM citizens z JOIN applications a ON a.citizen_id = z.id"
            f" WHERE z.phone_index IN ({marks.add(*blind_candidates(phone, 'phone'))})"
        )
    sql = f"SELECT id FROM ({' UNION '.join(asked)}) sheets ORDER BY id DESC LIMIT {MOST_SHEETS}"
    return [row["id"] for row in await db.rows(sql, *marks.values)]
