"""Whose licence it is: what the document says of its holder. A newborn has no number yet."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.citizens.citizen import Citizen
from core.codes.id_number import birthday_of, sex_of
from core.json import Json
from core.secret import IdNumber, Name

LARGEST_PHOTO = 300_000  # bytes: an inch photo at 300 dpi is about 40,000


@dataclass(frozen=True)
class Holder:
    """Everything the licence knows of its holder. Only the holder's own document shows it in full.

    `sex` is `male` or `female`; `photo` a small JPEG or PNG.
    """

    name: Name
    id_number: IdNumber | None
    sex: str
    birthday: date
    photo: bytes | None = field(default=None, repr=False)

    @classmethod
    def of(cls, citizen: Citizen) -> "Holder":
        """Raises, as a fault and no refusal: ValueError for somebody whose name and number nobody has checked."""
        if citizen.name is None or citizen.id_number is None:
            raise ValueError("a licence is for somebody whose name and number were checked")
        number = citizen.id_number.reveal()
        return cls(citizen.name, citizen.id_number, sex_of(number), birthday_of(number))

    @classmethod
    def opened(cls, told: Mapping[str, str]) -> "Holder":
        """As `closed` wrote it."""
        number, photo = told.get("id_number"), told.get("photo")
        return cls(
            Name(told["name"]),
            IdNumber(number) if number else None,
            told["sex"],
            date.fromisoformat(told["birthday"]),
            base64.b64decode(photo) if photo else None,
        )

    def closed(self) -> Mapping[str, Json]:
        """To be sealed at once. A photo that is far too large is left out."""
        told: dict[str, Json] = {"name": self.name.reveal()}
        if self.id_number:
            told["id_number"] = self.id_number.reveal()
        told |= {"sex": self.sex, "birthday": self.birthday.isoformat()}
        if self.photo and len(self.photo) <= LARGEST_PHOTO:
            told["photo"] = base64.b64encode(self.photo).decode()
        return told
