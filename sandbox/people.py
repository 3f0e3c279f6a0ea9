"""The pretend people: who they are, what the registers say of them, and ID numbers that check but belong to nobody.

Each person stands for one point of the rules: 66 and everything in order, 59, turning 60 on the day the demo began,
born on a 29 February, from elsewhere with and without a residence permit, contradicted by a register, a couple with a
newborn, a card that ends next month, and so on.
Birthdays are worked out from the date of the first start, written into the sandbox's file with the ID number, and
never moved again, so that a number somebody copied stays right; each birthday lies so that its person keeps the
point for months (who turned 60 that day stays 60). The regions in the numbers, 9901xx and 9801xx, do not exist in
GB/T 2260, and 199 0099 xxxx is marked as pretend.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import cast

from .kinds import Json, JsonObject, as_object, decode, text_of
from .store import Store

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
CHECKS = "10X98765432"
DATA = Path(__file__).parent / "data"
LEAP_YEARS_BACK = 8  # far enough to step over a century that has no 29 February


def id_number(region: str, born: date, sequence: int) -> str:
    """18 characters by GB 11643: region, birthday, sequence (odd for a man), check character."""
    body = f"{region}{born:%Y%m%d}{sequence:03d}"
    return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def birthday(point: JsonObject, today: date) -> date:
    """`{age, days_past}`: so old, the birthday so many days ago. `{leap_day, least}`: the last 29 February that
    makes them that old.
    """
    if "leap_day" in point:
        year = today.year - int(cast(int, point["least"]))
        years = [
            y
            for y in range(year, year - LEAP_YEARS_BACK - 1, -1)
            if _is_leap(y) and (y < year or (today.month, today.day) >= (3, 1))
        ]
        return date(years[0], 2, 29)
    anniversary = today - timedelta(days=int(cast(int, point["days_past"])))
    year = anniversary.year - int(cast(int, point["age"]))
    if (anniversary.month, anniversary.day) == (2, 29) and not _is_leap(year):
        return date(year, 2, 28)
    return anniversary.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@dataclass(frozen=True)
class Person:
    id: str
    id_number: str
    told: JsonObject  # this person's entry in data/people.json

    @cached_property
    def name(self) -> str:
        return text_of(self.told["name"])

    @cached_property
    def phone(self) -> str:
        return text_of(self.told["phone"])

    @cached_property
    def born(self) -> date:
        return date.fromisoformat(f"{self.id_number[6:10]}-{self.id_number[10:12]}-{self.id_number[12:14]}")

    @property
    def is_man(self) -> bool:
        return int(self.id_number[16]) % 2 == 1

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def says(self, on: date) -> str:
        """Who this is, in a line."""
        return text_of(self.told["says"]).replace("{age}", str(self.age(on)))

    def record(self, register: str) -> JsonObject | None:
        """What `register` holds of this person, as it stands in the data; None: nothing."""
        found = self.told.get(register)
        return found if isinstance(found, dict) else None

    @property
    def is_slow(self) -> bool:
        """Whether the registers take long over this person."""
        return self.told.get("slow") is True


class People:
    """Everybody, in the order of the data file."""

    def __init__(self, store: Store, today: date) -> None:
        entries = [as_object(entry) for entry in cast(list[Json], decode((DATA / "people.json").read_text("utf-8")))]
        numbers = store.now(lambda db: _settle(db, entries, today))
        self.began = store.now(lambda db: _began(db, today))
        self.all = tuple(Person(text_of(entry["id"]), numbers[text_of(entry["id"])], entry) for entry in entries)
        self.by_id: Mapping[str, Person] = MappingProxyType({person.id: person for person in self.all})
        self._by_number = {person.id_number: person for person in self.all}
        self._by_phone = {person.phone: person for person in self.all}

    def numbered(self, number: str) -> Person | None:
        return self._by_number.get(number.upper())

    def owner(self, phone: str) -> Person | None:
        """In whose name the operator has this phone: not always who has it in their pocket."""
        person = self._by_phone.get(phone)
        return self.by_id.get(text_of(person.told.get("phone_owner")), person) if person else None


def _settle(db: sqlite3.Connection, entries: list[JsonObject], today: date) -> dict[str, str]:
    """The ID number of everybody: as it was settled before, or settled now for who is new."""
    known = {row["id"]: row["id_number"] for row in db.execute("select id, id_number from people")}
    for rank, entry in enumerate(entries):
        key = text_of(entry["id"])
        if key not in known:
            born = birthday(as_object(entry["born"]), today)
            known[key] = id_number(text_of(entry["number_region"]), born, int(cast(int, entry["sequence"])))
            db.execute("insert into people (id, rank, id_number) values (?, ?, ?)", (key, rank, known[key]))
    return known


def _began(db: sqlite3.Connection, today: date) -> date:
    """The day this world was made."""
    db.execute("insert or ignore into settings (name, value) values ('began', ?)", (today.isoformat(),))
    return date.fromisoformat(db.execute("select value from settings where name='began'").fetchone()["value"])


def staff(*, shown: bool = False) -> list[JsonObject]:
    """Who sits at the pretend desk: names, passwords and TOTP secrets, all of them public.

    `shown`: with `shown_name`, what colleagues call them.
    """
    found = cast(list[JsonObject], json.loads((DATA / "staff.json").read_text("utf-8")))
    return [{name: part for name, part in one.items() if shown or name != "shown_name"} for one in found]
