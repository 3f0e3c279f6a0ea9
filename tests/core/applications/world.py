"""A city with one person in it, for tests of the whole way: real scenes, a knowledge that says what it was told."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from core.citizens import Caller, sign_in, verify
from core.codes.id_number import check_sign
from core.json import Json
from core.ports import Fact, FactField, Facts, Path, Subject, Verdict
from core.secret import IdNumber, Name, Phone

TODAY = date(2026, 11, 21)
LOCAL: dict[Path, Json] = {
    "registry.population.is_local": True,
    "registry.population.region": "990101001001",
    "registry.population.address": "湖东区柳溪街道柳荫社区 5 号",
    "registry.household.is_member": True,
    "registry.household.number": "990101000123",
    "registry.household.head": "王建国",
    "licence.id_card": {"long_term": True},
    "licence.id_card.photo": None,
    "licence.residence_permit": None,
    "licence.senior_card": None,
}


PICTURE = "data:image/png;base64,iVBORw0KGgo="


@dataclass
class Told:
    """Knowledge of ten lines. Paths that it was told nothing about are unknown."""

    values: Mapping[Path, Json] = field(default_factory=lambda: LOCAL)
    asked: list[str] = field(default_factory=list)
    sources: Mapping[Path, str] = field(default_factory=dict)

    def vocabulary(self) -> Mapping[Path, FactField]:
        return {}

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        self.asked.append(purpose)
        known = {
            path: Fact(self.values[path], self.sources.get(path, "人口库"), TODAY)
            for path in paths
            if path in self.values
        }
        return Facts(known, frozenset(paths) - known.keys())


class Agrees:
    name = "agrees"

    async def agree(self, name: Name, id_number: IdNumber, phone: Phone) -> Verdict:
        return "agree"


def id_number(born: str, serial: str = "001") -> str:
    first = f"990101{born}{serial}"
    return first + check_sign(first)


async def person(phone: str = "19900990001", born: str = "19600301", name: str = "王建国") -> Caller:
    """Signed in by SMS and verified."""
    citizen = await sign_in("sms", phone, phone)
    caller = Caller(citizen.id, "session", "sms", citizen.assurance)
    reached = await verify(caller, name, id_number(born, phone[-3:]), [Agrees()])
    return Caller(citizen.id, "session", "sms", reached)
