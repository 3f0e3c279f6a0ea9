"""Who lives and works in the story's city, and the sheets they hand in. Two districts, six sorts of offices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core import db
from core.applications import begin, open_draft, sheet, submit
from core.citizens import Caller
from core.crypto import seal
from core.ids import new_id
from core.json import Json, encode
from core.ports import Path
from core.staff import Staff
from core.staff.staff import staff_from
from tests.core.applications.world import LOCAL, Told, id_number, person

DISTRICTS = {"donghu": "990101001001", "xiling": "990102001001"}
KINDS = ("civil-affairs", "public-security", "health", "disease-control", "medical-insurance", "human-resources")
PEOPLE = {
    "mother": ("19900990001", "19930301", "何静"),
    "father": ("19900990002", "19920507", "林浩"),
    "elder": ("19900990003", "19550301", "王建国"),
    "stranger": ("19900990004", "19800808", "钱生"),
}
AT_WORK = {"one": ("clerk", "officer"), "two": ("officer",), "three": ("officer",), "boss": ("supervisor",)}
ACCOUNT, HOSPITAL, BANK = "6230910199000012345", "云川市妇幼保健院甲楼", "云川农商银行柳荫支行"
SECRETS = {  # what only these items' offices may read, by the field it stands in
    ACCOUNT: {"maternity-expenses"},
    BANK: {"maternity-expenses"},
    HOSPITAL: {"birth-certificate", "maternity-expenses"},
}


async def citizens() -> dict[str, Caller]:
    return {who: await person(*told) for who, told in PEOPLE.items()}


async def colleagues() -> tuple[Staff, ...]:
    """The same people in every district office; an officer of the city for each sort of office."""
    batch = db.Batch()
    for kind in KINDS:
        for district in DISTRICTS:
            for name, roles in AT_WORK.items():
                _put(batch, f"{district}-{kind}", name, roles)
        _put(batch, kind, "city", ("officer", "clerk"))
    await db.commit(batch)
    return tuple(staff_from(row) for row in await db.rows("SELECT * FROM staff ORDER BY name"))


def _put(batch: db.Batch, department: str, name: str, roles: tuple[str, ...]) -> None:
    called = f"{department}-{name}"
    about = {"id": new_id(), "name": called, "shown_name": called, "password_hash": "-"}
    region = {"donghu": "990101000000", "xiling": "990102000000"}.get(department.partition("-")[0], "990100000000")
    place = {"department": department, "region": region, "roles": encode(roles).decode()}
    counted = {"totp_step": 0, "tries": 0, "version": 1, "created_at": 1}
    batch.insert("staff", {**about, **place, "totp_secret": seal("x", "staff.totp"), **counted})


def sees(department: str, other: str) -> bool:
    """By hand: one's own office, and for the city's office the districts' of the same name."""
    return other in {department, *(f"{district}-{department}" for district in (*DISTRICTS, "wangchuan"))}


@dataclass(frozen=True)
class Sheet:
    """One sheet to hand in. `promises`: papers that will follow."""

    who: str
    scene: str
    answers: Mapping[str, Json]
    facts: Mapping[Path, Json]
    promises: tuple[str, ...] = ()
    without: frozenset[str] = field(default_factory=frozenset)


def sheet_of(kind: str, n: int) -> Sheet:
    """`n` chooses among what may be different."""
    region = DISTRICTS["xiling" if n % 4 == 3 else "donghu"]
    facts = {**LOCAL, "registry.population.region": region}
    return {"newborn": _newborn, "id-card": _id_card, "reissue": _reissue, "senior-card": _senior}[kind](n, facts)


