"""The bodies of the desk's API and what stands in its addresses, as types: strict, and nothing unknown in them."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import Field

from api.v1.bodies import NO_NUL, Body, Id, Text, Version
from core.desk import ItemToCorrect, Said, Wanted
from core.desk.access import LONGEST_PURPOSE
from core.desk.queue import MOST
from core.refusals import Defect, Invalid

Word = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
Words = Annotated[Text, Field(pattern=NO_NUL)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Asked = Annotated[str | None, Query(max_length=64, pattern=NO_NUL)]
Typed = Annotated[str, Query(max_length=64, pattern=NO_NUL)]
Purpose = Annotated[str, Query(min_length=1, max_length=LONGEST_PURPOSE, pattern=NO_NUL)]
MOST_ITEMS, MOST_MOVES = 100, 100


class SignIn(Body):
    name: Word
    password: Annotated[str, Field(max_length=256)]
    totp: Annotated[str, Field(max_length=16)]


class Claim(Body):
    """`version`: the case's, as it was seen; left out, it is taken as it is."""

    version: Version | None = None


class Opinion(Body):
    text: Words = ""
    reason: Word | None = None
    remedy: Words | None = None
    until: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None = None


class Item(Body):
    """`id`: a field or material of this case; `says`: what to do about it."""

    id: Id
    says: Annotated[Words, Field(min_length=1)]


class Move(Body):
    """`opinion`: a text, or `{text, reason, remedy, until}`."""

    move: Word
    opinion: Words | Opinion | None = None
    items: Annotated[list[Item], Field(max_length=MOST_ITEMS)] = Field(default_factory=list)
    version: Version

    def wanted(self, case_id: str) -> Wanted:
        items = tuple(ItemToCorrect(one.id, one.says) for one in self.items)
        return Wanted(case_id, self.move, self._said(), items, self.version)

    def _said(self) -> Said:
        if isinstance(self.opinion, Opinion):
            return Said(self.opinion.text, self.opinion.reason, self.opinion.remedy, _day(self.opinion.until))
        return Said(self.opinion or "")


class Row(Move):
    case: Id


class Moves(Body):
    moves: Annotated[list[Row], Field(min_length=1, max_length=MOST_MOVES)]


def _day(until: str | None) -> date | None:
    """Raises: Invalid for a day that no calendar has."""
    try:
        return date.fromisoformat(until) if until else None
    except ValueError:
        raise Invalid([Defect("opinion.until", "wrong")]) from None
