"""Codes of items (事项): 基本编码 (catalogue) and 实施编码 (one agency's item).

Two profiles are alive: the national platform's exchange tables (12 and 31 signs, what this house makes) and
GB/T 39046-2020 (up to 10 and 24). Both are accepted; only the national one can be taken apart.
"""

import re
from dataclasses import dataclass
from typing import Literal

from core.codes.uscc import is_uscc

Profile = Literal["national", "gbt39046"]
_CATALOG = re.compile(r"(?P<area>\d{2})(?P<kind>\d{2})(?P<main>\d{5})(?P<sub>\d{3})")
_OTHER = re.compile(r"[0-9A-Z]+")
_CATALOG_LENGTH, _TASK_LENGTH = 12, 31
_LONGEST: dict[str, int] = {"catalog": 10, "task": 24}  # GB/T 39046-2020: an..10 and an..24
LEVELS = {1: "state", 2: "province", 3: "city", 4: "county", 5: "town", 6: "village", 7: "shared"}  # its Annex A


class TaskCodeWrong(ValueError):
    """What is wrong, as a stable code: `catalog_code_wrong`, `task_code_wrong`, `task_code_agency` or
    `task_code_level`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class CatalogCode:
    """2 (00 national, else a province) + 2 (kind of item) + 5 (main item) + 3 (sub item, 000 if none)."""

    area: str
    kind: str
    main: str
    sub: str

    def __str__(self) -> str:
        return self.area + self.kind + self.main + self.sub


@dataclass(frozen=True)
class TaskCode:
    """18 (the agency's USCC) + 1 (level, GB/T 39046 Annex A) + 12 (catalogue code)."""

    agency: str
    level: int
    catalog: CatalogCode

    def __str__(self) -> str:
        return f"{self.agency}{self.level}{self.catalog}"


def catalog_code(text: str) -> CatalogCode:
    """A 12-digit 基本编码. Raises: TaskCodeWrong."""
    found = _CATALOG.fullmatch(text) if text.isascii() else None
    if found is None:
        raise TaskCodeWrong("catalog_code_wrong")
    return CatalogCode(**found.groupdict())


def task_code(text: str) -> TaskCode:
    """A 31-sign 实施编码, its agency's check sign verified. Raises: TaskCodeWrong."""
    if len(text) != _TASK_LENGTH:
        raise TaskCodeWrong("task_code_wrong")
    if not is_uscc(text[:18]):
        raise TaskCodeWrong("task_code_agency")
    if text[18] not in "1234567":
        raise TaskCodeWrong("task_code_level")
    return TaskCode(text[:18], int(text[18]), catalog_code(text[19:]))


def make_task_code(agency: str, level: int, catalog: str) -> str:
    """The 实施编码 of an agency's item. Raises: TaskCodeWrong."""
    return str(task_code(f"{agency}{level}{catalog}"))


def profile_of(text: str, what: Literal["catalog", "task"]) -> Profile:
    """By which profile a code from elsewhere is written. Raises: TaskCodeWrong when by neither."""
    if what == "catalog" and len(text) == _CATALOG_LENGTH:
        catalog_code(text)
        return "national"
    if what == "task" and len(text) == _TASK_LENGTH:
        task_code(text)
        return "national"
    if len(text) > _LONGEST[what] or not _OTHER.fullmatch(text):
        raise TaskCodeWrong(f"{what}_code_wrong")
    return "gbt39046"
