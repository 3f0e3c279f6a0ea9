"""A city in which things are under way: got ready by the API, so that every screen has something to show."""

from dataclasses import dataclass
from typing import Any

from tests.h5.officers import officer
from tests.miniprogram.caller import Caller, called_by
from tests.miniprogram.citizen import Citizen

OLD, NAMED = "周守义", "何静"
LOST = {"reason": "lost", "household": "here", "lost_words": True, "window": "donghu", "pickup": "office"}
EXPIRED = {"reason": "expired", "household": "here", "support": "none", "window": "donghu", "pickup": "office"}
ADDRESS = {"region": "990101001001", "street": "望月巷 50 号 6 栋 601 室"}


@dataclass(frozen=True)
class Stories:
    """Ids: of applications by how they stand, and what the old man has."""

    done: str
    licence: str
    letter: str
    to_pay: str
    to_correct: str
    asked: str
    draft: str
    summary: str


def written(people: dict[str, Citizen]) -> Stories:
    """`people` by name: each does their part."""
    old = called_by(people[OLD])
    done = old.submitted("senior-card", {"pickup": "electronic"})
    draft = called_by(people["唐玉兰"])
    return Stories(
        done=done,
        licence=old.get("/licences")["items"][0]["id"],
        letter=old.get("/letters")["items"][0]["id"],
        to_pay=_with_the_clerk(called_by(people["罗平"]), LOST, "accept"),
        to_correct=_with_the_clerk(called_by(people["邓凯"]), EXPIRED, "ask_correction"),
        asked=_newborn(people),
        draft=str(draft.begins("newborn", {"certificate": "not_yet", "insured": "employee"})["id"]),
        summary=str(called_by(people["刘淑芬"]).begins("senior-card", {"pickup": "post", "address": ADDRESS})["id"]),
    )


def _with_the_clerk(caller: Caller, answers: dict[str, Any], move: str) -> str:
    application = caller.submitted("id-card", answers)
    clerk = officer(str(caller.http.base_url).removesuffix("/api/v1/"), "gongan-chuangkou")
    case = clerk.finds(str(caller.get(f"/applications/{application}")["query_code"]))
    items = [{"id": "old_card", "says": "看不到背面"}, {"id": "pickup", "says": "这个窗口下周不发证，请改成邮寄"}]
    said = {"opinion": "请改好再交", "items": items} if move == "ask_correction" else {}
    clerk.does(case, move, **said)
    return application


def _newborn(people: dict[str, Citizen]) -> str:
    called_by(people["林浩"])
    return newborn(people[NAMED], people["林浩"])


def newborn(mother: Citizen, father: Citizen) -> str:
    """The id of the sheet that she has sent and that waits for his yes."""
    answers = {
        "certificate": "not_yet",
        "insured": "employee",
        "baby_name": "林小满",
        "other_id_number": father.id_number,
        "other_phone": father.number,
        "follow": "mine",
        "clinic": "990101001002",
        "card_by": "post",
        "address": ADDRESS,
        "bank": "云川农商银行",
        "account": "6230910199000012345",
    }
    return called_by(mother).submitted("newborn", answers, papers=("discharge_bill", "bank_card"))
