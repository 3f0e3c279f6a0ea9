"""The other people of a sheet, as its answers name them: who they are, what stands against it, and asking them.

Their names, numbers and phones lie sealed; a number is found again by the same blind index as a citizen's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.applications.application import Application
from core.applications.history import By
from core.applications.loading import Party
from core.applications.moving import Moment
from core.citizens import Citizen
from core.crypto import blind, blind_candidates, seal
from core.db.batch import Value
from core.house import working_days_from
from core.ids import new_id
from core.refusals import Defect
from core.scenes import Judgement, Scene
from core.scenes.clauses import Party as Role
from core.secret import IdNumber, Name, Phone
from core.words import DEFAULT, say

NAME, ID_NUMBER, PHONE = "parties.name", "parties.id_number", "parties.phone"
APPLICANT, SUBJECT = "applicant", "subject"
CONFIRMED, INVITED, DECLINED, LAPSED = "confirmed", "invited", "declined", "lapsed"
UNREGISTERED = "unregistered"
TO_INVITE = "to_invite"  # how a draft shows somebody who will be asked when it is sent
ASKED = "confirmation_asked"  # the letter to a phone that may be nobody's yet
AWAITED = "awaits_party"  # the applicant's, instead of that about the offices


@dataclass(frozen=True)
class Said:
    """One thing the sheet says of a person, as they read it themselves."""

    id: str
    label: str
    value: str


@dataclass(frozen=True)
class PartyView:
    """`says` is who this is, in the scene's words; `name` and `phone` are masked unless it is about oneself.

    state: confirmed, to_invite (a draft), invited, declined, lapsed, unregistered. `confirm_by`: ISO date. `said`: only
    for the person it is about.
    """

    role: str
    name: str | None
    state: str
    says: str = ""
    confirm_by: str | None = None
    phone: str | None = None
    you: bool = False
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Named:
    """Somebody the answers name. Whoever is to confirm has a number; a newborn has none yet."""

    role: str
    party: Role
    name: Name | None
    id_number: IdNumber | None = None
    phone: Phone | None = None


def those_who_confirm(scene: Scene, judgement: Judgement) -> tuple[Named, ...]:
    """A role whose number nobody was asked for (a parent alone) is not there."""
    found = (_named(role, party, judgement) for role, party in scene.confirming.items())
    return tuple(one for one in found if one.id_number is not None)


def newborn_in(scene: Scene, judgement: Judgement) -> Named | None:
    return _named(SUBJECT, scene.unregistered, judgement) if scene.unregistered else None


def _named(role: str, party: Role, judgement: Judgement) -> Named:
    told = {what: judgement.values.get(field) for what, field in party.takes.items()}
    name, number, phone = (told.get(what) for what in ("name", "id_number", "phone"))
    return Named(
        role,
        party,
        Name(name) if isinstance(name, str) and name else None,
        IdNumber(number) if isinstance(number, str) and number else None,
        Phone(phone) if isinstance(phone, str) and phone else None,
    )


def defects_in(scene: Scene, judgement: Judgement, citizen: Citizen) -> Iterator[Defect]:
    """Nobody confirms to themselves, and nobody confirms twice. A phone may be one person's sign-in only."""
    numbers = {citizen.id_number.reveal()} if citizen.id_number else set()
    phones = {citizen.phone.reveal()} if citizen.phone else set()
    for one in those_who_confirm(scene, judgement):
        if one.id_number and one.id_number.reveal() in numbers:
            yield Defect(one.party.takes["id_number"], "party_is_already_here", {"who": one.party.says})
        if one.phone and one.phone.reveal() in phones:
            yield Defect(one.party.takes["phone"], "party_needs_own_phone", {"who": one.party.says})
        numbers |= {one.id_number.reveal()} if one.id_number else set()
        phones |= {one.phone.reveal()} if one.phone else set()


def changed_in(scene: Scene, judgement: Judgement, parties: Iterable[Party]) -> Iterator[Defect]:
    """Whoever was asked stays the one who was asked: a correction may put a name right, not another in their place."""
    asked = {party.role: party.id_number_index for party in parties if party.id_number_index}
    now = {one.role: one for one in those_who_confirm(scene, judgement)}
    for role in asked.keys() | now.keys():
        number = now[role].id_number if role in now else None
        if number is None or asked.get(role) not in blind_candidates(number.reveal(), "id_number"):
            party = scene.parties[role]
            yield Defect(party.takes["id_number"], "party_was_asked_already", {"who": party.says})