def _newborn(n: int, facts: dict[Path, Json]) -> Sheet:
    phone, born, name = PEOPLE["father"]
    child = {"baby_name": "林小满", "baby_sex": "female", "born_on": "2026-10-20", "hospital": HOSPITAL}
    other = {"other_name": name, "other_id_number": id_number(born, phone[-3:]), "other_phone": phone}
    asked = {"born_in": "here", "couple": "married", "household": "here", "i_am": "mother"}
    chosen = {
        "certificate": "issued" if n % 5 == 4 else "not_yet",
        "insured": "none" if n % 7 == 6 else "employee",
        "follow": "other" if n % 3 == 2 else "mine",
        "card_by": "pickup",
        "clinic": "990101001002",
    }
    money = {} if chosen["insured"] == "none" else {"bank": BANK, "account": ACCOUNT}
    if n % 2:
        facts |= {"registry.birth.is_recorded": True, "registry.birth.born_on": "2026-10-20"}
        facts |= {"registry.birth.sex": "female", "registry.birth.hospital": HOSPITAL}
        facts |= {"registry.marriage.is_married": True, "registry.marriage.spouse_name": name}
    owes = ("discharge_bill",) if n % 3 and money else ()
    return Sheet("mother", "newborn", {**asked, **child, **other, **chosen, **money}, facts, owes)


def _id_card(n: int, facts: dict[Path, Json]) -> Sheet:
    reason = ("expired", "lost", "damaged", "first")[n % 4]
    if reason == "first":
        facts["licence.id_card"] = None
    if n % 2:
        facts.pop("registry.household.is_member")
    chosen: dict[str, Json] = {"reason": reason, "household": "here", "window": "donghu", "pickup": "office"}
    chosen |= {"lost_words": True} if reason == "lost" else {}
    chosen |= {"support": "receives" if n % 6 == 2 else "none"} if reason in {"expired", "damaged"} else {}
    return Sheet("elder", "id-card", chosen, facts)


def _reissue(n: int, facts: dict[Path, Json]) -> Sheet:
    if n % 2:
        facts["licence.residence_permit"] = {"valid_until": "2027-12-30"}
    else:
        facts.pop("licence.residence_permit")
    chosen: dict[str, Json] = {"reason": "lost", "residence": "valid", "lost_words": True, "pickup": "electronic"}
    return Sheet("elder", "residence-permit-reissue", chosen, facts)


def _senior(n: int, facts: dict[Path, Json]) -> Sheet:
    chosen: dict[str, Json] = {"pickup": ("electronic", "office")[n % 5 == 4], "household": "here"}
    if n % 5 == 4:
        chosen["pickup_at"] = "990101001002"
    if n % 3 == 0:
        return Sheet("elder", "senior-card", chosen, facts)
    facts["registry.population.is_local"] = False
    facts.pop("licence.residence_permit")
    owes = ("permit",) if n % 3 == 1 else ()
    return Sheet("elder", "senior-card", {**chosen, "household": "away", "residence": "has"}, facts, owes)


async def handed_in(caller: Caller, told: Sheet) -> str:
    """Filled in, every paper that is asked for photographed but those promised, sent. The application's id."""
    knowledge = Told(told.facts)
    begun = await begin(caller, told.scene, told.answers, knowledge=knowledge)
    for target in await _asked_for(caller, begun.id, knowledge) - set(told.promises):
        await upload(caller.citizen_id, begun.id, target)
    now = await sheet(caller, begun.id, knowledge=knowledge)
    consents = tuple(consent.id for consent in now.consents)
    await submit(caller, now.id, now.version, consents=consents, promises=told.promises, knowledge=knowledge)
    return now.id


async def _asked_for(caller: Caller, application_id: str, knowledge: Told) -> set[str]:
    """Photos of the form, and papers that no record fills in."""
    draft = await open_draft(caller, application_id, knowledge)
    needs = [need for need in draft.judgement.materials if need.have is not True and not need.made_by]
    return {need.id for need in needs if not need.optional} | ({"photo"} & set(draft.judgement.todo))


async def upload(citizen_id: str, application_id: str, target: str) -> None:
    batch = db.Batch()
    about = {"id": new_id(), "application_id": application_id, "citizen_id": citizen_id, "target": target}
    what = {"name": seal(f"{target}.jpg", "uploads.name"), "media_type": "image/jpeg", "size": 1000}
    batch.insert("uploads", {**about, **what, "sha256": "0" * 64, "place": "nowhere", "trust": "C", "created_at": 1})
    await db.commit(batch)
