"""After 补正: what the API lets back to an office is as whole as what it let in. Nothing half answered is kept."""

import pytest

from core import db
from core.applications import begin, confirm, correct, move, one, submit
from core.applications.guards import Opinion
from core.applications.history import By
from core.citizens import Caller
from core.json import Json
from core.refusals import Conflict, Invalid
from tests.core.applications.couple import father, mother, open_small_city, submitted
from tests.core.applications.world import LOCAL, PICTURE, Told, person

pytestmark = pytest.mark.usefixtures("database", "open_city")
CLERK = By("clerk", "clerk-1")
TOLD = Told({**LOCAL, "licence.id_card.photo": PICTURE})
HOME: Json = {"region": "990101001001", "street": "柳荫路 5 号"}


async def asked(caller: Caller, application_id: str, name: str = "ask_correction") -> int:
    """An office wants something put right; answers the version the person sees then."""
    case = (await one(caller, application_id)).cases[0]
    reason = "unreadable" if name == "return" else None
    return (await move(case.id, name, CLERK, opinion=Opinion("请改一下领取方式", reason))).version


async def a_card(caller: Caller, **answers: Json) -> str:
    """A senior card handed in, to be shown on the phone unless `answers` say otherwise. Nobody has looked at it."""
    begun = await begin(caller, "senior-card", {"pickup": "electronic", **answers}, knowledge=TOLD)
    consents = tuple(consent.id for consent in begun.consents)
    return (await submit(caller, begun.id, begun.version, consents=consents, knowledge=TOLD)).id


async def everything(application_id: str) -> list[tuple[object, ...]]:
    """All that a correction may touch."""
    told = []
    for sql in (
        "SELECT * FROM applications WHERE id = $1",
        "SELECT * FROM cases WHERE application_id = $1 ORDER BY id",
        "SELECT * FROM events WHERE application_id = $1 ORDER BY seq",
        "SELECT * FROM parties WHERE application_id = $1 ORDER BY id",
        "SELECT * FROM materials WHERE application_id = $1 ORDER BY id",
    ):
        told += [tuple(dict(row).values()) for row in await db.rows(sql, application_id)]
    return told


async def refused(caller: Caller, application_id: str, answers: dict[str, Json], version: int) -> list[tuple[str, str]]:
    """What stands against it; nothing was written."""
    before = await everything(application_id)
    with pytest.raises(Invalid) as wrong:
        await correct(caller, application_id, answers, version)
    assert await everything(application_id) == before
    return sorted((defect.field, defect.code) for defect in wrong.value.defects)


@pytest.mark.parametrize("how", ["ask_correction", "return"])
@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        ({"pickup": "post"}, "address"),
        ({"pickup": "office"}, "pickup_at"),
        ({"pickup": "post", "address": None}, "address"),
        ({"pickup": None}, "pickup"),
        ({"pickup": "post", "pickup_at": "990101001001"}, "address"),
    ],
)
async def test_an_answer_that_opens_a_question_is_not_enough_alone(how: str, answers: dict[str, Json], opened: str):
    caller = await person()
    application_id = await a_card(caller)
    version = await asked(caller, application_id, how)
    assert await refused(caller, application_id, answers, version) == [(opened, "answer_needed")]


async def test_what_was_refused_is_taken_with_the_missing_answer_and_the_same_version():
    caller = await person()
    application_id = await a_card(caller)
    version = await asked(caller, application_id)
    await refused(caller, application_id, {"pickup": "post"}, version)
    await correct(caller, application_id, {"pickup": "post", "address": HOME}, version)
    (case,) = (await one(caller, application_id)).cases
    assert case.state == "submitted"
    with pytest.raises(Conflict, match="stale"):
        await correct(caller, application_id, {"pickup": "post"}, version)


async def test_a_question_that_an_answer_closes_again_is_not_asked():
    caller = await person()
    application_id = await a_card(caller, pickup="post", address=HOME)
    version = await asked(caller, application_id)
    await correct(caller, application_id, {"pickup": "electronic", "address": None}, version)
    assert (await one(caller, application_id)).cases[0].state == "submitted"


async def test_every_question_that_is_open_is_named_at_once():
    open_small_city()
    she = await mother()
    application_id = await submitted(
        she, alone="yes", **dict.fromkeys(("other_name", "other_id_number", "other_phone"))
    )
    version = await asked(she, application_id)
    named = await refused(she, application_id, {"alone": "no", "baby_name": None}, version)
    assert named == [(name, "answer_needed") for name in ("baby_name", "other_id_number", "other_name", "other_phone")]


async def test_what_cannot_be_read_is_named_once_beside_what_is_not_answered():
    open_small_city()
    she = await mother()
    application_id = await submitted(
        she, alone="yes", **dict.fromkeys(("other_name", "other_id_number", "other_phone"))
    )
    version = await asked(she, application_id)
    answers: dict[str, Json] = {"alone": "no", "other_phone": "12", "other_name": "林浩"}
    named = dict(await refused(she, application_id, answers, version))
    assert named.keys() == {"other_phone", "other_id_number"}
    assert named["other_phone"] != "answer_needed"
    assert named["other_id_number"] == "answer_needed"


async def test_whoever_is_taken_out_of_a_sheet_is_not_asked_for_twice():
    open_small_city()
    she = await mother()
    application_id = await submitted(she)
    await confirm(await father(), application_id, "co_applicant")
    version = await asked(she, application_id)
    named = await refused(she, application_id, {"other_id_number": None, "other_name": None}, version)
    assert named == [("other_id_number", "party_was_asked_already"), ("other_name", "answer_needed")]
