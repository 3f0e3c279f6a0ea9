"""Administrative regions as 12 digits: province 2, city 2, county 2 (GB/T 2260), town 3, village 3 (GB/T 10114).

Five levels by position; a level that a place does not have is zeros (a city without counties has towns right below).
"""

from typing import Literal

Level = Literal["province", "city", "county", "town", "village"]
LEVELS: tuple[Level, ...] = ("province", "city", "county", "town", "village")
_ENDS = (2, 4, 6, 9, 12)
_LENGTH = 12


class RegionWrong(ValueError):
    """What is wrong, as a stable code: `region_length` or `region_sign`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def tidy_region(text: str) -> str:
    """12 digits from 2, 4, 6, 9 or 12. Raises: RegionWrong."""
    if not (text.isascii() and text.isdigit()):
        raise RegionWrong("region_sign")
    if len(text) not in _ENDS:
        raise RegionWrong("region_length")
    if text.startswith("00"):
        raise RegionWrong("region_sign")
    return text.ljust(_LENGTH, "0")


def level_of(region: str) -> Level:
    """The level of a 12-digit region: the deepest part that is not zeros."""
    starts = (0, *_ENDS[:-1])
    deepest = max(
        at for at, (start, end) in enumerate(zip(starts, _ENDS, strict=True)) if int(region[start:end]) or not at
    )
    return LEVELS[deepest]


def stem_of(region: str) -> str:
    """The digits that every region inside it begins with."""
    return region[: _ENDS[LEVELS.index(level_of(region))]]


def parent_of(region: str) -> str | None:
    """The region around it, 12 digits; None above a province. Levels that a place does not have are skipped."""
    at = LEVELS.index(level_of(region))
    if at == 0:
        return None
    return tidy_region(stem_of(region[: _ENDS[at - 1]].ljust(_LENGTH, "0")))


def path_of(region: str) -> tuple[str, ...]:
    """From the province down to the region itself, 12 digits each."""
    above = parent_of(region)
    return (region,) if above is None else (*path_of(above), region)


def within(region: str, around: str) -> bool:
    """Whether `region` is `around` or lies inside it."""
    return region.startswith(stem_of(around))


def at_level(region: str, level: Level) -> str:
    """The region of that level which `region` lies in; `region` itself where it is not so deep."""
    return region[: _ENDS[LEVELS.index(level)]].ljust(_LENGTH, "0")