def rename(application: Application, scene: Scene, judgement: Judgement, parties: Iterable[Party]) -> None:
    """After a correction the parties are called what the sheet now calls them."""
    newborn = newborn_in(scene, judgement)
    people = {one.role: one for one in (*those_who_confirm(scene, judgement), *((newborn,) if newborn else ()))}
    for party in parties:
        if (one := people.get(party.role)) and one.name:
            application.also.update("parties", {"id": party.id}, {"name": seal(one.name.reveal(), NAME)})


def label_of(scene: Scene, role: str, language: str = DEFAULT) -> str:
    """`孩子的另一位家长`, as the scene calls them; `申请人`, as every sheet does."""
    party = scene.parties.get(role)
    return party.says if party and (party.confirms or party.unregistered) else say(f"roles.{role}", {}, language)


def drafted(scene: Scene, judgement: Judgement, citizen: Citizen) -> tuple[PartyView, ...]:
    """The people of a draft, as the one who fills it in has named them."""
    own = citizen.name.reveal() if citizen.name else None
    newborn = newborn_in(scene, judgement)
    subject = PartyView(SUBJECT, own, CONFIRMED, label_of(scene, SUBJECT), you=True)
    if newborn:
        subject = PartyView(SUBJECT, _plain(newborn.name), UNREGISTERED, newborn.party.says)
    others = (
        PartyView(
            one.role, _plain(one.name), TO_INVITE, one.party.says, phone=one.phone.masked() if one.phone else None
        )
        for one in those_who_confirm(scene, judgement)
    )
    return subject, PartyView(APPLICANT, own, CONFIRMED, label_of(scene, APPLICANT), you=True), *others


def _plain(name: Name | None) -> str | None:
    return name.reveal() if name else None


def own_rows(application: Application, scene: Scene, at: int) -> list[dict[str, Value]]:
    """The parties that a draft begins with: the one who signed in, and whom it is for, where that is the same."""
    roles = (APPLICANT,) if scene.unregistered else (SUBJECT, APPLICANT)
    return [
        {
            "id": new_id(),
            "application_id": application.id,
            "role": role,
            "citizen_id": application.citizen_id,
            "state": CONFIRMED,
            "confirmed_at": at,
        }
        for role in roles
    ]


def join(application: Application, scene: Scene, judgement: Judgement) -> None:
    """Write down whom the sheet is about, where that is somebody without a number."""
    newborn = newborn_in(scene, judgement)
    if newborn:
        application.also.insert("parties", _row(application, newborn, UNREGISTERED, None))


def invite(application: Application, scene: Scene, judgement: Judgement, *, by: By, when: Moment) -> tuple[Party, ...]:
    """Ask everybody who is to confirm: their rows, one event each, and the letter that goes to their phone."""
    asked = []
    for one in those_who_confirm(scene, judgement):
        last = working_days_from(when.today, one.party.confirm_within)
        confirm_by = last.isoformat() if last else None
        row = _row(application, one, INVITED, confirm_by)
        application.also.insert("parties", row)
        data = {"party_id": str(row["id"]), "role": one.role, "confirm_by": confirm_by}
        application.record("party_invited", by, when.at, data=data, letter=ASKED)
        index = str(row["id_number_index"])
        asked.append(Party(str(row["id"]), one.role, None, INVITED, confirm_by, index))
    return tuple(asked)


def _row(application: Application, one: Named, state: str, confirm_by: str | None) -> dict[str, Value]:
    return {
        "id": new_id(),
        "application_id": application.id,
        "role": one.role,
        "name": seal(one.name.reveal(), NAME) if one.name else None,
        "id_number": seal(one.id_number.reveal(), ID_NUMBER) if one.id_number else None,
        "id_number_index": blind(one.id_number.reveal(), "id_number") if one.id_number else None,
        "phone": seal(one.phone.reveal(), PHONE) if one.phone else None,
        "state": state,
        "confirm_by": confirm_by,
    }
